"""What a rewritten text has added: the lines that none of its earlier versions had, to be read by themselves.

A live page is not one story. Read as a whole, its newest post lends its toll to yesterday's, and gives its place away to it; read by
itself it is what it would be as an article of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from monitor.model import Evidence, Strike


@dataclass(frozen=True, slots=True)
class Additions:
    """The added lines as one text, and where each began: (in this text, in the whole one), in order."""

    text: str
    starts: tuple[tuple[int, int], ...]


def additions(text: str, earlier: Iterable[str]) -> Additions:
    """The lines of ``text`` that stand in none of the ``earlier`` texts."""
    known = {_plain(line) for one in earlier for line in one.splitlines()}
    kept: list[str] = []
    starts: list[tuple[int, int]] = []
    here = there = 0
    for line in text.splitlines(keepends=True):
        if _plain(line) and _plain(line) not in known:
            bare = line.rstrip("\r\n")
            kept.append(bare)
            starts.append((here, there))
            here += len(bare) + 1
        there += len(line)
    return Additions("\n".join(kept), tuple(starts))


def in_the_whole(strikes: Sequence[Strike], added: Additions, text: str) -> list[Strike]:
    """The strikes of the added lines with their evidence pointing into the whole text; what would not point at its words is left out."""
    return [replace(strike, evidence=tuple(_moved(strike.evidence, added, text))) for strike in strikes]


def _moved(evidence: Sequence[Evidence], added: Additions, text: str) -> Iterable[Evidence]:
    for piece in evidence:
        if piece.part != "text":
            yield piece
            continue
        here, there = max((start for start in added.starts if start[0] <= piece.start), default=(0, 0))
        moved = replace(piece, start=piece.start - here + there, end=piece.end - here + there)
        if text[moved.start : moved.end] == piece.text:
            yield moved


def _plain(line: str) -> str:
    return " ".join(line.split())
