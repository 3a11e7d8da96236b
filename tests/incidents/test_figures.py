"""How many, over the reports of an incident; and how well it is attested."""

from __future__ import annotations

import pytest

from monitor.incidents import figures
from monitor.incidents.grade import grade
from monitor.incidents.independence import independent
from monitor.incidents.merge import conflicts, merged
from monitor.model import Casualties, Count, Report
from tests.incidents.build import report


def totals(*reports: Report) -> Casualties:
    return figures.merged(reports)


def killed(*reports: Report) -> tuple[int | None, int | None, int | None]:
    count = totals(*reports).killed
    assert count is not None
    return (count.min, count.best, count.max)


def test_the_range_runs_over_all_voices_and_the_most_attested_value_is_best() -> None:
    assert killed(report("a", killed=3), report("b", killed=5), report("c", killed=5), report("d", killed=9)) == (3, 5, 9)


def test_a_newer_total_of_one_outlet_replaces_its_older_one() -> None:
    assert killed(report("a", "09:00", outlet="x", killed=3), report("b", "12:00", outlet="x", killed=6)) == (6, 6, 6)


def test_an_update_beats_older_reports_however_many() -> None:
    older = [report(name, "09:00", killed=3) for name in "abc"]
    assert killed(*older, report("d", "14:00", kind="update", killed=8))[1] == 8


def test_copies_of_one_text_count_once() -> None:
    copies = [report(name, "09:00", killed=3, copy="t") for name in "abc"]
    assert killed(*copies, report("d", killed=5), report("e", killed=5))[1] == 5


def test_outlets_that_quote_one_monitor_count_once() -> None:
    quoting = [report(name, "09:00", killed=3, quoting="sohr") for name in "abc"]
    assert killed(*quoting, report("d", killed=5), report("e", killed=5))[1] == 5


def test_dozens_keep_the_range_open_only_while_nobody_counts_further() -> None:
    assert killed(report("a", killed="10+")) == (10, 10, None)
    assert killed(report("a", killed="10+"), report("b", killed=24)) == (10, 24, 24)


def test_some_without_a_number_gives_way_to_a_number() -> None:
    assert killed(report("a", "09:00", outlet="x", killed=4), report("b", "12:00", outlet="x", killed="some")) == (4, 4, 4)


def test_nothing_said_is_not_zero() -> None:
    assert totals(report("a"), report("b")).killed is None


def test_zero_is_said_in_words_and_stays_a_value() -> None:
    count = totals(report("a", killed="none")).killed
    assert count == Count(0, 0, "none", explicit_none=True, best=0)


def test_the_wounded_who_die_move_to_the_killed() -> None:
    later = report("b", "7 10:00", kind="update", killed=2, succumbed=2)
    both = totals(report("a", killed=3, wounded=10), later)
    assert (figures.value(both.killed), figures.value(both.wounded), both.succumbed) == (5, 8, 2)


def test_a_new_total_that_includes_who_died_since_is_not_added() -> None:
    both = totals(report("a", killed=3, wounded=10), report("b", "7 10:00", kind="update", killed=5, succumbed=2))
    assert figures.value(both.killed) == 5


def test_a_death_of_wounds_told_alone_is_the_toll() -> None:
    alone = totals(report("a", killed=1, wounded=3, succumbed=1))
    assert (alone.killed, alone.wounded) == (Count(1, 1, "1", best=1), Count(3, 3, "3", best=3))


def test_the_first_death_among_the_wounded_leaves_fewer_wounded() -> None:
    both = totals(report("a", wounded=4), report("b", "7 10:00", kind="update", killed=1, succumbed=1))
    assert (figures.value(both.killed), figures.value(both.wounded)) == (1, 3)


def test_two_outlets_that_tell_of_one_death_add_one() -> None:
    later = [report(name, "7 10:00", kind="update", killed=1, succumbed=1) for name in "bc"]
    assert figures.value(totals(report("a", killed=3, wounded=4), *later).killed) == 4


def test_retellings_do_not_change_the_figures_of_a_reported_event() -> None:
    assert killed(report("a", killed=3), report("b", "9 10:00", kind="background", killed=30)) == (3, 3, 3)


def test_a_denial_gives_no_figures() -> None:
    assert killed(report("a", killed=3), report("b", "12:00", kind="denied", killed="none")) == (3, 3, 3)


def test_every_value_on_which_outlets_differ_is_listed_with_its_articles() -> None:
    (conflict,) = conflicts([report("a", killed=3), report("b", killed=5), report("c", killed=5)])
    assert (conflict.field, conflict.values) == ("killed", (("3", ("a",)), ("5", ("b", "c"))))


def test_agreeing_reports_have_no_conflicts() -> None:
    assert conflicts([report("a", killed=3, by="usa"), report("b", killed=3, by="usa")]) == ()


# ---- other values ----------------------------------------------------------------------------------------------------


def test_the_place_that_most_name_leads_and_the_province_gives_way() -> None:
    whole = merged([report("a", "09:00", "محافظة دير الزور"), report("b", "10:00", "الهري"), report("c", "11:00"), report("d", "12:00")])
    assert [location.name for location in whole.locations] == ["البوكمال", "الهري"]


def test_hands_of_two_camps_are_disputed() -> None:
    assert merged([report("a", by="usa"), report("b", by="israel")]).attribution == "disputed"


def test_a_claim_settles_who_it_was() -> None:
    whole = merged([report("a", by="israel"), report("b", by="usa", attribution="claimed")])
    assert (whole.attribution, whole.actors[0].id) == ("claimed", "usa")


def test_a_specific_means_is_taken_over_bombardment() -> None:
    assert merged([report("a", what="strike"), report("b", what="strike"), report("c", what="drone")]).event_type == "drone_strike"


def test_the_hour_is_taken_from_whoever_gives_it() -> None:
    occurred = merged([report("a"), report("b", hour="dawn")]).occurred
    assert occurred is not None
    assert occurred.time_of_day == "dawn"


def test_independent_voices_make_it_surer_and_repeats_do_not() -> None:
    one, other, echo = report("a", confidence=0.6), report("b", confidence=0.6), report("c", confidence=0.6, outlet="صحيفة a")
    assert merged([one, other]).confidence > merged([one, echo]).confidence == pytest.approx(0.6)


# ---- how well attested -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([report("a")], "single_source"),
        ([report("a"), report("b")], "corroborated"),
        ([report("a", outlet="x"), report("b", outlet="x")], "single_source"),
        ([report("a", copy="t"), report("b", copy="t")], "single_source"),
        ([report("a", quoting="sohr"), report("b", quoting="sohr")], "single_source"),
        ([report("a", outlet="المرصد السوري لحقوق الإنسان"), report("b", quoting="sohr")], "single_source"),
        ([report("a", quoting="sohr"), report("b", quoting="sana")], "corroborated"),
        ([report("a", quoting="local_sources"), report("b", quoting="local_sources")], "corroborated"),
        ([report("a", by="usa", attribution="claimed")], "claimed"),
        ([report("a"), report("b", kind="denied")], "denied"),
        ([report("a"), report("b"), report("c", kind="denied")], "contested"),
        ([report("a"), report("b", "9 10:00", kind="background")], "single_source"),
    ],
)
def test_the_grade_says_who_stands_by_it(reports: list[Report], expected: str) -> None:
    assert grade(reports) == expected


def test_one_outlet_quoting_two_sources_is_not_two_outlets() -> None:
    assert not independent([report("a", outlet="x", quoting="sohr"), report("b", outlet="x", quoting="sana")])
