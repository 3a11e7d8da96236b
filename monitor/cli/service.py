"""Commands that run the service and look after it: run, monitor, worker, check-config, feeds, channels."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from monitor import log
from monitor import service as services
from monitor.app import load, utc_now
from monitor.cli import status, tables
from monitor.cli.shared import JsonOption, console, fail, opened, show, told
from monitor.datadir import config_path
from monitor.errors import ConfigError
from monitor.habits import health_of
from monitor.record import to_json

ConfigOption = Annotated[Path | None, typer.Option("--config", help="The configuration; RASD_CONFIG or ./config.yaml if not given.")]


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
    off = sum(not feed.enabled for feed in found.feeds)
    console.print(f"feeds: {len(found.feeds) - off}{f' ({off} switched off)' if off else ''}  channels: {len(found.channels)}")


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
def channels(
    enable: Annotated[str | None, typer.Option(help="use this channel again after its receiver said that it was gone")] = None,
) -> None:
    """Channels, and those that are disabled because their receiver answered that it is gone."""
    with opened() as (config, store):
        if enable is not None and not store.enable_channel(enable):
            fail(f"the channel {enable!r} is not disabled")
        disabled = {each.channel: each.reason for each in store.disabled_channels()}
        console.print(tables.channels([(each.name, each.type, disabled.get(each.name, "")) for each in config.channels]))
