"""Text that a site has broken into lines of its own width: there the end of a line is no end of a sentence.

Known by three things together: every line is short, most lines do not end like a sentence, and several break off at a word that must go on
(a preposition, ``الذي``, ``إن``, a verb of saying). Posts and tickers have short lines too, but theirs end where their sense ends.
"""

from __future__ import annotations

from workers.extractor.text import fold, normalise
from workers.extractor.word_sets import word_set

_WIDEST = 120  # characters
_BROKEN = 3  # lines that break off
_FULL_STOPS = (".", "!", "?", "؟", "…", ":", "»", '"')
_MUST_GO_ON = word_set("line_goes_on")


def is_wrapped(text: str) -> bool:
    """Are the line ends of this text only those of its width?"""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if any(len(line) > _WIDEST for line in lines):
        return False
    unfinished = [line for line in lines if not line.endswith(_FULL_STOPS)]
    broken = sum(fold(normalise(line.split()[-1]).text) in _MUST_GO_ON for line in unfinished)
    return broken >= _BROKEN and 2 * len(unfinished) > len(lines)
