"""The gate on merging: pairwise precision and recall over the corpus of our own writing."""

from __future__ import annotations

from collections import Counter

from tests.incidents.corpus import lines, run, score
from workers.extractor import extract


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    sizes = Counter(line["event"] for line in lines())
    assert sum(2 <= size <= 6 for size in sizes.values()) >= 60
    assert len({line["event"] for line in lines() if "like" in line}) >= 60


def test_reports_of_one_event_come_together_and_look_alikes_stay_apart() -> None:
    chosen = lines()
    result = score(chosen, run(chosen, extract).index.incidents.values())
    assert result.precision >= 0.97, result.wrong
    assert result.recall >= 0.9, result.missed


def test_the_same_holds_where_no_extractor_stands_between() -> None:
    chosen = lines(written=False)
    result = score(chosen, run(chosen, extract).index.incidents.values())
    assert result.precision >= 0.97, result.wrong
    assert result.recall >= 0.9, result.missed
