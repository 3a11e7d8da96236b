"""The pieces of a text before they are tokens: words, numbers, marks, with their places in the original.

A number that agencies set off with slashes (``/12/ شخصا``) is one piece with them; the halves of a word that hides from censors are joined.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from workers.extractor.text import Normal, fold, normalise
from workers.extractor.time_words import time_words

_ARABIC = "\u0621-\u064a\u066e-\u06d3\u06d5"
_TOKEN = re.compile(
    rf"""
    (?P<address>(?:https?://|www\.|t\.me/)[^\s{_ARABIC}]{{1,2000}} | [\w.]{{1,64}}@[\w.]{{2,64}} | @[A-Za-z]\w{{1,63}})
  | (?P<number>\d{{1,4}}(?P<mark>[/.\-])\d{{1,2}}(?P=mark)\d{{2,4}}(?!\d)          # a full date
        | \d{{1,2}}/\d{{1,2}}(?![\d/])                              # day and month
        | \d{{1,2}}:\d{{2}}(?!\d)                                   # a time
        | \d{{1,3}}(?:,\d{{3}})+(?!\d) | \d+[.,]\d+(?![\d.]) | \d+)
  | (?P<latin>[A-Za-z\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f]*(?:[-'’][A-Za-z0-9]+)*)
  | (?P<word>[{_ARABIC}]+)
  | (?P<punct>\.{{2,}}|…|[.,،؛;:!?؟()\[\]\-–—/%+*|])
""",
    re.VERBOSE,
)
# Where the space between two words is missing: ة stands only at the end of one, and before some words no other goes on.
_GLUED = re.compile(
    rf"""(?<=ة)(?=[{_ARABIC}]{{2}})
       | (?<=[{_ARABIC}]{{3}})(?=(?:بمحافظة|بريف|بمدينة|اليوم|ال(?:أحد|اثنين|إثنين|ثلاثاء|أربعاء|اربعاء|خميس|جمعة|سبت))$)""",
    re.VERBOSE,
)
_HIDING = re.compile(r"[\u064b-\u0652]*\u0640+\s{0,2}[.*]?\s{0,2}\u0640+")  # between the halves of one word
_CENSORING = frozenset(".*/-~•,،")
_LONGEST_SET_OFF = 6  # pieces from the slash that opens a name to the one that closes it
_SHORTEST_GLUED = 6  # letters of two words without their space
_SHORTEST_NAME = 4  # letters: ال24, بال20 are no names
_SHORTEST_WORD = 3  # letters: أ.ب is an abbreviation
_HABIT = 4  # marks inside of known words, two pieces each, after which a text is taken to split words as a habit


class Piece(NamedTuple):
    """A token before it knows its sentence: spans in the normalised and in the original string."""

    kind: str
    norm: str
    start: int
    end: int


def pieces_of(original: str, analyse: Callable[[str], Sequence[object]]) -> list[Piece]:
    """The pieces of a text from left to right; ``analyse`` gives what the lexicon knows of a folded word."""
    normal = normalise(original)
    pieces = _names_with_numbers(_meanwhile(list(_pieces(normal))), analyse)
    return _uncensored(_between_slashes(_set_off_names(pieces)) if "/" in normal.text else pieces, original, analyse)


def _pieces(normal: Normal) -> Iterator[Piece]:
    origins = normal.origins
    for match in _TOKEN.finditer(normal.text):
        kind = match.lastgroup or "word"
        start = match.start()
        word = kind == "word" and match.end() - start > _SHORTEST_GLUED
        for part in _GLUED.split(match.group()) if word else (match.group(),):
            if kind != "address":
                yield Piece(kind, part, origins[start], origins[start + len(part) - 1] + 1)
            start += len(part)


def _meanwhile(pieces: list[Piece]) -> list[Piece]:
    """``في ما`` is ``فيما``, written apart."""
    out: list[Piece] = []
    for piece in pieces:
        if piece.norm == "ما" and out and out[-1].norm in ("في", "وفي") and piece.start - out[-1].end == 1:
            out[-1] = Piece("word", out[-1].norm + "ما", out[-1].start, piece.end)
        else:
            out.append(piece)
    return out


def _names_with_numbers(pieces: list[Piece], analyse: Callable[[str], Sequence[object]]) -> list[Piece]:
    """``دارفور24 قتلى``, ``كردستان24``: digits written onto a word that no lexicon knows are of a name, and count nobody;
    ``الأربعاء8 أيار/مايو2024`` is a day."""
    out: list[Piece] = []
    for piece in pieces:
        before = out[-1] if out else piece
        glued = piece.kind == "number" and before.kind == "word" and before.end == piece.start and len(before.norm) >= _SHORTEST_NAME
        if glued and piece.norm.isdigit() and not analyse(fold(before.norm)) and fold(before.norm) not in time_words():
            out[-1] = Piece("word", before.norm + piece.norm, before.start, piece.end)
        else:
            out.append(piece)
    return out


def _set_off_names(pieces: list[Piece]) -> list[Piece]:
    """``في منطقة /كذا/ شرق``: the slashes written onto a name are like quotation marks, which are no pieces either."""
    dropped: set[int] = set()
    for at, piece in enumerate(pieces):
        if piece.norm == "/" and at not in dropped and (closing := _closing(pieces, at)):
            dropped |= {at, closing}
    return [piece for at, piece in enumerate(pieces) if at not in dropped] if dropped else pieces


def _closing(pieces: list[Piece], at: int) -> int:
    """Where the name ends that a slash opens; 0 where it opens none."""
    if at and pieces[at - 1].end == pieces[at].start:
        return 0
    for end in range(at + 2, min(at + _LONGEST_SET_OFF, len(pieces))):
        inside = pieces[at + 1 : end]
        if pieces[end].norm == "/":
            fits = inside[0].start == pieces[at].end and inside[-1].end == pieces[end].start and inside[0].kind == "word"
            free = end + 1 >= len(pieces) or pieces[end + 1].start > pieces[end].end or pieces[end + 1].kind == "punct"
            return end if fits and free else 0
        if pieces[end - 1].kind not in ("word", "number", "latin"):
            return 0
    return 0


def _between_slashes(pieces: list[Piece]) -> list[Piece]:
    """/12/ شخصا, / 3 / مدنيين: the slashes with which agencies set a number off are part of it; those of a date are not."""
    out: list[Piece] = []
    index = 0
    while index < len(pieces):
        apart = _set_off(pieces, index)
        first, last = pieces[index], pieces[index + 2 * apart]
        out.append(pieces[index + 1]._replace(start=first.start, end=last.end) if apart else first)
        index += 3 if apart else 1
    return out


def _set_off(pieces: list[Piece], at: int) -> bool:
    """Is there a number between two slashes, with no number and no word written onto them but "and"?"""
    if at + 2 >= len(pieces) or pieces[at].norm != "/" or pieces[at + 2].norm != "/" or not pieces[at + 1].norm.isdigit():
        return False
    before, behind = (pieces[at - 1] if at else None), (pieces[at + 3] if at + 3 < len(pieces) else None)
    if before is not None and (
        before.kind == "number" or (before.end == pieces[at].start and before.kind == "word" and before.norm != "و")
    ):
        return False
    return behind is None or behind.kind != "number"


def _uncensored(pieces: list[Piece], original: str, analyse: Callable[[str], Sequence[object]]) -> list[Piece]:
    """Join the halves of words that were split to pass a filter. A text that splits several known words splits others, too."""

    def known(here: Piece, there: Piece, gap: str) -> bool:
        return _censored(here, there, gap, analyse)

    def dotted(here: Piece, there: Piece, gap: str) -> bool:
        goes_on = len(there.norm) > 1 and there.norm.startswith("و")  # سرمين.وقال: a stop without its space
        return known(here, there, gap) or (gap == "." and not goes_on and not analyse(fold(there.norm)))

    found = _with_halves_joined(pieces, original, known)
    return found if len(pieces) - len(found) < _HABIT else _with_halves_joined(pieces, original, dotted)


Split = Callable[[Piece, Piece, str], bool]


def _with_halves_joined(pieces: list[Piece], original: str, split: Split) -> list[Piece]:
    out: list[Piece] = []
    index = 0
    while index < len(pieces):
        joined, used = _joined(pieces, index, original, split)
        out.append(joined)
        index += used
    return out


def _joined(pieces: list[Piece], index: int, original: str, split: Split) -> tuple[Piece, int]:
    here = pieces[index]
    if here.kind != "word" or original.startswith(" ", here.end):  # a space parts words, whatever follows it
        return here, 1
    for reach in (1, 2):
        there = pieces[index + reach] if index + reach < len(pieces) else here
        gap = original[here.end : there.start]
        if gap != " " and there.kind == "word" and (_HIDING.fullmatch(gap) or split(here, there, gap)):
            return Piece("word", here.norm + there.norm, here.start, there.end), reach + 1
    return here, 1


def _censored(here: Piece, there: Piece, gap: str, analyse: Callable[[str], Sequence[object]]) -> bool:
    """One mark without spaces splits a word that the lexicon knows only when whole."""
    if len(gap) != 1 or gap not in _CENSORING or min(len(here.norm), len(there.norm)) > 3 or len(here.norm + there.norm) < _SHORTEST_WORD:
        return False
    return bool(analyse(fold(here.norm + there.norm))) and not (analyse(fold(here.norm)) and analyse(fold(there.norm)))
