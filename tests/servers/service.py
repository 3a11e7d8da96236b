"""The real service as a process, on a directory of its own, for the integration tests and the demo."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from monitor.store.protocol import Store
from monitor.store.sql import open_store

SECRET = "whsec_" + "ZGVtby1zZWNyZXQtb2YtcmFzZC1mb3ItbG9vcGJhY2s="  # signs calls to this machine only


def wait_until(holds: Callable[[], object], seconds: float, pause: float = 0.05) -> bool:
    """Did it come to hold in time?"""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
    return True


class Service:
    """``rasd run`` on ``directory``. Write a configuration, start it, talk to it, stop it."""

    def __init__(self, directory: Path, env: dict[str, str] | None = None) -> None:
        self.directory = directory
        self.config = directory / "config.yaml"
        self.data = directory / "var"
        self.log_path = directory / "service.log"
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("RASD_")}
        self.env = {**inherited, "RASD_DATA": str(self.data), "RASD_CONFIG": str(self.config), "HOOK_SECRET": SECRET, **(env or {})}
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Service:
        return self

    def __exit__(self, *exc: object) -> None:
        if self.process is not None and self.process.poll() is None:
            self.stop()

    def start(self, *command: str) -> None:
        """Start ``rasd run``, or another command that stays."""
        with self.log_path.open("ab") as log:
            words = [sys.executable, "-m", "monitor", *(command or ("run",))]
            self.process = subprocess.Popen(words, env=self.env, stdout=log, stderr=log, stdin=subprocess.DEVNULL)

    def stop(self, seconds: float = 12.0) -> int:
        """SIGTERM, and the exit status; -9 when it had to be killed."""
        assert self.process is not None
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return -9

    def rasd(self, *words: str) -> list[Any]:
        """What a ``rasd`` command prints with ``--json``."""
        done = subprocess.run([sys.executable, "-m", "monitor", *words, "--json"], env=self.env, capture_output=True, check=True)
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    def store(self) -> Store:
        """The service's own database, for looking."""
        return open_store(f"sqlite:///{(self.data / 'rasd.sqlite').resolve()}")

    def log(self) -> str:
        return self.log_path.read_text(encoding="utf-8", errors="replace") if self.log_path.exists() else ""

    def processes(self, *words: str) -> list[psutil.Process]:
        """Living processes of this service whose command line holds all these words."""
        return [process for process in _living() if _belongs(process, self.env["RASD_DATA"]) and all(w in _line(process) for w in words)]

    def redis_server(self) -> psutil.Process:
        """Its own redis-server, which hides its environment."""
        assert self.process is not None
        return next(child for child in psutil.Process(self.process.pid).children() if child.name() == "redis-server")

    def workers(self) -> list[psutil.Process]:
        """The worker processes and their work-horses."""
        return self.processes("-m", "workers")


def _living() -> Iterable[psutil.Process]:
    return psutil.process_iter()


def _line(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def _belongs(process: psutil.Process, data: str) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE and process.environ().get("RASD_DATA") == data
    except psutil.Error:
        return False
