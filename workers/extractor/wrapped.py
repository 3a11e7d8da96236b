"""Text that a site has broken into lines of its own width: there the end of a line is no end of a sentence.

A site may also break only what stands beside a picture: a run of narrow lines, of which several break off.

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
_NARROW, _RUN, _BROKEN_IN_RUN = 60, 3, 2  # characters; lines of a run, and how many of them break off
_BREAKS_OFF = _MUST_GO_ON | word_set("line_breaks_off")


def is_wrapped(text: str) -> bool:
    """Are the line ends of this text only those of its width?"""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if any(len(line) > _WIDEST for line in lines):
        return False
    unfinished = [line for line in lines if not line.endswith(_FULL_STOPS)]
    broken = sum(_last_word(line) in _MUST_GO_ON for line in unfinished)
    return broken >= _BROKEN and 2 * len(unfinished) > len(lines)


def width_breaks(text: str) -> frozenset[int]:
    """The offsets of the line ends that are only those of the width."""
    if "\n" not in text:
        return frozenset()
    if is_wrapped(text):
        return frozenset(at for at, letter in enumerate(text) if letter == "\n")
    found: list[int] = []
    run: list[int] = []  # the line ends inside a run of narrow lines
    broken, start = 0, 0
    for line in (*text.split("\n"), ""):  # the empty one ends the last run
        end, told = start + len(line), line.strip()
        goes_on = bool(told) and len(told) <= _NARROW and not told.endswith(_FULL_STOPS)
        if goes_on:
            run.append(end)
            broken += _last_word(told) in _BREAKS_OFF
        else:
            inside = run if told and len(told) <= _NARROW else run[:-1]
            found += inside if len(run) >= _RUN and broken >= _BROKEN_IN_RUN else ()
            run, broken = [], 0
        start = end + 1
    return frozenset(found)


def _last_word(line: str) -> str:
    return fold(normalise(line.rsplit(maxsplit=1)[-1]).text)
