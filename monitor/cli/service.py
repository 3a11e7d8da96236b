"""Commands that run the service and look after it: run, monitor, worker, health, check-config, feeds."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from monitor import log
from monitor import service as services
from monitor.app import config_path, data_directory, load, store_of, store_whatever_the_file_says, utc_now
from monitor.cli import status, tables
from monitor.cli.shared import JsonOption, console, fail, opened, show, told
from monitor.errors import ConfigError
from monitor.habits import health_of
from monitor.record import to_json
from monitor.store.protocol import Store

ConfigOption = Annotated[Path | None, typer.Option("--config", help="The configuration; RASD_CONFIG or ./config.yaml if not given.")]
_ALIVE = timedelta(seconds=60)


@told
def run(config: ConfigOption = None) -> None:
    """The whole service: own Redis, workers, scheduler. Live status on a terminal, JSON logs elsewhere."""
    log.configure()
    services.run(config or config_path(), status.shown if services.is_terminal() else None)


@told
def monitor(config: ConfigOption = None) -> None:
    """Scheduler and fetcher alone; redis.url and database.url point to servers."""
    log.configure()
    services.run_monitor(config or config_path())


@told
def worker(config: ConfigOption = None) -> None:
    """One worker alone; redis.url and database.url point to servers."""
    from workers.__main__ import work  # noqa: PLC0415 - loads the extractor

    log.configure()
    raise typer.Exit(work(config or config_path()))


@told
def check_config(config: ConfigOption = None) -> None:
    """Check the configuration; every problem with its path and line, status 2 if there is one."""
    path = config or config_path()
    try:
        found = load(path)
    except ConfigError as error:
        for problem in error.problems:
            console.print(str(problem), style="red", soft_wrap=True)
        fail(f"{path}: {len(error.problems)} problem{'s' if len(error.problems) != 1 else ''}", 2)
    table = Table(title=f"{path} is fine", title_justify="left", header_style="bold")
    for name in ("watch", "regions", "channels"):
        table.add_column(name, overflow="fold")
    for watch in found.watches:
        table.add_row(watch.name, "، ".join(region.text for region in watch.regions), ", ".join(watch.channels))
    console.print(table)
    console.print(f"feeds: {len(found.feeds)}  channels: {len(found.channels)}")


@told
def feeds(as_json: JsonOption = False) -> None:
    """Every feed and how it is doing."""
    with opened() as (config, store):
        now = utc_now()
        found = [(feed, *health_of(store, feed, now)) for feed in store.feed_statuses()]
        names = {feed.url: feed.publisher.name for feed in config.feeds}
        records = ({**to_json(feed), "outlet": names.get(feed.key, ""), "health": state, "why": why} for feed, state, why in found)
        show(as_json, lambda: records, lambda: tables.feeds(found, now))


@told
def health(
    component: Annotated[str, typer.Option(help="monitor, worker, or all")] = "all",
    here: Annotated[bool, typer.Option("--here", help="only what runs on this host counts")] = False,
) -> None:
    """Status 0 while the service lives: its database answers and its parts have shown themselves within a minute."""
    with _store_at_hand() as store:
        now, host = utc_now(), socket.gethostname()
        beats = [beat for beat in store.heartbeats() if not here or beat.detail.get("host") == host]
        wanted = ("monitor", "worker") if component == "all" else (component,)
        silent = []
        for part in wanted:
            last = max((beat.at for beat in beats if beat.component.partition(":")[0] == part), default=None)
            console.print(f"{part}: {'last seen ' + tables.ago(last, now) if last else 'never seen'}")
            if last is None or abs(now - last) > _ALIVE:  # a sign of life from the future is none: the clock was set back since
                silent.append(part)
        if silent:
            fail(f"not well: {', '.join(silent)}")


@contextmanager
def _store_at_hand() -> Iterator[Store]:
    try:
        store = store_of(load(config_path()), data_directory())
    except ConfigError:
        if not config_path().exists():
            raise
        # a faulty edit does not make a living service ill: whoever restarts it now would end it
        console.print("the configuration has problems (see rasd check-config); a service that runs goes on with the last good one")
        store = store_whatever_the_file_says(data_directory())
    try:
        yield store
    finally:
        store.close()


@told
def channels(
    enable: Annotated[str | None, typer.Option(help="use this channel again after its receiver said that it was gone")] = None,
) -> None:
    """Channels, and those that are disabled because their receiver answered that it is gone."""
    with opened() as (config, store):
        if enable is not None and not store.enable_channel(enable):
            fail(f"the channel {enable!r} is not disabled")
        disabled = {each.channel: each.reason for each in store.disabled_channels()}
        console.print(tables.channels([(each.name, each.type, disabled.get(each.name, "")) for each in config.channels]))
