"""Whatever the extractor may name has a name in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from monitor.alerts.words import area, rows, word
from monitor.model import Attribution, EventType

LEXICON = Path("workers/extractor/lexicon")


def column(path: Path, number: int) -> set[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.split("\t")[number] for line in lines if line and not line.startswith(("#", "name\t", "group:"))}


def named(kind: str) -> set[str]:
    return {key for each, key, _, _ in rows("words.tsv", 4) if each == kind}


def test_every_actor_has_a_name() -> None:
    nobody = {"-"}  # the row of names that hold an actor's name and are none
    assert column(LEXICON / "actors.tsv", 0) - named("actor") - nobody == set()


def test_every_source_has_a_name() -> None:
    assert column(LEXICON / "sources.tsv", 0) - named("source") == set()


def test_every_class_of_target_has_a_name() -> None:
    classes = {each for each in column(LEXICON / "targets.tsv", 0) if re.fullmatch("[a-z_]+", each)} - {"owner_link"}
    assert classes - named("target") == set()


def test_every_event_and_attribution_has_a_name() -> None:
    assert {each.value for each in EventType} == named("event")
    assert {each.value for each in Attribution} == named("attribution")


@pytest.mark.parametrize("table", ["countries.tsv", "admin1.tsv"])
def test_every_country_and_governorate_has_a_name(table: str) -> None:
    codes = column(LEXICON / "places" / table, 3 if table == "countries.tsv" else 4)
    assert {code for code in codes if code and not area(code, "ar")} == set()


def test_no_word_is_given_twice() -> None:
    keys = [(kind, key) for kind, key, _, _ in rows("words.tsv", 4)]
    assert len(keys) == len(set(keys))


def test_every_word_is_there_in_both_languages() -> None:
    for kind, key, arabic, english in rows("words.tsv", 4):
        assert arabic, (kind, key)
        assert english, (kind, key)


def test_an_unknown_id_is_shown_as_it_is() -> None:
    assert word("target", "ice_rink", "ar") == "ice rink"
    assert area("XX-99", "en") == ""
