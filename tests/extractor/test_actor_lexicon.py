"""What the word lists of actors, sources and targets promise to their readers."""

from __future__ import annotations

from collections import Counter

import pytest

from workers.extractor import lexicon
from workers.extractor.actors import actor_ids
from workers.extractor.phrases import folded, split
from workers.extractor.where.gazetteer import country

_FORMS = {"name", "country", "nisba", "people", "force", "capital", "leader", "epithet", "proxy", "body", "home", "rules"}
_CELLS = {"actors.tsv": 4, "sources.tsv": 4, "targets.tsv": 2, "actor_words.tsv": 2, "source_words.tsv": 2, "settings.tsv": 2}


@pytest.mark.parametrize(("name", "cells"), _CELLS.items())
def test_every_row_has_its_cells(name: str, cells: int) -> None:
    assert [where for where, row in lexicon.table(name) if len(row) != cells or not row[-1]] == []


def test_every_form_of_an_actor_is_known() -> None:
    assert {row[1] for _, row in lexicon.table("actors.tsv")} <= _FORMS


def test_the_land_of_a_state_is_one_that_the_gazetteer_knows() -> None:
    homes = [(row[0], row[3]) for _, row in lexicon.table("actors.tsv") if row[1] in ("home", "rules")]
    assert len(dict(homes)) == len(homes)
    assert [code for _, code in homes if country(code) is None] == []


def test_no_name_stands_for_two_actors_in_one_country() -> None:
    rows = [row for _, row in lexicon.table("actors.tsv") if row[1] not in ("proxy", "epithet", "nisba", "body", "home", "rules")]
    owners: dict[tuple[str, ...], set[str]] = {}
    for actor_id, _, _, cell in rows:
        for phrase in split(cell):
            owners.setdefault(folded(phrase), set()).add(actor_id)
    assert {" ".join(words): ids for words, ids in owners.items() if len(ids) > 1} == {}


def test_no_epithet_is_read_in_two_ways_in_one_country() -> None:
    seen: Counter[tuple[tuple[str, ...], str]] = Counter()
    for _, (_, form, where, cell) in lexicon.table("actors.tsv"):
        if form == "epithet":
            seen.update((folded(phrase), country) for phrase in split(cell) for country in where.split())
    assert [key for key, count in seen.items() if count > 1] == []


def test_sources_speak_for_actors_that_exist() -> None:
    spoken_for = {row[2] for _, row in lexicon.table("sources.tsv")} - {"-"}
    assert spoken_for <= actor_ids()


def test_proxies_back_actors_that_exist() -> None:
    backers = {backer for _, row in lexicon.table("actors.tsv") if row[1] == "proxy" for backer in split(row[3])}
    assert backers <= actor_ids()
