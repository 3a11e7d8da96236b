"""What is wrong in the lexicon: for whoever extends it, and for a test.

It stands above what it checks: the readers of the lexicon's files (``lexicon``, ``grammar``, the gazetteer) do not know of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from workers.extractor import grammar
from workers.extractor.lexicon import classes, lemma_rows, table, tables
from workers.extractor.where import gazetteer

POS = frozenset({"verb", "noun", "adj", "part"})


def check() -> list[str]:
    """What is wrong in the lexicon and the gazetteer, one line each; empty when all is well."""
    return [*_check_lemmas(), *_check_frames(), *tables.check(), *gazetteer.check()]


def _check_frames() -> Iterator[str]:
    """Rules that ask for a class which no lemma file declares, or that are there twice."""
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
    known, inflections, seen = classes(), {cells[0] for _, cells in table("inflections.tsv")}, dict[tuple[str, str], str]()
    for row in lemma_rows():
        if row.pos not in POS:
            yield f"{row.where}: unknown part of speech {row.pos!r}"
        yield from (f"{row.where}: unknown class {tag!r}" for tag in row.tags if tag not in known)
        yield from (f"{row.where}: unknown inflection table {name!r}" for name, _ in row.forms if name not in inflections)
        if (row.lemma, row.pos) in seen and seen[row.lemma, row.pos].split(":")[0] == row.where.split(":")[0]:
            yield f"{row.where}: {row.lemma} ({row.pos}) is already at {seen[row.lemma, row.pos]}"
        seen[row.lemma, row.pos] = row.where
