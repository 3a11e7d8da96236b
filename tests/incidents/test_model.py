"""Model-based: reports in any order, repeated and lost; edits of watches; mutes; crashes between commit and send.

What is promised, and held here:

- The incidents of clear-cut reports are the same in every order, and repetition changes nothing.
- A receiver that answered 2xx hears of an incident, through a channel, for a reason, at a revision, once; of ``new_incident`` once ever.
- A word that fired is delivered in the end, whatever crashed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from monitor.alerts.decide import DecisionContext, alerts_for, decide, told
from monitor.incidents import analyst
from monitor.incidents.assign import assign, incident_id
from monitor.incidents.index import Index
from monitor.incidents.match import search
from monitor.model import Alert, Change, Incident, Region, Report, Watch
from tests.incidents.build import at, report

# Three events that no report confuses, each told by outlets that agree on what matters and differ on tolls.
_TOLD = [
    *(report(f"b{n}", f"{9 + n}:00", "البوكمال", killed=n, by="usa", kind="update" if n > 3 else "new") for n in range(1, 7)),
    *(report(f"s{n}", f"{9 + n}:30", "سرمين", what="shelling", killed=n, by="syria_gov") for n in range(1, 5)),
    *(
        report(f"m{n}", f"{9 + n}:40", "منبج", what="drone", wounded=n, by="turkey", attribution="claimed" if n == 3 else "")
        for n in range(1, 4)
    ),
]


def _shape(index: Index) -> set[tuple[object, ...]]:
    """What the incidents are, whatever their ids."""
    return {(one.merged, one.reports, one.evidence_grade, one.conflicts) for one in index.incidents.values()}


def _put(index: Index, one: Report) -> Change:
    change = assign(one, index.candidates(search(one), one.article_id), one.published, incident_id(one.article_id, one.n))
    assert change is not None
    index.put(change.incident)
    return change


def _all(reports: list[Report]) -> Index:
    index = Index()
    for one in reports:
        _put(index, one)
    return index


_EXPECTED = _shape(_all(_TOLD))


@settings(max_examples=60, deadline=None)
@given(st.permutations(_TOLD))
def test_the_incidents_are_the_same_in_every_order(reports: list[Report]) -> None:
    assert _shape(_all(reports)) == _EXPECTED


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(_TOLD), max_size=40))
def test_repetition_and_loss_leave_the_incidents_of_what_came(reports: list[Report]) -> None:
    assert _shape(_all(reports)) == _shape(_all(list(dict.fromkeys(reports))))


@dataclass(frozen=True)
class _Mute:
    kind: str
    value: str


class AlertMachine(RuleBasedStateMachine):
    """A store that commits, a sender that may crash before it records, and receivers that count what they took."""

    def __init__(self) -> None:
        super().__init__()
        self.index = Index()
        self.history: dict[tuple[str, int], Incident] = {}
        self.watch = Watch("w", (Region("x", country="SY"),), ("mail", "hook"), toll_step=1)
        self.mutes: list[_Mute] = []
        self.alerts: dict[str, Alert] = {}  # the committed ledger
        self.delivered: set[str] = set()
        self.received: Counter[str] = Counter()
        self.seen: dict[str, set[str]] = {}  # a receiver drops ids that it knows

    def _commit(self, change: Change) -> None:
        self.index.put(change.incident)
        self.history[(change.incident.incident_id, change.incident.revision)] = change.incident
        earlier = [alert for alert in self.alerts.values() if alert.incident_id == change.incident.incident_id]
        known = told([self.history[(alert.incident_id, alert.revision)] for alert in earlier], [alert.reason for alert in earlier])
        now = at("20:00")
        decision = decide(self.watch, change, known, DecisionContext(now, tuple(self.mutes)))
        for alert in alerts_for(decision, self.watch, now):
            self.alerts.setdefault(alert.alert_id, alert)

    @rule(one=st.sampled_from(_TOLD))
    def a_report_arrives(self, one: Report) -> None:
        change = assign(one, self.index.candidates(search(one), one.article_id), one.published, incident_id(one.article_id, one.n))
        assert change is not None
        self._commit(change)

    @rule(one=st.sampled_from(_TOLD))
    def a_worker_dies_before_it_commits(self, one: Report) -> None:
        assign(one, self.index.candidates(search(one), one.article_id), one.published, incident_id(one.article_id, one.n))

    @rule(pick=st.integers(0, 9))
    def an_analyst_retracts(self, pick: int) -> None:
        living = [incident for incident in self.index.incidents.values() if not incident.retracted]
        if living:
            self._commit(analyst.retract(living[pick % len(living)], at("19:00"), "checked"))

    @rule(wanted=st.frozensets(st.sampled_from(["toll_rise", "claimed", "corroborated", "retracted"])), step=st.integers(1, 5))
    def the_watch_is_edited(self, wanted: frozenset[str], step: int) -> None:
        self.watch = replace(self.watch, updates=wanted, toll_step=step)

    @rule(value=st.sampled_from(["SY-DY", "SY-ID", "SY-HL"]))
    def a_region_is_muted(self, value: str) -> None:
        self.mutes.append(_Mute("region", value))

    @rule()
    def mutes_end(self) -> None:
        self.mutes.clear()

    @rule(crash=st.booleans())
    def the_sender_runs(self, crash: bool) -> None:
        for alert_id in sorted(self.alerts.keys() - self.delivered):
            if alert_id not in self.seen.setdefault(self.alerts[alert_id].channel, set()):
                self.received[alert_id] += 1
            self.seen[self.alerts[alert_id].channel].add(alert_id)
            if crash:
                return  # between the receiver's 2xx and the record of it
            self.delivered.add(alert_id)

    @invariant()
    def nobody_hears_anything_twice(self) -> None:
        heard = [self.alerts[alert_id] for alert_id in self.received.elements()]
        full = Counter((one.incident_id, one.watch, one.channel, one.reason, one.revision) for one in heard)
        assert max(full.values(), default=0) <= 1
        once = Counter(
            (one.incident_id, one.channel, one.reason) for one in heard if one.reason in ("new_incident", "claimed", "retracted")
        )
        assert max(once.values(), default=0) <= 1

    @invariant()
    def the_first_word_comes_first(self) -> None:
        for incident in {alert.incident_id for alert in self.alerts.values()}:
            mine = [alert for alert in self.alerts.values() if alert.incident_id == incident]
            assert mine[0].reason == "new_incident"

    def teardown(self) -> None:
        self.the_sender_runs(False)
        assert set(self.received) == set(self.alerts)


TestAlerts = AlertMachine.TestCase
TestAlerts.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
