"""The words that the extractor knows, as data: see ``README.md`` beside this file for the formats.

``lemma_rows`` reads every ``lemmas/*.tsv``; ``table`` reads any tab-separated file here. What is wrong in any of them is named by
``lexicon_check``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from monitor.errors import LexiconError

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Lemma:
    """One row of a lemma file."""

    lemma: str
    pos: str
    tags: tuple[str, ...]
    forms: tuple[tuple[str, str], ...]  # (inflection table, stem)
    where: str  # file:line


def table(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rows of a tab-separated file under ``lexicon/`` as ``(file:line, cells)``, comments and blank lines left out."""
    with (HERE / name).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip() and not line.startswith("#"):
                yield f"{name}:{number}", tuple(cell.strip() for cell in line.rstrip("\n").split("\t"))


def lemma_files() -> list[str]:
    return sorted(f"lemmas/{path.name}" for path in (HERE / "lemmas").glob("*.tsv"))


@cache
def lemma_rows() -> tuple[Lemma, ...]:
    """Every lemma of every file. Raises :class:`LexiconError` on a row that cannot be read."""
    rows = (row for name in lemma_files() for row in table(name))
    return tuple(_lemma(where, cells) for where, cells in rows if cells[0] != "@class")


def classes() -> dict[str, str]:
    """The declared classes, with what they mean."""
    rows = (cells for name in lemma_files() for _, cells in table(name) if cells[0] == "@class")
    return {cells[1]: cells[2] if len(cells) > 2 else "" for cells in rows}


def _lemma(where: str, cells: tuple[str, ...]) -> Lemma:
    if len(cells) < 4:
        raise LexiconError(f"{where}: lemma, part of speech, classes and forms are needed, got {len(cells)} cells")
    forms = tuple(_form(where, item) for item in cells[3].split())
    return Lemma(cells[0], cells[1], tuple(tag for tag in cells[2].split(",") if tag), forms, where)


def _form(where: str, item: str) -> tuple[str, str]:
    name, equals, stem = item.partition("=")
    if not equals or not stem:
        raise LexiconError(f"{where}: a form is written table=stem, got {item!r}")
    return name, stem
