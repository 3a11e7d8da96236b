"""What the command line shows: tables that a person likes to read. Pure: domain values in, rich renderables out.

Arabic is left in logical order, and without directional marks, which many terminals draw as boxes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    if value.numberless:
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


def strikes(found: Sequence[Strike]) -> RenderableType:
    """The strikes of one article, each field beside the words behind it."""
    if not found:
        return Text("No strike: nothing in this article says that a place was hit.", style="dim")
    return Group(*(facts(f"strike {number} of {len(found)}: {one.kind}", one) for number, one in enumerate(found, 1)))


def facts(title: str, strike: Strike) -> RenderableType:
    """One strike: what it says, and the words that say it."""
    table = Table(title=title, title_justify="left", title_style="bold", header_style="dim")
    for name in ("", "value", "words"):
        table.add_column(name, overflow="fold")
    for name, fields, value in _values(strike):
        if value:
            table.add_row(name, value, _words(strike, fields))
    return table


def _values(strike: Strike) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """The rows of :func:`facts`: their name, the evidence fields that they rest on, their value."""
    yield "type", ("event_type",), strike.event_type + (" (intercepted)" if strike.intercepted else "")
    yield "when", ("occurred",), day(strike)
    yield "where", ("locations",), places(strike.locations)
    yield "who", ("actors",), f"{'، '.join(actor.name for actor in strike.actors)} ({strike.attribution})" if strike.actors else ""
    yield "what", ("targets",), ", ".join(dict.fromkeys(target.class_ for target in strike.targets))
    yield "killed", ("casualties.killed",), count(strike.casualties.killed)
    yield "wounded", ("casualties.wounded",), count(strike.casualties.wounded)
    yield "says who", ("sources",), ", ".join(dict.fromkeys(source.id for source in strike.sources))
    yield "sure", (), f"{strike.confidence:.2f}: {'; '.join(strike.confidence_reasons)}"


def _words(strike: Strike, fields: tuple[str, ...]) -> str:
    return "\n".join(dict.fromkeys(piece.text for piece in strike.evidence if piece.field in fields))


def toll(strike: Strike) -> str:
    """The dead and the hurt as one cell; a dash where nothing is said."""
    said = ((count(strike.casualties.killed), "killed"), (count(strike.casualties.wounded), "wounded"))
    return "\n".join(f"{number} {what}" for number, what in said if number) or "-"


_WHOLE = frozenset(("incident", "when, what", "last poll", "last new", "next poll"))


def _table(title: str, *names: str) -> Table:
    """A table that fits 80 columns and breaks none of our own words: only places, tolls, addresses and reasons give way."""
    table = Table(title=title, title_justify="left", header_style="bold")
    for name in names:
        table.add_column(name, overflow="fold", no_wrap=name in _WHOLE)
    return table


def _when_and_what(strike: Strike) -> str:
    return "\n".join((day(strike).replace(" / ", " /\n"), strike.event_type))


def incidents(found: Sequence[Incident]) -> RenderableType:
    """Incidents, those that changed last first."""
    table = _table(f"incidents: {len(found)}", "incident", "when, what", "where, who", "toll")
    for one in found:
        merged = one.merged
        who = "، ".join(actor.name for actor in merged.actors) or "?"
        grade = "retracted" if one.retracted else one.evidence_grade
        grade = f"now in {one.merged_into}" if one.merged_into else grade
        head = f"{one.incident_id}\nreports: {len(one.reports)}\n{grade}"
        table.add_row(head, _when_and_what(merged), f"{places(merged.locations)}\n{who}", toll(merged))
    return table


def replayed(found: Iterable[Incident], alerts: Mapping[str, int]) -> RenderableType:
    """Incidents of a replay in the order of their first report, with how many alerts each would have raised."""
    table = _table("replay", "incident", "when, what", "where", "toll")
    for one in sorted(found, key=lambda each: (each.first_seen, each.incident_id)):
        merged = one.merged
        head = f"{one.incident_id}\n{one.first_seen:%Y-%m-%d %H:%MZ}\nreports: {len(one.reports)}\nalerts: {alerts.get(one.incident_id, 0)}"
        table.add_row(head, f"{_when_and_what(merged)}\n{merged.kind}", places(merged.locations), toll(merged))
    return table


def incident(found: Incident, history: Sequence[Revision]) -> RenderableType:
    """One incident whole: its facts, its reports with their own figures, what they differ on, its history and the evidence.

    Each report shows the id of its article, for that is what a split and a new extraction are told.
    """
    return Group(incidents([found]), facts("as merged", found.merged), _reports(found), _conflicts(found), _history(history))


def _reports(found: Incident) -> RenderableType:
    table = Table(title="reports", title_justify="left", header_style="bold")
    for name in ("published, article", "outlet", "says", "title and address"):
        table.add_column(name, overflow="fold")
    for report in found.reports:
        own = report.strike
        says = f"{own.kind}\n{toll(own)}\n{'، '.join(actor.id for actor in own.actors)}".strip()
        table.add_row(f"{moment(report.published)}\n{report.article_id}", report.outlet, says, f"{report.title}\n{report.url}")
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
    table = Table(title=f"alerts: {len(found)}", title_justify="left", header_style="bold")
    table.add_column("alert", no_wrap=True)
    for name in ("watch, channel", "of", "state", "last error"):
        table.add_column(name, overflow="fold")
    for one in found:
        alert = one.alert
        of = f"{alert.reason}\n{alert.incident_id} r{alert.revision}"
        made = f"{alert.alert_id}\n{moment(alert.created)}"
        table.add_row(made, f"{alert.watch}\n{alert.channel}", of, f"{one.state}, attempts: {one.attempts}", one.last_error or "")
    return table


def channels(found: Sequence[tuple[str, str, str]]) -> RenderableType:
    """Channels: name, type, and why one is disabled."""
    table = Table(title=f"channels: {len(found)}", title_justify="left", header_style="bold")
    for name in ("channel", "type", "disabled because"):
        table.add_column(name, overflow="fold")
    for row in found:
        table.add_row(*row)
    return table


def mutes(found: Sequence[Mute]) -> RenderableType:
    """The mutes in force."""
    table = Table(title=f"mutes: {len(found)}", title_justify="left", header_style="bold")
    for name in ("mute", "what", "value", "until", "note"):
        table.add_column(name, overflow="fold")
    for one in found:
        table.add_row(str(one.id), one.kind, one.value, moment(one.until), one.note)
    return table


Judged = tuple[Feed, Health, str]


def feeds(found: Sequence[Judged], now: datetime) -> RenderableType:
    """Feeds and how they are doing, the worst first."""
    title = f"feeds: {len(found)}" if found else "no feed was asked yet: start the service with rasd run"
    table = _table(title, "feed", "last poll", "last new", "next poll", "health")
    for feed, state, why in sorted(found, key=lambda each: (_WORST_FIRST.index(each[1]), each[0].key)):
        polled, brought = ago(feed.last_polled_at, now), ago(feed.last_new_entry_at, now)
        health = Text(state, style=_COLOURS[state])
        words = "; ".join(_about(feed, state, why, now))
        table.add_row(feed.key, polled, brought, ago(feed.due_at, now), health.append(f": {words}" if words else "", style="default"))
    return table


def _about(feed: Feed, state: Health, why: str, now: datetime) -> Iterator[str]:
    """What is wrong and since when, and where the feed has moved."""
    if state is Health.FAILING:
        good = f"last good {ago(feed.last_success_at, now)}" if feed.last_success_at else "never good yet"
        yield f"{feed.last_error} ({why}, {good})"
    elif why:
        yield why
    if feed.current_url != feed.key:
        yield f"moved for good to {feed.current_url}"


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
