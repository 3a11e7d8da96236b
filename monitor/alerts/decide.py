"""Is a watch told of a change, and why? Policy, in prose.

One alert at once, from the first report that concerns the watch and meets its thresholds (``new_incident``). Then a word only
when something that matters has changed *since the watch was last told*: the incident was retracted or denied, the actor claimed
it, the killed rose by the watch's step or more, a second independent outlet stands by it, or, if the watch asks for it, a figure
or the place was corrected. The state is compared with what was last told, not with the last report: what a mute or a threshold
held back is told with the next change, and nothing is told twice.

Why not: ``not_in_region``, ``type_not_watched``, ``actor_not_watched``, ``target_not_watched`` (not this watch's concern);
``background`` (the report retells an earlier event), ``too_old`` (it happened, or was published, too long ago), ``not_yet`` (dated in
the future), ``below_threshold``, ``retracted`` or ``denied`` without having been told, ``muted``, ``already_told`` (nothing new),
``not_an_update_wanted``.

Deciders don't call; callers don't decide: quiet hours and floods (``quiet``, ``burst``) hold an alert back, never drop it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from monitor.alerts.watch import concern
from monitor.incidents import figures, place
from monitor.incidents.grade import RANK, at_least
from monitor.model import Alert, Attribution, Change, Decision, Incident, Kind, Report, Watch

_FIRM = RANK["corroborated"]
_AS_RETRACTED = frozenset({"denied", "restored"})  # wanted by whoever wants to hear of retractions
_A_PLURAL = 2  # as coders of conflict (Airwars among them) read a plural without a number
_DENIED = frozenset({"denied", "contested"})


class Mute(Protocol):
    """Silence on an ``incident``, a ``region`` (its code or name), a ``feed`` or a ``watch``."""

    @property
    def kind(self) -> str: ...

    @property
    def value(self) -> str: ...


@dataclass(frozen=True, slots=True)
class DecisionContext:
    """What a decision depends on beside the incident: the instant, the mutes in force, and where the report came from."""

    now: datetime
    mutes: Sequence[Mute] = ()
    feed: str = ""
    max_age: timedelta = timedelta(days=3)
    max_update_age: timedelta = timedelta(days=10)  # the wounded die, and sides claim, for days after


@dataclass(frozen=True, slots=True)
class Told:
    """What a watch was already told: the incident as it was at the last alert, the reasons so far, the highest toll."""

    incident: Incident
    reasons: frozenset[str]
    killed: int = 0


def told(incidents: Sequence[Incident], reasons: Iterable[str], killed: int = 0) -> Told | None:
    """From the incident as it was at each alert on it, oldest first, and the alerts' reasons. ``None``: not told yet.

    With only the last incident at hand, ``killed`` is the highest toll told before it.
    """
    if not incidents:
        return None
    return Told(incidents[-1], frozenset(reasons), max(killed, *map(_killed, incidents)))


Answer = tuple[bool, str, str]


def decide(watch: Watch, change: Change, known: Told | None, context: DecisionContext) -> Decision:
    """Whether the watch is told of this change, and the named reason either way."""
    fire, reason, detail = _answer(watch, change, known, context)
    return Decision(watch.name, change.incident.incident_id, change.incident.revision, fire, reason, detail)


def _answer(watch: Watch, change: Change, known: Told | None, context: DecisionContext) -> Answer:
    unconcerned = concern(watch, change.incident)
    if unconcerned and not _taken_back(change.incident, known):
        return (False, *unconcerned)
    wanted = _first_word(watch, change, context) if known is None else _next_word(watch, change, known, context)
    held = _held(watch, change, context) if wanted[0] else None
    return (False, *held) if held else wanted


def _taken_back(incident: Incident, known: Told | None) -> bool:
    """Who was told hears of a retraction, wherever the incident is placed by now."""
    return known is not None and incident.retracted and not known.incident.retracted


# ---- the first word --------------------------------------------------------------------------------------------------


def _first_word(watch: Watch, change: Change, context: DecisionContext) -> Answer:
    reason = _no_news(change) or _untimely(change, context, context.max_age) or _below(watch, change.incident)
    return (False, *reason) if reason else (True, "new_incident", _title(change.incident))


Reason = tuple[str, str]


def _no_news(change: Change) -> Reason | None:
    incident, report = change.incident, _report(change)
    if incident.retracted:
        return ("retracted", "before anyone was told")
    if incident.evidence_grade == "denied":
        return ("denied", "before anyone was told")
    if incident.merged.kind is Kind.BACKGROUND or (report and report.strike.kind is Kind.BACKGROUND):
        return ("background", "an earlier event, retold")
    return None


def _report(change: Change) -> Report | None:
    return next((report for report in change.incident.reports if report.article_id == change.article_id), None)


def _untimely(change: Change, context: DecisionContext, max_age: timedelta) -> Reason | None:
    report = _report(change)
    if report and context.now - report.published > context.max_age:
        return ("too_old", f"published {report.published:%Y-%m-%d}")
    happened = _day(change.incident)
    if context.now.date() - happened > max_age:
        return ("too_old", f"happened {happened}")
    occurred = change.incident.merged.occurred
    if occurred and occurred.start and occurred.start > context.now.date() + timedelta(days=1):
        return ("not_yet", f"dated {occurred.start}")
    return None


def _day(incident: Incident) -> date:
    """The last day on which it may have happened."""
    occurred = incident.merged.occurred
    said = (occurred.end or occurred.start) if occurred else None
    return said or min((report.published.date() for report in incident.reports), default=incident.first_seen.date())


def _below(watch: Watch, incident: Incident) -> Reason | None:
    if _promised(incident) < watch.min_killed:
        return ("below_threshold", f"killed {_promised(incident)}, wanted {watch.min_killed}")
    if incident.merged.confidence < watch.min_confidence:
        return ("below_threshold", f"confidence {incident.merged.confidence:.2f}, wanted {watch.min_confidence:.2f}")
    if not at_least(incident.evidence_grade, watch.min_grade):
        return ("below_threshold", f"evidence {incident.evidence_grade}, wanted {watch.min_grade}")
    return None


def _killed(incident: Incident) -> int:
    return figures.value(incident.merged.casualties.killed) or 0


def _promised(incident: Incident) -> int:
    """How many were killed at least: a plural without a number (سقوط قتلى) is not nobody."""
    count = incident.merged.casualties.killed
    return _A_PLURAL if count is not None and count.numberless else _killed(incident)


def _title(incident: Incident) -> str:
    names = ", ".join(target.name for target in place.targets(incident.merged)[:2])
    return f"{incident.merged.event_type.value}, {names or 'no place named'}"


# ---- a further word --------------------------------------------------------------------------------------------------


def _next_word(watch: Watch, change: Change, known: Told, context: DecisionContext) -> Answer:
    news = list(_news(watch, change.incident, known))
    wanted = next((item for item in news if _wants(watch, item[0])), None)
    if wanted is None:
        return (False, "not_an_update_wanted", "; ".join(map(": ".join, news))) if news else (False, "already_told", "nothing new")
    late = None if change.article_id is None else _untimely(change, context, context.max_update_age)
    return (False, *late) if late else (True, *wanted)


def _wants(watch: Watch, reason: str) -> bool:
    return reason in watch.updates or (reason in _AS_RETRACTED and "retracted" in watch.updates)


def _news(watch: Watch, incident: Incident, known: Told) -> Iterator[Reason]:
    """What has changed since the watch was last told, the gravest first."""
    before = known.incident
    if incident.retracted != before.retracted:
        yield ("retracted", "; ".join(incident.analyst[-1:])) if incident.retracted else ("restored", "")
    if incident.retracted:
        return
    if incident.evidence_grade in _DENIED and before.evidence_grade not in _DENIED and "denied" not in known.reasons:
        yield ("denied", f"evidence: {incident.evidence_grade}")
    if incident.merged.attribution is Attribution.CLAIMED and not _was_claimed(known):
        yield ("claimed", incident.merged.attributed_by or ", ".join(actor.id for actor in incident.merged.actors))
    if _killed(incident) - known.killed >= max(watch.toll_step, 1):
        yield ("toll_rise", f"killed {known.killed} → {_killed(incident)}")
    if RANK[incident.evidence_grade] >= _FIRM > RANK[before.evidence_grade] and "corroborated" not in known.reasons:
        yield ("corroborated", f"evidence: {incident.evidence_grade}")
    yield from _corrections(watch, incident, before)


def _was_claimed(known: Told) -> bool:
    return known.incident.merged.attribution is Attribution.CLAIMED or "claimed" in known.reasons


def _corrections(watch: Watch, incident: Incident, before: Incident) -> Iterator[Reason]:
    if _killed(before) - _killed(incident) >= max(watch.toll_step, 1):
        yield ("corrected", f"killed {_killed(before)} → {_killed(incident)}")
    here, there = (place.targets(one.merged)[:1] for one in (incident, before))
    if here and there and place.relate(here, there) == "elsewhere":
        yield ("corrected", f"place: {there[0].name} → {here[0].name}")


# ---- what holds back what would be told ------------------------------------------------------------------------------


def _held(watch: Watch, change: Change, context: DecisionContext) -> Reason | None:
    mute = next((mute for mute in context.mutes if _silences(mute, watch, change.incident, context.feed)), None)
    return ("muted", f"{mute.kind} {mute.value}") if mute else None


def _silences(mute: Mute, watch: Watch, incident: Incident, feed: str) -> bool:
    if mute.kind == "region":
        targets = place.targets(incident.merged)
        return bool(targets) and all(mute.value in _names(target.country, target.admin1, target.pcode, target.name) for target in targets)
    return mute.value == {"incident": incident.incident_id, "feed": feed, "watch": watch.name}.get(str(mute.kind))


def _names(*names: str | None) -> frozenset[str]:
    return frozenset(name for name in names if name)


# ---- alerts ----------------------------------------------------------------------------------------------------------


def alerts_for(decision: Decision, watch: Watch, now: datetime) -> tuple[Alert, ...]:
    """One alert for each channel of the watch, if it is told."""
    if not decision.fire:
        return ()
    return tuple(_alert(decision, channel, now) for channel in dict.fromkeys(watch.channels))


def _alert(decision: Decision, channel: str, now: datetime) -> Alert:
    alert_id = _stable_id(decision.incident_id, decision.watch, channel, decision.reason, str(decision.revision))
    return Alert(alert_id, decision.incident_id, decision.revision, decision.watch, channel, decision.reason, now)


def _stable_id(*parts: str) -> str:
    """The same decision gives the same id, in letters that a queue and a header take."""
    digest = hashlib.sha256("\x00".join(parts).encode()).digest()[:18]
    return base64.urlsafe_b64encode(digest).decode()
