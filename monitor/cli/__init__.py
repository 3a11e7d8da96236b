"""The command line: ``rasd``."""

from __future__ import annotations

from collections.abc import Callable

import typer

from monitor.cli import analyst, desk, lexicon, reading, service
from monitor.health import health

app = typer.Typer(
    name="rasd",
    help="Watches Arabic news and tells you, within seconds, that a strike has hit a place you watch.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

COMMANDS: tuple[Callable[..., None], ...] = (
    service.run,
    service.monitor,
    service.worker,
    service.check_config,
    health,
    service.feeds,
    service.channels,
    reading.extract,
    reading.explain,
    reading.replay,
    reading.reprocess,
    desk.incidents,
    desk.incident,
    desk.why,
    desk.mute,
    desk.unmute,
    desk.mutes,
    analyst.merge,
    analyst.split,
    analyst.retract,
    analyst.restore,
    analyst.test_alert,
)
for command in COMMANDS:
    app.command()(command)
app.add_typer(desk.alerts, name="alerts")
app.add_typer(lexicon.app, name="lexicon")
