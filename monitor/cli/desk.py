"""Commands of the person at the desk: incidents, why, mutes, alerts."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from monitor.app import utc_now
from monitor.cli import tables
from monitor.cli.shared import JsonOption, console, fail, opened, show, told
from monitor.config import Config
from monitor.config.near import suggestion
from monitor.config.values import parse_duration
from monitor.model import Incident, Region
from monitor.record import incident_record, to_json
from monitor.store.protocol import Store
from monitor.store.rows import AlertState, MuteKind

IncidentId = Annotated[str, typer.Argument(help="The incident's id, or the beginning of it.")]


@told
def incidents(
    region: Annotated[str | None, typer.Option(help="a country or governorate: its code or name, such as SY-DY")] = None,
    days: Annotated[float, typer.Option(help="changed within so many days")] = 7,
    limit: Annotated[int, typer.Option(help="at most so many")] = 50,
    as_json: JsonOption = False,
) -> None:
    """Incidents, those that changed last first."""
    with opened() as (_, store):
        found = store.incidents(region=region and _area(region), since=utc_now() - timedelta(days=days), limit=limit)
        show(as_json, lambda: map(incident_record, found), lambda: tables.incidents(found))


def _area(name: str) -> str:
    """The code of a country or governorate. A name that is neither is refused: an empty list would look as if nothing had happened."""
    found = _region(name)
    return found.admin1 or found.country or fail(f"{name!r} is a place; --region takes a country or a governorate", 2)


def _region(name: str) -> Region:
    from workers.extractor.places import find_region  # noqa: PLC0415 - the gazetteer loads when it is needed

    return find_region(name)


@told
def incident(incident_id: IncidentId, as_json: JsonOption = False) -> None:
    """One incident: its facts, reports, history and evidence."""
    with opened() as (_, store):
        found = _find(store, incident_id)
        history = store.revisions(found.incident_id)
        steps = [
            {"revision": s.revision, "what": s.what, "article_id": s.article_id, "details": s.details, "at": to_json(s.at)} for s in history
        ]
        show(as_json, lambda: [{**incident_record(found), "history": steps}], lambda: tables.incident(found, history))


@told
def why(incident_id: IncidentId, as_json: JsonOption = False) -> None:
    """Why each watch was told of an incident, or was not."""
    with opened() as (_, store):
        found = store.decisions_for(_find(store, incident_id).incident_id)
        show(as_json, lambda: map(to_json, found), lambda: tables.decisions(found))


@told
def mute(
    kind: Annotated[MuteKind, typer.Argument(help="what to silence")],
    value: Annotated[
        str, typer.Argument(help="an incident's id or its beginning, a region's code or name, a feed's address, a watch's name")
    ],
    time: Annotated[str, typer.Option("--for", help="for how long: 2h, 7d")] = "24h",
    note: Annotated[str, typer.Option(help="why")] = "",
) -> None:
    """Silence an incident, a region, a feed or a watch for a time."""
    with opened() as (config, store):
        now, meant = utc_now(), _meant(kind, value, config, store)
        try:
            until = now + parse_duration(time)
        except ValueError as error:
            fail(str(error), 2)
        number = store.add_mute(kind, meant, until, now, note)
        console.print(f"mute {number}: {kind} {meant} until {tables.moment(until)}; end it with: rasd unmute {number}")


def _meant(kind: MuteKind, value: str, config: Config, store: Store) -> str:
    """What the mute is to hold on to. Fails where there is no such thing, for a mute of nothing would silence nothing."""
    if kind is MuteKind.INCIDENT:
        return _find(store, value).incident_id
    if kind is MuteKind.REGION:
        region = _region(value)
        return region.place or region.admin1 or region.country or value
    known = {feed.url for feed in config.feeds} if kind is MuteKind.FEED else {watch.name for watch in config.watches}
    return value if value in known else fail(f"there is no {kind} {value!r}{suggestion(value, known)}", 2)


@told
def unmute(number: int) -> None:
    """End a mute."""
    with opened() as (_, store):
        if not store.remove_mute(number):
            fail(f"there is no mute {number}")
        console.print(f"mute {number} is ended")


@told
def mutes(as_json: JsonOption = False) -> None:
    """The mutes in force."""
    with opened() as (_, store):
        found = store.active_mutes(utc_now())
        show(as_json, lambda: map(to_json, found), lambda: tables.mutes(found))


def _find(store: Store, incident_id: str) -> Incident:
    found = store.incident(incident_id)
    if found is not None:
        return found
    matching = [each for each in store.incidents(limit=10000) if each.incident_id.startswith(incident_id)]
    if len(matching) == 1:
        return matching[0]
    return fail(f"{'no' if not matching else 'more than one'} incident begins with {incident_id!r}; see: rasd incidents")


alerts = typer.Typer(help="Alerts: pending, delivered, failed, dead.", invoke_without_command=True)


@alerts.callback()
@told
def list_alerts(
    context: typer.Context,
    state: Annotated[list[AlertState] | None, typer.Option(help="only those in this state")] = None,
    limit: Annotated[int, typer.Option(help="at most so many")] = 50,
    as_json: JsonOption = False,
) -> None:
    """Alerts and how far they have come, the newest first."""
    if context.invoked_subcommand is not None:
        return
    with opened() as (_, store):
        found = store.list_alerts(state or (), limit)
        show(as_json, lambda: map(to_json, found), lambda: tables.alerts(found))


@alerts.command("retry", context_settings={"ignore_unknown_options": True})  # an alert's id may begin with a dash
@told
def retry_alerts(
    alert_ids: Annotated[list[str] | None, typer.Argument(help="which; all that failed or were given up if none")] = None,
) -> None:
    """Try failed and given-up alerts again now."""
    with opened() as (_, store):
        count = store.retry_alerts(utc_now(), alert_ids or None)
        console.print(f"{count} alert{'' if count == 1 else 's'} will be tried again")
