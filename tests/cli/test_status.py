"""Alerts of the log channel reach the terminal while it shows the status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.console import Console
from rich.panel import Panel

from monitor import supervise
from monitor.cli.status import Paced, Told
from monitor.errors import StoreError


def line(subject: str) -> str:
    return json.dumps({"event": "alert", "watch": "east", "subject": subject, "facts": {"what": "غارة"}}, ensure_ascii=False) + "\n"


def drawn(told: Told) -> str:
    console = Console(record=True, width=80, file=None, quiet=False)
    with console.capture() as capture:
        for each in told.alerts():
            assert isinstance(each, Panel)
            console.print(each)
    return capture.get()


def test_each_alert_is_drawn_once_and_other_lines_never(tmp_path: Path) -> None:
    log = tmp_path / "workers.log"
    log.write_text(line("before the start"), encoding="utf-8")
    told = Told(log)
    assert drawn(told) == ""
    with log.open("a", encoding="utf-8") as more:
        more.write("not json\n" + json.dumps({"event": "delivered"}) + "\n" + line("ضربة على الميادين"))
    assert "ضربة على الميادين" in drawn(told)
    assert drawn(told) == ""


def test_a_line_that_is_half_written_waits_for_its_end(tmp_path: Path) -> None:
    log = tmp_path / "workers.log"
    told = Told(log)
    whole = line("ضربة")
    log.write_text(whole[:20], encoding="utf-8")
    assert drawn(told) == ""
    log.write_text(whole, encoding="utf-8")
    assert "ضربة" in drawn(told)


def test_alerts_are_still_drawn_after_the_log_was_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "workers.log"
    log.write_text(line("before") * 50, encoding="utf-8")
    told = Told(log)
    monkeypatch.setattr(supervise, "_LOG_BYTES", 1000)
    supervise.Workers(tmp_path / "config.yaml", {}, 0, log).check()
    with log.open("a", encoding="utf-8") as more:
        more.write(line("ضربة على الميادين"))
    assert "ضربة على الميادين" in drawn(told)
    assert (tmp_path / "workers.log.1").read_text(encoding="utf-8") == line("before") * 50
    assert log.stat().st_size < 1000


def test_figures_that_take_long_to_count_are_counted_rarely() -> None:
    now, cost, looks = 100.0, 0.01, 0

    def look() -> str:
        nonlocal now, looks
        now, looks = now + cost, looks + 1
        return "figures"

    figures = Paced(look, lambda: now)
    for _ in range(10):
        assert figures.look() == "figures"
        now += 1
    cost = 0.2
    assert figures.look() == "figures"
    seen = []
    for _ in range(10):
        now += 1
        seen.append(figures.look())
    assert seen == [None] * 9 + ["figures"], "a fifth of a second's counting pays for ten seconds"


def test_a_look_that_fails_slowly_comes_again_within_half_a_minute() -> None:
    now = 100.0

    def look() -> str:
        nonlocal now
        now += 10
        raise StoreError("away", "connection")

    figures = Paced(look, lambda: now)
    with pytest.raises(StoreError):
        figures.look()
    assert figures.look() is None
    now += 31
    with pytest.raises(StoreError):
        figures.look()
