"""Who is told of what, and the named reason either way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from monitor.alerts.decide import DecisionContext, Told, alerts_for, decide, told
from monitor.incidents import analyst
from monitor.incidents.assign import assign
from monitor.model import Change, Decision, EventType, Incident, Region, Report, Watch
from tests.incidents.build import at, report

DEIR = Region("دير الزور", admin1="SY-DY")
WATCH = Watch("east", (DEIR,), ("mail", "hook"))


@dataclass(frozen=True)
class Mute:
    kind: str
    value: str


def opened(one: Report) -> Change:
    change = assign(one, [], one.published, "i-1")
    assert change is not None
    return change


def joined(incident: Incident, one: Report) -> Change:
    change = assign(one, [incident], one.published, "i-2")
    assert change is not None
    assert change.incident.incident_id == "i-1"
    return change


def first(one: Report, watch: Watch = WATCH, **context: Any) -> Decision:
    return decide(watch, opened(one), None, DecisionContext(context.pop("now", one.published), **context))


def after(one: Report, two: Report, watch: Watch = WATCH, **context: Any) -> Decision:
    """The decision on the second report, the watch having been told of the first."""
    start = opened(one)
    known = told([start.incident], ["new_incident"])
    return decide(watch, joined(start.incident, two), known, DecisionContext(context.pop("now", two.published), **context))


# ---- the first word --------------------------------------------------------------------------------------------------


def test_the_first_credible_report_is_told_at_once() -> None:
    decision = first(report("a", killed=3))
    assert (decision.fire, decision.reason, decision.revision) == (True, "new_incident", 1)


@pytest.mark.parametrize(
    ("one", "watch", "reason"),
    [
        (report("a", "10:00", "سرمين"), WATCH, "not_in_region"),
        (report("a"), replace(WATCH, exclude=(Region("x", place="البوكمال", lat=34.453, lon=40.919),)), "not_in_region"),
        (report("a"), replace(WATCH, event_types=frozenset({EventType.NAVAL})), "type_not_watched"),
        (report("a", by="usa"), replace(WATCH, actors=frozenset({"israel"})), "actor_not_watched"),
        (report("a", hit="vehicle"), replace(WATCH, target_classes=frozenset({"hospital"})), "target_not_watched"),
        (report("a", killed=2), replace(WATCH, min_killed=3), "below_threshold"),
        (report("a", killed="some"), replace(WATCH, min_killed=3), "below_threshold"),
        (report("a", killed="none"), replace(WATCH, min_killed=1), "below_threshold"),
        (report("a", confidence=0.4), replace(WATCH, min_confidence=0.6), "below_threshold"),
        (report("a"), replace(WATCH, min_grade="corroborated"), "below_threshold"),
        (report("a", kind="background"), WATCH, "background"),
        (report("a", "9 12:01", day="5"), WATCH, "too_old"),
        (report("a", day="15"), WATCH, "not_yet"),
    ],
)
def test_why_not(one: Report, watch: Watch, reason: str) -> None:
    decision = first(one, watch)
    assert (decision.fire, decision.reason) == (False, reason)


def test_what_was_published_days_before_it_was_polled_is_too_old() -> None:
    assert first(report("a", day=None), now=at("9 10:00")).reason == "too_old"


def test_what_happened_two_days_ago_is_told() -> None:
    assert first(report("a", "7 10:00", day="5")).fire


@pytest.mark.parametrize(
    "mute", [Mute("incident", "i-1"), Mute("region", "SY-DY"), Mute("region", "البوكمال"), Mute("feed", "f"), Mute("watch", "east")]
)
def test_mutes_silence(mute: Mute) -> None:
    assert first(report("a"), mutes=(mute,), feed="f").reason == "muted"


@pytest.mark.parametrize("mute", [Mute("incident", "i-9"), Mute("region", "SY-ID"), Mute("feed", "g"), Mute("watch", "west")])
def test_mutes_of_something_else_do_not(mute: Mute) -> None:
    assert first(report("a"), mutes=(mute,), feed="f").fire


@pytest.mark.parametrize("wanted", [1, 2])
def test_some_killed_without_a_number_are_not_nobody(wanted: int) -> None:
    assert first(report("a", killed="some"), replace(WATCH, min_killed=wanted)).fire


def test_a_threshold_reached_later_is_the_first_word_then() -> None:
    watch = replace(WATCH, min_killed=5)
    start = opened(report("a", killed=2))
    change = joined(start.incident, report("b", "12:00", kind="update", killed=6))
    assert decide(watch, change, None, DecisionContext(at("12:00"))).reason == "new_incident"


def test_a_retelling_does_not_give_the_first_word_of_a_known_incident() -> None:
    start = opened(report("a", killed=3))
    change = joined(start.incident, report("b", "6 12:00", kind="background", killed=3))
    assert decide(WATCH, change, None, DecisionContext(at("6 12:00"))).reason == "background"


def test_a_fresh_report_of_what_was_first_seen_as_a_retelling_is_told() -> None:
    start = opened(report("a", kind="background", killed=3))
    change = joined(start.incident, report("b", "12:00", killed=3))
    assert decide(WATCH, change, None, DecisionContext(at("12:00"))).reason == "new_incident"


def test_what_is_denied_before_anyone_was_told_stays_untold() -> None:
    change = joined(opened(report("a")).incident, report("b", "12:00", kind="denied"))
    assert decide(WATCH, change, None, DecisionContext(at("12:00"))).reason == "denied"


# ---- a further word --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("two", "reason"),
    [
        (report("b", "12:00", outlet="صحيفة a", killed=8), "toll_rise"),
        (report("b", "12:00", by="usa", attribution="claimed"), "claimed"),
        (report("b", "12:00", killed=3), "corroborated"),
        (report("b", "12:00", kind="denied"), "denied"),
    ],
)
def test_what_matters_is_worth_a_word(two: Report, reason: str) -> None:
    decision = after(report("a", killed=3), two, replace(WATCH, updates=WATCH.updates | {"corroborated"}))
    assert (decision.fire, decision.reason) == (True, reason)


def test_a_second_outlet_alone_is_no_second_alert_unless_it_is_asked_for() -> None:
    decision = after(report("a", killed=3), report("b", "12:00", killed=3))
    assert (decision.fire, decision.reason) == (False, "not_an_update_wanted")


def test_nothing_new_is_already_told() -> None:
    assert after(report("a", killed=3), report("b", "12:00", outlet="صحيفة a", killed=3)).reason == "already_told"


def test_a_rise_below_the_step_is_not_worth_a_word() -> None:
    assert not after(report("a", killed=3), report("b", "12:00", outlet="صحيفة a", killed=7)).fire


def test_an_update_that_the_watch_did_not_ask_for_is_not_sent() -> None:
    watch = replace(WATCH, updates=frozenset({"toll_rise"}))
    assert after(report("a", killed=3), report("b", "12:00", killed=3), watch).reason == "not_an_update_wanted"


def test_an_old_figure_that_comes_late_is_not_told() -> None:
    assert after(report("a", "12:00", outlet="x", killed=9), report("b", "09:00", outlet="x", killed=3)).reason == "already_told"


def test_a_report_published_days_ago_is_too_old_for_a_further_word() -> None:
    assert after(report("a", killed=3), report("b", "12:00", killed=30, kind="update"), now=at("9 10:00")).reason == "too_old"


def test_a_toll_that_rises_after_five_days_is_still_told() -> None:
    assert after(report("a", killed=3), report("b", "10 12:00", kind="update", killed=9)).reason == "toll_rise"


def test_a_rise_that_fell_and_rose_again_is_not_told_twice() -> None:
    start = opened(report("a", killed=9))
    low = joined(start.incident, report("b", "11:00", outlet="صحيفة a", killed=3)).incident
    again = joined(low, report("c", "12:00", outlet="صحيفة a", killed=9))
    known = told([start.incident, low], ["new_incident", "claimed"])
    assert decide(WATCH, again, known, DecisionContext(at("12:00"))).reason == "already_told"


def test_what_a_mute_held_back_is_told_with_the_next_change() -> None:
    start = opened(report("a", killed=3))
    known = told([start.incident], ["new_incident"])
    muted = joined(start.incident, report("b", "11:00", outlet="صحيفة a", killed=20))
    assert decide(WATCH, muted, known, DecisionContext(at("11:00"), (Mute("incident", "i-1"),))).reason == "muted"
    after_it = joined(muted.incident, report("c", "13:00", outlet="صحيفة a", killed=20))
    assert decide(WATCH, after_it, known, DecisionContext(at("13:00"))).reason == "toll_rise"


def test_a_retraction_is_told_to_who_was_told() -> None:
    start = opened(report("a", killed=3))
    change = analyst.retract(start.incident, at("15:00"), "an old video")
    assert decide(WATCH, change, told([start.incident], ["new_incident"]), DecisionContext(at("15:00"))).reason == "retracted"


def test_a_retraction_follows_a_watch_that_looks_elsewhere_by_now() -> None:
    start = opened(report("a", killed=3))
    change, elsewhere = analyst.retract(start.incident, at("15:00"), "old"), replace(WATCH, regions=(Region("x", admin1="SY-ID"),))
    assert decide(elsewhere, change, told([start.incident], ["new_incident"]), DecisionContext(at("15:00"))).reason == "retracted"


def test_a_retraction_is_not_told_to_who_was_not() -> None:
    change = analyst.retract(opened(report("a")).incident, at("15:00"), "an old video")
    assert not decide(WATCH, change, None, DecisionContext(at("15:00"))).fire


def test_reports_of_a_retracted_incident_are_silent() -> None:
    gone = analyst.retract(opened(report("a", killed=3)).incident, at("15:00"), "an old video").incident
    change = joined(gone, report("b", "16:00", killed=40, kind="update"))
    assert not decide(WATCH, change, Told(gone, frozenset({"new_incident", "retracted"}), 3), DecisionContext(at("16:00"))).fire


def test_a_correction_is_told_only_to_who_asks() -> None:
    one, two = report("a", killed=9), report("b", "12:00", outlet="صحيفة a", killed=2)
    assert not after(one, two).fire
    assert after(one, two, replace(WATCH, updates=frozenset({"corrected"}))).reason == "corrected"


# ---- alerts ----------------------------------------------------------------------------------------------------------


def test_each_channel_gets_one_alert_with_a_stable_id() -> None:
    decision = first(report("a"))
    once, again = alerts_for(decision, WATCH, at("10:00")), alerts_for(decision, WATCH, at("11:00"))
    assert [alert.channel for alert in once] == ["mail", "hook"]
    assert [alert.alert_id for alert in once] == [alert.alert_id for alert in again]
    assert len({alert.alert_id for alert in once}) == 2


def test_an_alert_id_is_safe_for_a_queue() -> None:
    (alert, _) = alerts_for(first(report("a")), WATCH, at("10:00"))
    assert alert.alert_id.replace("-", "").replace("_", "").isalnum()


def test_another_revision_or_reason_is_another_alert() -> None:
    decision = first(report("a"))
    others = [replace(decision, revision=2), replace(decision, reason="claimed")]
    ids = {alert.alert_id for one in (decision, *others) for alert in alerts_for(one, WATCH, at("10:00"))}
    assert len(ids) == 6


def test_a_decision_not_to_tell_makes_no_alert() -> None:
    assert alerts_for(first(report("a", kind="background")), WATCH, at("10:00")) == ()


def test_an_unknown_age_is_judged_by_publication() -> None:
    change = opened(report("a", day=None))
    assert decide(WATCH, change, None, DecisionContext(at("10:00") + timedelta(days=2))).fire
