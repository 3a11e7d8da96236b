"""The worker processes of ``rasd run``: started, started again when one ends, stopped in order."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from monitor import log
from monitor.processes import spawn, stop

_RESTART_PAUSE = 1.0  # seconds; doubles while a worker keeps ending at once, up to the longest
_LONGEST_PAUSE = 60.0
SLOT = "RASD_WORKER_SLOT"  # tells a worker which of several it is, so that its sign of life replaces its forerunner's
_STEADY = 30.0  # seconds of life after which a worker counts as having started well


_LOG_BYTES = 50 * 1024 * 1024


def _cut(log_file: Path) -> None:
    """Keep the last stretch of a log as its ``.1`` and begin it anew; who writes adds at its end, wherever that is."""
    if log_file.exists() and log_file.stat().st_size > _LOG_BYTES:
        shutil.copyfile(log_file, log_file.with_suffix(".log.1"))
        os.truncate(log_file, 0)


@dataclass
class _Slot:
    number: int
    process: subprocess.Popen[bytes]
    started: float
    pause: float = _RESTART_PAUSE
    ended: float | None = None


@dataclass
class Workers:
    """A fixed number of worker processes. ``log_file`` takes what they print when the terminal shows the status instead."""

    config: Path
    env: Mapping[str, str]
    count: int
    log_file: Path | None = None
    _slots: list[_Slot] = field(default_factory=list)

    def start(self) -> None:
        self._slots = [_Slot(number, self._spawn(number), time.monotonic()) for number in range(self.count)]

    def check(self) -> None:
        """Start again what has ended, after a pause that grows while it keeps ending at once; keep their log from filling the disk."""
        if self.log_file is not None:
            _cut(self.log_file)
        for slot in self._slots:
            self._check(slot, time.monotonic())

    def stop(self, seconds: float) -> None:
        """Let each finish what it has in hand for ``seconds`` in all; what is not finished then is handed back by its lease."""
        deadline = time.monotonic() + seconds
        for slot in self._slots:
            if slot.process.poll() is None:
                slot.process.terminate()
        for slot in self._slots:
            stop(slot.process, max(0.0, deadline - time.monotonic()))
        self._slots = []

    def _check(self, slot: _Slot, now: float) -> None:
        status = slot.process.poll()
        if status is None:
            return
        if slot.ended is None:
            slot.ended = now
            slot.pause = _RESTART_PAUSE if now - slot.started > _STEADY else min(slot.pause * 2, _LONGEST_PAUSE)
            log.get("service").warning("worker ended, will be started again", status=status, pause=slot.pause)
        if now - slot.ended >= slot.pause:
            slot.process, slot.started, slot.ended = self._spawn(slot.number), now, None

    def _spawn(self, number: int) -> subprocess.Popen[bytes]:
        arguments = [sys.executable, "-m", "workers", "--config", str(self.config)]
        return spawn(arguments, {**self.env, SLOT: str(number)}, output=self.log_file)
