"""What the word lists of numbers, dates and casualties promise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workers.extractor import lexicon, lexicon_check
from workers.extractor.text import fold
from workers.extractor.toll import marks

KINDS = {
    "numbers.tsv": {"unit", "ten", "tens", "hundred", "thousand", "million", "vague", "least", "most", "about", "least_after", "most_after"}
    | {"about_after"},
    "dates.tsv": {"offset", "night", "part_of_day", "weekday", "last", "this", "next", "part", "unit", "just_now", "recent"}
    | {"day_before_story", "ordinal", "name_head", "joint"},
    "things.tsv": {"time", "age", "measure", "strike", "weapon", "thing", "people_not_hurt"},
}


def spellings(name: str) -> list[tuple[str, str, str, str]]:
    """``(where, kind, value, folded spelling)`` of every spelling of a word list."""
    rows = [(where, cells[0], cells[-2], cells[-1]) for where, cells in lexicon.table(name)]
    return [(where, kind, value, fold(word)) for where, kind, value, words in rows for word in words.split()]


@pytest.mark.parametrize("name", KINDS)
def test_every_row_is_of_a_known_kind(name: str) -> None:
    assert {kind for _, kind, _, _ in spellings(name)} <= KINDS[name]


@pytest.mark.parametrize("name", ["numbers.tsv", "dates.tsv", "months.tsv"])
def test_no_spelling_of_one_kind_has_two_values(name: str) -> None:
    seen: dict[tuple[str, str], str] = {}
    for where, kind, value, word in spellings(name):
        key = (word, kind if name != "months.tsv" else "month")
        number = value if name != "months.tsv" else kind
        assert seen.setdefault(key, number) == number, f"{where}: {word}"


def test_every_casualty_word_has_classes_that_are_declared() -> None:
    problems = [problem for problem in lexicon_check.check() if problem.startswith("lemmas/casualties.tsv")]
    assert problems == []


def test_every_kind_of_mark_that_rules_ask_for_is_in_the_table() -> None:
    folder = Path(marks.__file__).parent
    sources = [*folder.glob("*.py"), folder.parent / "casualties.py"]
    asked = {kind for path in sources for kind in re.findall(r'is_mark\([^"()]*"(\w+)"\)', path.read_text(encoding="utf-8"))}
    listed = {cells[0] for _, cells in lexicon.table("casualty_marks.tsv")}
    assert len(asked) > 20
    assert asked <= listed
