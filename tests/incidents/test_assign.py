"""One event, one incident: who joins whom, and what is kept apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from monitor.incidents.assign import assign, followed, incident_id
from monitor.incidents.index import Index
from monitor.incidents.match import search
from monitor.model import Change, Incident, Report
from tests.incidents.build import report


def run(reports: Iterable[Report]) -> Index:
    """The incidents that these reports make, in the order given."""
    index = Index()
    for one in reports:
        change = take(index, one)
        if change:
            index.put(change.incident)
    return index


def take(index: Index, one: Report) -> Change | None:
    return assign(one, index.candidates(search(one), one.article_id), one.published, incident_id(one.article_id, one.n))


def groups(*reports: Report) -> list[list[str]]:
    """Article ids by incident."""
    return sorted(sorted(one.article_id for one in incident.reports) for incident in run(reports).incidents.values())


def only(*reports: Report) -> Incident:
    (incident,) = run(reports).incidents.values()
    return incident


# ---- together --------------------------------------------------------------------------------------------------------


def test_two_reports_of_one_strike_are_one_incident() -> None:
    assert groups(report("a", "10:00", killed=3), report("b", "11:00", killed=4)) == [["a", "b"]]


def test_an_air_strike_told_as_a_drone_strike_is_the_same() -> None:
    assert groups(report("a"), report("b", what="drone")) == [["a", "b"]]


def test_bombardment_without_a_means_is_the_same() -> None:
    assert groups(report("a"), report("b", what="strike")) == [["a", "b"]]


def test_a_culprit_of_the_same_camp_is_the_same() -> None:
    assert groups(report("a", by="usa"), report("b", by="coalition")) == [["a", "b"]]


def test_another_culprit_with_the_same_toll_is_the_same() -> None:
    assert groups(report("a", by="usa", killed=7), report("b", by="israel", killed=7)) == [["a", "b"]]


def test_the_night_of_one_day_and_the_dawn_of_the_next_are_one() -> None:
    assert groups(report("a", "5 23:50", hour="night"), report("b", "6 07:00", day="6", hour="dawn")) == [["a", "b"]]


def test_a_neighbouring_village_with_the_same_toll_is_the_same() -> None:
    assert groups(report("a", "10:00", "الهري", killed=6), report("b", "11:00", "السويعية", killed=6)) == [["a", "b"]]


def test_a_report_that_names_only_the_province_joins_the_only_strike_there() -> None:
    assert groups(report("a", by="usa"), report("b", "12:00", "محافظة دير الزور", by="usa")) == [["a", "b"]]


def test_the_desert_around_a_town_is_the_place_of_its_strike() -> None:
    assert groups(report("a", killed=3), report("b", "12:00", "بادية البوكمال", killed=3)) == [["a", "b"]]


def test_a_syndicated_copy_joins_though_its_date_was_misread() -> None:
    assert groups(report("a", copy="x"), report("b", "12:00", copy="x", day="6")) == [["a", "b"]]


def test_a_report_without_a_date_joins_the_strike_of_its_day() -> None:
    assert groups(report("a", killed=2), report("b", "15:00", day=None, killed=2)) == [["a", "b"]]


def test_a_report_of_both_towns_binds_them() -> None:
    both = report("a", "10:00", "الميادين, البوكمال", by="usa")
    assert groups(both, report("b", "11:00", "البوكمال"), report("c", "11:30", "الميادين")) == [["a", "b", "c"]]


def test_a_retelling_joins_the_incident_that_it_retells() -> None:
    incident = only(report("a", killed=3), report("b", "7 09:00", kind="background", killed=3))
    assert [one.article_id for one in incident.reports] == ["a", "b"]


def test_a_denial_joins_the_incident_that_it_denies() -> None:
    incident = only(report("a", by="israel"), report("b", "13:00", kind="denied"))
    assert incident.evidence_grade == "denied"


# ---- apart -----------------------------------------------------------------------------------------------------------


def test_strikes_a_day_apart_in_one_town_are_two() -> None:
    assert groups(report("a", "5 10:00", day="5"), report("b", "6 10:00", day="6")) == [["a"], ["b"]]


def test_two_waves_of_one_day_are_two() -> None:
    assert groups(report("a", "08:00", hour="dawn"), report("b", "21:00", hour="evening")) == [["a"], ["b"]]


def test_what_happened_in_the_evening_was_not_told_at_noon() -> None:
    assert groups(report("a", "20:00", hour="evening"), report("b", "11:00")) == [["a"], ["b"]]


def test_simultaneous_strikes_in_two_towns_are_two() -> None:
    assert groups(report("a", by="usa", killed=3), report("b", "10:00", "الميادين", by="usa", killed=3)) == [["a"], ["b"]]


def test_neighbouring_villages_without_anything_in_common_are_two() -> None:
    assert groups(report("a", "10:00", "كنصفرة", what="shelling"), report("b", "11:00", "البارة", what="shelling")) == [["a"], ["b"]]


def test_shelling_and_an_air_strike_are_two() -> None:
    assert groups(report("a"), report("b", what="shelling")) == [["a"], ["b"]]


def test_one_town_on_one_day_hit_by_two_camps_with_two_tolls_is_two() -> None:
    assert groups(report("a", by="turkey", killed=30), report("b", by="sdf", killed=2)) == [["a"], ["b"]]


def test_what_one_article_tells_apart_stays_apart() -> None:
    assert groups(report("a", killed=3), report("a", n=1, killed=9)) == [["a"], ["a"]]


def test_what_one_article_says_twice_is_one() -> None:
    assert groups(report("a", killed=3), report("a", n=1)) == [["a", "a"]]


def test_the_province_alone_does_not_choose_between_two_strikes() -> None:
    towns = report("a", by="usa"), report("b", "10:00", "الميادين", by="usa")
    assert groups(*towns, report("c", "12:00", "محافظة دير الزور", by="usa")) == [["a"], ["b"], ["c"]]


def test_unsure_ones_are_linked_as_related() -> None:
    first, second = report("a", "10:00", "كنصفرة", what="shelling"), report("b", "11:00", "البارة", what="shelling")
    index = run([first, second])
    assert index.incidents[incident_id("b", 0)].related == (incident_id("a", 0),)


def test_a_retelling_of_an_unknown_strike_is_an_incident_of_its_own_kind() -> None:
    assert only(report("a", kind="background", day="2025-01-05")).merged.kind == "background"


def test_a_threat_makes_no_incident() -> None:
    assert not run([report("a", kind="threat")]).incidents


def test_a_denial_of_nothing_known_makes_no_incident() -> None:
    assert not run([report("a", kind="denied")]).incidents


# ---- again, late, out of order ---------------------------------------------------------------------------------------


def test_the_same_article_twice_changes_nothing() -> None:
    index = run([report("a", killed=3)])
    change = take(index, report("a", killed=3))
    assert change is not None
    assert (change.what, change.incident) == (("repeated",), index.incidents[incident_id("a", 0)])


def test_an_article_read_again_takes_its_own_place() -> None:
    incident = only(report("a", killed=3), report("b", "11:00", killed=3), report("a", killed=5))
    assert [(one.article_id, one.strike.casualties.killed.min) for one in incident.reports if one.strike.casualties.killed] == [
        ("a", 5),
        ("b", 3),
    ]


def test_a_report_that_adds_nothing_is_a_repetition() -> None:
    index = run([report("a", killed=3, by="usa"), report("b", "11:00", killed=3, by="usa")])
    change = take(index, report("c", "12:00", killed=3, by="usa"))
    assert change is not None
    assert change.what == ("repeated",)


def test_the_order_of_arrival_does_not_change_the_incident() -> None:
    reports = [report("a", "08:00", killed=3), report("b", "10:00", killed=5), report("c", "12:00", killed=5, by="usa")]
    forth, back = only(*reports), only(*reversed(reports))
    assert (forth.merged, forth.reports, forth.evidence_grade) == (back.merged, back.reports, back.evidence_grade)


def test_what_the_analyst_merged_is_followed_to_where_its_reports_went() -> None:
    index = run([report("a"), report("b", "11:00", "الميادين")])
    other, kept = index.incidents[incident_id("a", 0)], index.incidents[incident_id("b", 0)]
    gone = replace(other, merged_into=kept.incident_id)
    late = report("c", "12:00")
    change = assign(late, followed([gone], {kept.incident_id: kept}.get), late.published, "new")
    assert change is not None
    assert change.incident.incident_id == kept.incident_id
