"""The data directory: one service at a time, held by a lock that the kernel drops when its holder ends, however it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from monitor.errors import AlreadyRunning, ConfigError


def data_directory() -> Path:
    """Where state is kept: ``RASD_DATA``, else ``var`` in the current directory."""
    return Path(os.environ.get("RASD_DATA") or "var")


def config_path() -> Path:
    """Where the configuration is: ``RASD_CONFIG``, else ``config.yaml`` in the current directory."""
    return Path(os.environ.get("RASD_CONFIG") or "config.yaml")


def database_in(directory: Path) -> str:
    """The URL of the SQLite file in a data directory."""
    return f"sqlite:///{(made(directory) / 'rasd.sqlite').resolve()}"


def made(directory: Path) -> Path:
    """The data directory, made if need be. Raises :class:`ConfigError` when it cannot be."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"the data directory {directory} cannot be used: {error.strerror}; set RASD_DATA to one that can") from error
    return directory


@contextmanager
def held(directory: Path) -> Iterator[Path]:
    """Hold the data directory, making it if need be.

    Raises :class:`AlreadyRunning` when another service holds it and :class:`ConfigError` when it cannot be written.
    """
    try:
        lock = (made(directory) / "rasd.lock").open("a+", encoding="ascii")
    except OSError as error:
        raise ConfigError(f"the data directory {directory} cannot be written: {error.strerror}; set RASD_DATA to one that can") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            holder = lock.read().strip() or "unknown"
            raise AlreadyRunning(
                f"another rasd service (process {holder}) already works on {directory}; stop it, or set RASD_DATA to another directory"
            ) from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield directory
