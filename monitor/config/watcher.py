"""Hot reload: looks at the content of the configuration's files and says what became of them.

Policy. Content decides, not modification times or notifications, because both miss bind mounts. A changed content is
taken only when two looks in a row agree, so that a file that is still being written is not read as a shorter one; a file
that is missing for one look is an editor or a mount at work. The new configuration is whole or not at all: after a
refusal the last good one stays in use, the reason is told once, and each further look tries again, since the fault may
lie in the environment or in a secret's file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from monitor.config.models import Config
from monitor.config.values import fingerprint
from monitor.errors import ConfigError, Problem


@dataclass(frozen=True, slots=True)
class Changed:
    """A new configuration is to be used from now on."""

    config: Config


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Nothing to do."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The files changed into something unusable; the last good configuration stays. Told once per set of problems."""

    problems: tuple[Problem, ...]


Look = Changed | Unchanged | Refused


class ConfigWatcher:
    """Call :meth:`poll` every few seconds. ``current`` is the configuration in use; without it the first look loads one."""

    def __init__(self, path: Path, load: Callable[[Path], Config], current: Config | None = None) -> None:
        self._path = path
        self._load = load
        self._files = current.files if current else (path,)
        self._used = current.fingerprint if current else ""
        self._seen = self._used
        self._told: tuple[Problem, ...] = ()

    @property
    def unsettled(self) -> bool:
        """Did the last look see a content that is not the one in use? Then another look is worth while."""
        return self._seen != self._used

    def poll(self) -> Look:
        now = self._content()
        settled, self._seen = now == self._seen, now
        if now == self._used:
            self._told = ()
            return Unchanged()
        return self._take() if settled else Unchanged()

    def _take(self) -> Look:
        try:
            config = self._load(self._path)
        except ConfigError as error:
            return self._refuse(error.problems)
        except Exception as error:  # noqa: BLE001 - what an odd edit brings out in us must not end those who do the work
            words = f"a defect of ours, please tell us: {type(error).__name__}: {error}"
            return self._refuse((Problem("", None, words, str(self._path)),))
        self._files, self._told = config.files, ()
        self._used = self._seen = config.fingerprint
        return Changed(config)

    def _refuse(self, problems: tuple[Problem, ...]) -> Look:
        if problems == self._told:
            return Unchanged()
        self._told = problems
        return Refused(problems)

    def _content(self) -> str:
        return fingerprint({path: _bytes_of(path) for path in self._files})


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""  # missing now; two looks in a row and it is a problem, told by the loader
