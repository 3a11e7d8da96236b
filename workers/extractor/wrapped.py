"""Text that a site has broken into lines of its own width: there the end of a line is no end of a sentence.

A site may also break only what stands beside a picture: a run of narrow lines, of which several break off.

Known by three things together: every line is short, most lines do not end like a sentence, and several break off at a word that must go on
(a preposition, ``الذي``, ``إن``, a verb of saying). Posts and tickers have short lines too, but theirs end where their sense ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

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
    runs = [(going, list(run)) for going, run in groupby(_lines(text), key=_goes_on)]
    found: list[int] = []
    for (going, run), (_, after) in pairwise([*runs, (False, [_Line(len(text), "")])]):
        if going and len(run) >= _RUN and sum(_last_word(line.told) in _BREAKS_OFF for line in run) >= _BROKEN_IN_RUN:
            found += [line.end for line in (run if after[0].is_narrow else run[:-1])]
    return frozenset(found)


class _Line(NamedTuple):
    end: int  # the offset of its line end
    told: str

    @property
    def is_narrow(self) -> bool:
        return bool(self.told) and len(self.told) <= _NARROW


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        yield _Line(start + len(line), line.strip())
        start += len(line) + 1


def _goes_on(line: _Line) -> bool:
    return line.is_narrow and not line.told.endswith(_FULL_STOPS)


def _last_word(line: str) -> str:
    return fold(normalise(line.rsplit(maxsplit=1)[-1]).text)
