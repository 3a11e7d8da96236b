"""Commands of the analyst's own hand: merge, split, retract, restore; a sample alert through the real channel."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated

import typer

from monitor import log
from monitor.alerts.deliver import Package, send
from monitor.alerts.sample import sample_decision, sample_incident
from monitor.app import load, poster_of, utc_now
from monitor.cli.shared import complain, console, fail, opened, told
from monitor.config import Config
from monitor.datadir import config_path
from monitor.errors import AnalystError, DeliveryError
from monitor.incidents import analyst
from monitor.incidents.assign import incident_id as new_incident_id
from monitor.model import Alert, Change, Incident, Watch
from monitor.store.protocol import IncidentTx, Store

Why = Annotated[str, typer.Option("--why", help="the reason, kept with the incident")]


@told
def merge(kept: str, other: str, why: Why = "by hand") -> None:
    """Merge OTHER into KEPT. No later report undoes it."""
    with opened() as (config, store):
        _edit(config, store, lambda tx: analyst.merge(_get(tx, kept), _get(tx, other), utc_now(), why))


@told
def split(
    incident: str, articles: Annotated[list[str], typer.Argument(help="ids of the articles that move out")], why: Why = "by hand"
) -> None:
    """Make the reports of these articles an incident of their own."""
    with opened() as (config, store):
        new_id = new_incident_id(f"split of {incident} at {utc_now().isoformat()}", 0)
        _edit(config, store, lambda tx: analyst.split(_get(tx, incident), articles, new_id, utc_now(), why, _merged_away(tx, articles)))


@told
def retract(incident: str, why: Why = "by hand") -> None:
    """Retract an incident: everyone who was told of it hears so."""
    with opened() as (config, store):
        _edit(config, store, lambda tx: (analyst.retract(_get(tx, incident), utc_now(), why),))


@told
def restore(incident: str, why: Why = "by hand") -> None:
    """Take a retraction back."""
    with opened() as (config, store):
        _edit(config, store, lambda tx: (analyst.restore(_get(tx, incident), utc_now(), why),))


def _get(tx: IncidentTx, incident_id: str) -> Incident:
    found = tx.incident(incident_id)
    if found is None:
        raise AnalystError(f"there is no incident {incident_id}; see: rasd incidents")
    return found


def _merged_away(tx: IncidentTx, articles: Iterable[str]) -> list[Incident]:
    """The incidents of these articles that were merged into others."""
    ids = dict.fromkeys(incident_id for article_id in articles for incident_id in tx.incidents_of(article_id))
    return [found for each in ids if (found := tx.incident(each)) and found.merged_into is not None]


def _edit(config: Config, store: Store, change: Callable[[IncidentTx], Iterable[Change]]) -> None:
    from workers.decisions import Decisions  # noqa: PLC0415
    from workers.desk import rules_of  # noqa: PLC0415

    with store.editing(utc_now()) as tx:
        for each in change(tx):
            tx.save_change(each)
            sent = Decisions(tx, rules_of(config), utc_now()).take(each)
            told = f"; {len(sent)} alerts" if sent else ""
            console.print(f"{each.incident.incident_id} revision {each.incident.revision}: {'; '.join(each.details)}{told}", soft_wrap=True)


@told
def test_alert(watch: Annotated[str, typer.Argument(help="a watch's name")]) -> None:
    """Send a marked sample through the watch's real channels, now."""
    config = load(config_path())
    found = config.watch(watch)
    if found is None:
        fail(f"there is no watch {watch!r}; there are: {', '.join(each.name for each in config.watches)}", 2)
    failed = [name for name in found.channels if not _sample_arrives(config, found, name)]
    if failed:
        fail(f"not delivered to: {', '.join(failed)}")


def _sample_arrives(config: Config, watch: Watch, name: str) -> bool:
    now = utc_now()
    channel = config.channel(name)
    if channel is None:
        return False
    incident, decision = sample_incident(now), sample_decision(watch)
    alert = Alert(f"sample-{now:%Y%m%dT%H%M%S}", incident.incident_id, incident.revision, watch.name, name, decision.reason, now)
    package = Package(alert, incident, decision, watch, instance=config.instance, sample=True)
    try:
        detail = send(channel, package, now, poster_of(config), log.get("test-alert"))
    except DeliveryError as error:
        complain(f"{name}: {error}")
        return False
    console.print(f"{name}: delivered ({detail})")
    return True
