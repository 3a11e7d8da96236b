"""What is decided by hand stays decided."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.errors import AnalystError
from monitor.incidents import analyst
from monitor.incidents.assign import assign
from monitor.model import Incident
from tests.incidents.build import at, report

NOW = at("6 09:00")


def incident(article: str, *reports_of: str, where: str = "البوكمال", killed: int = 3) -> Incident:
    change = assign(report(article, "09:00", where, killed=killed), [], at("09:00"), f"i-{article}")
    assert change is not None
    for other in reports_of:
        change = assign(report(other, "10:00", where, killed=killed), [change.incident], at("10:00"), "unused")
        assert change is not None
    return change.incident


def test_a_merge_moves_the_reports_and_leaves_a_pointer() -> None:
    kept, gone = analyst.merge(incident("a"), incident("b", where="الميادين"), NOW, "one convoy")
    assert [one.article_id for one in kept.incident.reports] == ["a", "b"]
    assert (gone.incident.merged_into, gone.incident.revision) == ("i-a", 2)


def test_a_later_report_of_the_merged_one_joins_the_kept_one() -> None:
    kept, gone = analyst.merge(incident("a"), incident("b", where="الميادين"), NOW, "one convoy")
    late = report("c", "12:00", "الميادين", killed=3)
    change = assign(late, [gone.incident, kept.incident], NOW, "new")
    assert change is not None
    assert (change.incident.incident_id, change.incident.analyst) == ("i-a", kept.incident.analyst)


def test_a_split_leaves_each_side_its_reports_and_a_link() -> None:
    stays, goes = analyst.split(incident("a", "b", "c"), {"c"}, "i-new", NOW, "another wave")
    assert [one.article_id for one in stays.incident.reports] == ["a", "b"]
    assert [one.article_id for one in goes.incident.reports] == ["c"]
    assert (stays.incident.related, goes.incident.related, goes.incident.revision) == (("i-new",), ("i-a",), 1)


def test_a_split_report_processed_again_stays_where_the_analyst_put_it() -> None:
    stays, goes = analyst.split(incident("a", "b"), {"b"}, "i-new", NOW, "another wave")
    change = assign(report("b", "10:00", killed=3), [stays.incident, goes.incident], NOW, "unused")
    assert change is not None
    assert (change.what, change.incident.incident_id) == (("repeated",), "i-new")


def test_what_was_merged_and_split_off_again_stays_apart_when_it_is_read_or_matched_again() -> None:
    kept, gone = analyst.merge(incident("a"), incident("b", where="الميادين", killed=7), NOW, "one convoy")
    stays, goes = analyst.split(kept.incident, {"b"}, "i-new", NOW, "two after all")
    known = [gone.incident, stays.incident, goes.incident]
    again = assign(report("b", "09:00", "الميادين", killed=7), known, NOW, "unused")
    assert again is not None
    assert (again.what, again.incident.incident_id) == (("repeated",), "i-new")
    better = assign(report("b", "09:00", "الميادين", killed=8), known, NOW, "unused")
    assert better is not None
    assert better.incident.incident_id == "i-new"
    later = assign(report("c", "12:00", "الميادين", killed=7), known, NOW, "unused")
    assert later is not None
    assert later.incident.incident_id == "i-new"


def test_a_merge_that_is_split_again_brings_the_merged_incident_back() -> None:
    other = incident("b", "c", where="الميادين", killed=7)
    kept, gone = analyst.merge(incident("a"), other, NOW, "one convoy")
    stays, goes = analyst.split(kept.incident, {"b", "c"}, "i-new", NOW, "two after all", [gone.incident])
    assert (goes.incident.incident_id, goes.incident.merged_into, goes.incident.revision) == ("i-b", None, gone.incident.revision + 1)
    assert [one.article_id for one in goes.incident.reports] == ["b", "c"]
    assert (goes.incident.merged, stays.incident.related) == (other.merged, ("i-b",))
    assert len(goes.incident.analyst) == 2


@pytest.mark.parametrize(("moved", "into"), [({"b"}, "i-a"), ({"b", "c"}, "i-elsewhere")])
def test_a_part_of_a_merged_incident_or_what_is_in_another_one_is_split_off_as_new(moved: set[str], into: str) -> None:
    kept, gone = analyst.merge(incident("a"), incident("b", "c"), NOW, "one convoy")
    _, goes = analyst.split(kept.incident, moved, "i-new", NOW, "", [replace(gone.incident, merged_into=into)])
    assert goes.incident.incident_id == "i-new"


def test_a_retraction_survives_later_reports() -> None:
    gone = analyst.retract(incident("a"), NOW, "an old video").incident
    change = assign(report("b", "11:00", killed=9), [gone], NOW, "new")
    assert change is not None
    assert (change.incident.incident_id, change.incident.retracted) == ("i-a", True)


def test_a_retraction_can_be_taken_back() -> None:
    back = analyst.restore(analyst.retract(incident("a"), NOW, "an old video").incident, NOW, "it was new").incident
    assert (back.retracted, back.revision, len(back.analyst)) == (False, 3, 2)


@pytest.mark.parametrize("articles", [set(), {"a", "b"}, {"zz"}])
def test_a_split_that_leaves_one_side_empty_is_refused(articles: set[str]) -> None:
    with pytest.raises(AnalystError):
        analyst.split(incident("a", "b"), articles, "i-new", NOW, "")


def test_an_incident_cannot_be_merged_twice_or_with_itself() -> None:
    one = incident("a")
    with pytest.raises(AnalystError):
        analyst.merge(one, one, NOW, "")
    with pytest.raises(AnalystError):
        analyst.merge(one, replace(incident("b"), merged_into="i-c"), NOW, "")


def test_what_is_retracted_or_not_cannot_be_made_so_again() -> None:
    gone = analyst.retract(incident("a"), NOW, "an old video").incident
    with pytest.raises(AnalystError, match="retracted already"):
        analyst.retract(gone, NOW, "")
    with pytest.raises(AnalystError, match="not retracted"):
        analyst.restore(incident("a"), NOW, "")


def test_an_incident_that_was_merged_away_is_left_alone_and_names_the_one_to_ask_for() -> None:
    _, gone = analyst.merge(incident("a"), incident("b", "c", where="الميادين"), NOW, "one convoy")
    for attempt in (lambda: analyst.retract(gone.incident, NOW, ""), lambda: analyst.split(gone.incident, {"c"}, "i-new", NOW, "")):
        with pytest.raises(AnalystError, match="merged into i-a"):
            attempt()


def test_a_split_names_the_articles_that_are_not_there() -> None:
    with pytest.raises(AnalystError, match="no report of zz"):
        analyst.split(incident("a", "b"), {"b", "zz"}, "i-new", NOW, "")
