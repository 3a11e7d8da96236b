"""The words of alerts in Arabic and English, read from ``words.tsv`` and ``areas.tsv``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

from monitor.errors import LexiconError

Language = Literal["ar", "en"]


def word(kind: str, key: str, language: str) -> str:
    """What a thing is called. An id that has no word is shown as it is: better odd than missing."""
    pair = _words().get((kind, key))
    return key.replace("_", " ") if pair is None else pair[language == "en"]


def phrase(key: str, language: str) -> str:
    return word("phrase", key, language)


def area(code: str | None, language: str) -> str:
    """A country or governorate by its code, or nothing where it has no name here."""
    pair = _areas().get(code or "")
    return pair[language == "en"] if pair else ""


@cache
def _words() -> dict[tuple[str, str], tuple[str, str]]:
    return {(kind, key): (arabic, english) for kind, key, arabic, english in rows("words.tsv", 4)}


@cache
def _areas() -> dict[str, tuple[str, str]]:
    return {code: (arabic, english) for code, arabic, english in rows("areas.tsv", 3)}


def rows(name: str, width: int) -> list[list[str]]:
    """The rows of one of the tables beside this module."""
    lines = (files("monitor.alerts") / name).read_text(encoding="utf-8").split("\n")
    found = [(number, line.split("\t")) for number, line in enumerate(lines, 1) if line and not line.startswith("#")]
    for number, row in found:
        if len(row) != width:
            raise LexiconError(f"{name}:{number}: {len(row)} columns, expected {width}")
    return [row for _, row in found]
