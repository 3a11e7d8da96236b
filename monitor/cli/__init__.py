"""The command line: ``rasd``."""

from __future__ import annotations

import typer

from monitor.cli import desk, reading, service

app = typer.Typer(
    name="rasd",
    help="Watches Arabic news and tells you, within seconds, that a strike has hit a place you watch.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

for command in (service.run, service.monitor, service.worker, service.check_config, service.feeds, service.health):
    app.command()(command)
for command in (reading.extract, reading.explain, reading.reprocess):
    app.command()(command)
for command in (desk.incidents, desk.incident, desk.why, desk.mute, desk.unmute, desk.mutes):
    app.command()(command)
app.add_typer(desk.alerts, name="alerts")
