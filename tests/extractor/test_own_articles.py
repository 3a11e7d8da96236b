"""Holds the extractor to its figures on the labelled articles of our own (``python -m tests.evaluation.own --pin`` moves them)."""

from __future__ import annotations

import pytest

from tests.evaluation import own
from tests.evaluation.score import Board, Record, score

KINDS = ("new", "background")
TYPES = {"air_strike", "drone_strike", "missile_strike", "artillery_shelling", "naval_strike", "unspecified_strike"}


@pytest.fixture(scope="module")
def board() -> Board:
    return own.measure(own.labels())


def test_no_figure_falls_below_the_pinned_one(board: Board) -> None:
    assert list(own.fallen(board.figures(), own.pinned()["figures"])) == []


def test_every_figure_is_pinned(board: Board) -> None:
    assert own.pinned()["figures"].keys() == board.figures().keys()


def test_the_figures_belong_to_this_state_of_the_corpus() -> None:
    assert own.pinned()["corpus"] == own.digest(), "the articles changed: look at the figures, then pin them"


def test_a_fall_is_named() -> None:
    before = {"place": {"f1": 0.9}, "stale": {"rate": 0.1}, "date": {"rate": 0.8}}
    now = {"place": {"f1": 0.8}, "stale": {"rate": 0.2}, "date": {"rate": 0.9}}
    assert list(own.fallen(now, before)) == ["place: 0.8 where 0.9 is pinned", "stale: 0.2 where 0.1 is pinned"]


def test_the_corpus_is_large_and_a_third_of_it_tells_nothing_new() -> None:
    silent = [article for article in own.labels() if not any(cell["kind"] == "new" for cell in article["cells"])]
    assert len(own.labels()) >= 150
    assert len(silent) >= 50


def test_every_article_has_its_own_id() -> None:
    ids = [article["id"] for article in own.labels()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("article", own.labels(), ids=lambda article: article["id"])
def test_labels_are_well_formed(article: Record) -> None:
    for cell in article["cells"] + article["optional"]:
        assert cell["kind"] in KINDS
        assert set(cell["type"]) <= TYPES
        assert cell["date"] is None or cell["date"][0] <= cell["date"][1] <= article["published"][:10]
        assert all(code.split("-")[0].isalpha() and "-" in code for code in cell["admin1"] or [])
        assert cell["actor"]
        assert cell["attribution"]


def test_a_perfect_reading_scores_full_marks() -> None:
    labels = [article for article in own.labels() if article["cells"]]
    figures = score(labels, {article["id"]: [_as_strike(cell) for cell in article["cells"]] for article in labels}).figures()
    assert {name: figure.get("f1", figure.get("rate")) for name, figure in figures.items()} == {
        name: 0.0 if name in own.FALLING else 1.0 for name in figures
    }


def test_silence_scores_nothing() -> None:
    figures = score(own.labels(), {}).figures()
    assert (figures["alert"]["f1"], figures["incident"]["f1"], figures["place"]["f1"]) == (0, 0, 0)
    assert (figures["stale"]["rate"], figures["raised"]["rate"]) == (0, 0)


def _as_strike(cell: Record) -> Record:
    """The strike that a reader who sees what the label says would record."""
    names = [place.split("|")[0] for place in cell["places"]] or [""]
    admin1 = cell["admin1"][0] if cell["admin1"] else None
    return {
        "kind": cell["kind"],
        "event_type": cell["type"][0],
        "occurred": {"start": cell["date"][0], "end": cell["date"][1]} if cell["date"] else None,
        "locations": [{"name": name, "mention": name, "country": cell["country"], "admin1": admin1} for name in names],
        "actors": [{"id": cell["actor"][0]}],
        "attribution": cell["attribution"][0],
        "casualties": {key: {"min": cell[key][0], "max": cell[key][0]} if key in cell else None for key in ("killed", "wounded")},
    }
