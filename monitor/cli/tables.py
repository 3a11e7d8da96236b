"""What the command line shows: tables that a person likes to read. Pure: domain values in, rich renderables out.

Arabic is left in logical order, and without directional marks, which many terminals draw as boxes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from monitor.feeds.policy import Health
from monitor.model import Count, Incident, Location, Role, Strike
from monitor.store.rows import Feed, Mute, Revision, StoredAlert, StoredDecision


def count(value: Count | None) -> str:
    """A number of people in a table cell: ``4``, ``at least 10``, ``3 to 5``, ``some``, ``none``, or nothing where nothing is said."""
    if value is None:
        return ""
    if value.explicit_none:
        return "none"
    if value.min is None and value.max is None:
        return "some"
    if value.best is not None and (value.min, value.max) != (value.best, value.best):
        return f"{value.best} ({_range(value)})"
    return _range(value)


def _range(value: Count) -> str:
    if value.min == value.max:
        return f"about {value.min}" if value.vague else str(value.min)
    if value.max is None:
        return f"at least {value.min}"
    return f"{value.min} to {value.max}" if value.min is not None else f"up to {value.max}"


def day(strike: Strike) -> str:
    """When the strike happened, as one cell."""
    when = strike.occurred
    if when is None or when.start is None:
        return "?"
    span = str(when.start) if when.end in (None, when.start) else f"{when.start} / {when.end}"
    return f"{span} {when.time_of_day}" if when.time_of_day else span


def places(locations: Iterable[Location]) -> str:
    """The places that were struck, with their provinces."""
    struck = [place for place in locations if place.role is Role.TARGET]
    return "، ".join(f"{place.name} ({place.admin1 or place.country})" for place in struck)


def strike_row(strike: Strike) -> tuple[str, ...]:
    """One strike as cells of :func:`strikes`."""
    return (
        strike.kind,
        strike.event_type,
        day(strike),
        places(strike.locations),
        "، ".join(actor.name for actor in strike.actors) + f"\n{strike.attribution}",
        "، ".join(dict.fromkeys(target.class_ for target in strike.targets)),
        count(strike.casualties.killed),
        count(strike.casualties.wounded),
        f"{strike.confidence:.2f}",
    )


def strikes(found: Sequence[Strike]) -> RenderableType:
    """The strikes of one article, each followed by the words behind it."""
    if not found:
        return Text("No strike: nothing in this article says that a place was hit.", style="dim")
    table = Table(title=f"{len(found)} strike{'s' if len(found) != 1 else ''}", title_justify="left", header_style="bold")
    for name in ("kind", "type", "when", "where", "who", "what", "killed", "wounded", "sure"):
        table.add_column(name, overflow="fold")
    for strike in found:
        table.add_row(*strike_row(strike))
    return Group(table, *(evidence(number, strike) for number, strike in enumerate(found, 1)))


def evidence(number: int, strike: Strike) -> RenderableType:
    """The words behind each field of a strike."""
    table = Table(title=f"evidence of strike {number}", title_justify="left", box=None, header_style="dim")
    for name in ("field", "words", "rule", "at"):
        table.add_column(name, overflow="fold")
    for piece in strike.evidence:
        table.add_row(piece.field, piece.text, piece.rule, f"{piece.part} {piece.start}-{piece.end}")
    return table


def incidents(found: Sequence[Incident]) -> RenderableType:
    """Incidents, newest first, a line each."""
    table = Table(title=f"{len(found)} incident{'s' if len(found) != 1 else ''}", title_justify="left", header_style="bold")
    for name in ("incident", "when", "type", "where", "who", "killed", "wounded", "reports", "grade"):
        table.add_column(name, overflow="fold")
    for incident in found:
        merged = incident.merged
        who = "، ".join(actor.name for actor in merged.actors) or "?"
        table.add_row(
            incident.incident_id,
            day(merged),
            merged.event_type,
            places(merged.locations),
            who,
            count(merged.casualties.killed),
            count(merged.casualties.wounded),
            str(len(incident.reports)),
            "retracted" if incident.retracted else incident.evidence_grade,
        )
    return table


def replayed(found: Iterable[Incident], alerts: Mapping[str, int]) -> RenderableType:
    """Incidents of a replay in the order of their first report, with how many alerts each would have raised."""
    table = Table(title="replay", title_justify="left", header_style="bold")
    for name in ("incident", "first report", "kind", "type", "when", "where", "killed", "reports", "alerts"):
        table.add_column(name, overflow="fold")
    for one in sorted(found, key=lambda each: (each.first_seen, each.incident_id)):
        merged = one.merged
        facts = (merged.kind, merged.event_type, day(merged), places(merged.locations), count(merged.casualties.killed))
        table.add_row(one.incident_id, moment(one.first_seen), *facts, str(len(one.reports)), str(alerts.get(one.incident_id, 0)))
    return table


def incident(found: Incident, history: Sequence[Revision]) -> RenderableType:
    """One incident whole: its facts, its reports with their own figures, what they differ on, its history and the evidence."""
    return Group(incidents([found]), _reports(found), _conflicts(found), _history(history), evidence(1, found.merged))


def _reports(found: Incident) -> RenderableType:
    table = Table(title="reports", title_justify="left", header_style="bold")
    for name in ("published", "outlet", "kind", "killed", "wounded", "who", "title and address"):
        table.add_column(name, overflow="fold")
    for report in found.reports:
        own = report.strike
        table.add_row(
            moment(report.published),
            report.outlet,
            own.kind,
            count(own.casualties.killed),
            count(own.casualties.wounded),
            "، ".join(actor.id for actor in own.actors),
            f"{report.title}\n{report.url}",
        )
    return table


def _conflicts(found: Incident) -> RenderableType:
    lines = [f"{conflict.field}: " + " / ".join(f"{value} ({len(who)})" for value, who in conflict.values) for conflict in found.conflicts]
    return Panel("\n".join(lines), title="reports differ on", title_align="left") if lines else Text("")


def _history(history: Sequence[Revision]) -> RenderableType:
    table = Table(title="history", title_justify="left", header_style="bold")
    for name in ("revision", "at", "what", "article", "why"):
        table.add_column(name, overflow="fold")
    for step in history:
        table.add_row(str(step.revision), moment(step.at), ", ".join(step.what), step.article_id or "", "; ".join(step.details))
    return table


def decisions(found: Sequence[StoredDecision]) -> RenderableType:
    """Why each watch was told of an incident or was not."""
    table = Table(title="decisions", title_justify="left", header_style="bold")
    for name in ("at", "watch", "revision", "told", "reason", "detail"):
        table.add_column(name, overflow="fold")
    for one in found:
        table.add_row(moment(one.at), one.watch, str(one.revision), "yes" if one.fire else "no", one.reason, one.detail)
    return table


def alerts(found: Sequence[StoredAlert]) -> RenderableType:
    """Alerts and how far they have come."""
    table = Table(title=f"{len(found)} alert{'s' if len(found) != 1 else ''}", title_justify="left", header_style="bold")
    for name in ("alert", "created", "watch", "channel", "incident", "reason", "state", "attempts", "last error"):
        table.add_column(name, overflow="fold")
    for one in found:
        alert = one.alert
        told = f"{alert.incident_id} r{alert.revision}"
        row = (alert.alert_id, moment(alert.created), alert.watch, alert.channel, told, alert.reason, one.state, str(one.attempts))
        table.add_row(*row, one.last_error or "")
    return table


def channels(found: Sequence[tuple[str, str, str]]) -> RenderableType:
    """Channels: name, type, and why one is disabled."""
    table = Table(title=f"{len(found)} channels", title_justify="left", header_style="bold")
    for name in ("channel", "type", "disabled because"):
        table.add_column(name, overflow="fold")
    for row in found:
        table.add_row(*row)
    return table


def mutes(found: Sequence[Mute]) -> RenderableType:
    """The mutes in force."""
    table = Table(title=f"{len(found)} mutes", title_justify="left", header_style="bold")
    for name in ("mute", "what", "value", "until", "note"):
        table.add_column(name, overflow="fold")
    for one in found:
        table.add_row(str(one.id), one.kind, one.value, moment(one.until), one.note)
    return table


Judged = tuple[Feed, Health, str]


def feeds(found: Sequence[Judged], now: datetime) -> RenderableType:
    """Feeds and how they are doing, the worst first."""
    table = Table(title=f"{len(found)} feeds", title_justify="left", header_style="bold")
    for name in ("feed", "health", "last poll", "last new entry", "next poll", "why"):
        table.add_column(name, overflow="fold")
    for feed, state, why in sorted(found, key=lambda each: (_WORST_FIRST.index(each[1]), each[0].key)):
        polled, brought = ago(feed.last_polled_at, now), ago(feed.last_new_entry_at, now)
        words = feed.last_error if state is Health.FAILING else why
        table.add_row(feed.key, Text(state, style=_COLOURS[state]), polled, brought, ago(feed.due_at, now), words or "")
    return table


_WORST_FIRST = (Health.FAILING, Health.SILENT, Health.NEW, Health.HEALTHY)
_COLOURS = {Health.FAILING: "red", Health.SILENT: "yellow", Health.NEW: "dim", Health.HEALTHY: "green"}


def moment(instant: datetime) -> str:
    """An instant in UTC, to the second."""
    return f"{instant:%Y-%m-%d %H:%M:%S}Z"


def ago(instant: datetime | None, now: datetime) -> str:
    """How long before (``5 min ago``) or after (``in 5 min``) now."""
    if instant is None:
        return ""
    seconds = (now - instant).total_seconds()
    words = _length(abs(seconds))
    return f"{words} ago" if seconds >= 0 else f"in {words}"


def _length(seconds: float) -> str:
    for size, unit in ((86400.0, "d"), (3600.0, "h"), (60.0, "min")):
        if seconds >= size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"
