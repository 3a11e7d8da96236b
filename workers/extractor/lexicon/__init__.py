"""The words that the extractor knows, as data: see ``README.md`` beside this file for the formats.

``lemma_rows`` reads every ``lemmas/*.tsv``; ``table`` reads any tab-separated file here; ``check`` names what is wrong in any of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from monitor.errors import LexiconError

HERE = Path(__file__).parent
POS = frozenset({"verb", "noun", "adj", "part"})


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


def check() -> list[str]:
    """What is wrong in the lexicon and the gazetteer, one line each; empty when all is well."""
    from workers.extractor.lexicon import tables  # noqa: PLC0415
    from workers.extractor.where import gazetteer  # noqa: PLC0415 - it reads its tables through this module

    return [*_check_lemmas(), *_check_frames(), *tables.check(), *gazetteer.check()]


def _check_frames() -> Iterator[str]:
    """Rules that ask for a class which no lemma file declares, or that are there twice."""
    from workers.extractor import grammar  # noqa: PLC0415

    known, seen = classes(), set[str]()
    for rule in grammar.rules("frames.tsv"):
        if rule.name in seen:
            yield f"frames.tsv: rule {rule.name!r} is there twice"
        seen.add(rule.name)
        asked = {label for step in rule.steps for label in step.wanted if not label.startswith("=")}
        yield from (
            f"frames.tsv: rule {rule.name!r} asks for unknown class {label!r}" for label in sorted(asked) if not _is_label(label, known)
        )


def _is_label(label: str, known: dict[str, str]) -> bool:
    return label in ("NUM", "HUGE", "Y", "S", "-") or label.partition(":")[0].partition("+")[0] in known


def _check_lemmas() -> Iterator[str]:
    known, tables, seen = classes(), {cells[0] for _, cells in table("inflections.tsv")}, dict[tuple[str, str], str]()
    for row in lemma_rows():
        if row.pos not in POS:
            yield f"{row.where}: unknown part of speech {row.pos!r}"
        yield from (f"{row.where}: unknown class {tag!r}" for tag in row.tags if tag not in known)
        yield from (f"{row.where}: unknown inflection table {name!r}" for name, _ in row.forms if name not in tables)
        if (row.lemma, row.pos) in seen and seen[row.lemma, row.pos].split(":")[0] == row.where.split(":")[0]:
            yield f"{row.where}: {row.lemma} ({row.pos}) is already at {seen[row.lemma, row.pos]}"
        seen[row.lemma, row.pos] = row.where
