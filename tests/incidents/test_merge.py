"""The merged figures of an incident point at the words that say them."""

from __future__ import annotations

from dataclasses import replace

from monitor.incidents.merge import merged
from monitor.model import Evidence, Report
from tests.incidents.build import report


def with_words(one: Report, *fields: str) -> Report:
    """The report, with a piece of evidence for each field, in its own article's words."""
    pieces = tuple(Evidence(field, "rule", f"{field} في {one.article_id}", 0, 5, "جملة") for field in fields)
    return replace(one, strike=replace(one.strike, evidence=pieces))


def test_the_toll_that_is_shown_points_at_the_report_that_gives_it() -> None:
    first = with_words(report("a", killed=3), "event_type", "casualties.killed")
    later = with_words(report("b", "12:00", kind="update", killed=9), "event_type", "casualties.killed")
    found = {(piece.field, piece.article_id) for piece in merged([first, later]).evidence}
    assert found == {("event_type", "a"), ("casualties.killed", "b")}


def test_what_only_another_report_counts_has_its_words_too() -> None:
    first = with_words(report("a", killed=3), "casualties.killed")
    other = with_words(report("b", "12:00", wounded=5), "casualties.wounded")
    found = {(piece.field, piece.article_id) for piece in merged([first, other]).evidence}
    assert found == {("casualties.killed", "a"), ("casualties.wounded", "b")}


def test_one_report_alone_gives_its_own_words() -> None:
    (piece,) = merged([with_words(report("a", killed=3), "casualties.killed")]).evidence
    assert piece.article_id == "a"
