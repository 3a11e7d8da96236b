"""A configuration of one feed and one watch, read from a file as the service reads it."""

from __future__ import annotations

from pathlib import Path

from monitor.app import load
from monitor.config import Config

FEED = "https://one.example/feed"
CONSOLE = "{name: console, type: log}"
_FILE = """\
feeds: ["{feed}"]
channels: [{channels}]
watches: [{{name: east, regions: [SY-DY], {watch}}}]
"""


def configured(directory: Path, *, watch: str = "channels: [console]", channels: str = CONSOLE, more: str = "") -> Config:
    """``watch``, ``channels`` and ``more`` are YAML: what the watch says further, the channels, and sections beside these."""
    file = directory / "config.yaml"
    file.write_text(_FILE.format(feed=FEED, channels=channels, watch=watch) + more, encoding="utf-8")
    return load(file)
