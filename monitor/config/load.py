"""Reads ``config.yaml``: all of it or nothing, and every problem at once, each with its path and line.

Secrets and polygon files are read here, so a configuration that loads can be used as it is. Two environment variables
stand in for keys that are left out, because a container sets them more easily than it edits a file: ``RASD_REDIS_URL``
and ``RASD_DATABASE_URL``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from monitor.config.crosscheck import crosscheck
from monitor.config.models import Config, DatabaseConfig
from monitor.config.problems import problem_at, problems_of
from monitor.config.values import Files, Reading
from monitor.errors import ConfigError, Problem
from monitor.model import Region

_LARGEST = 200_000  # values; a thousand feeds and watches hold a tenth of it
STAND_INS = {"redis": "RASD_REDIS_URL", "database": "RASD_DATABASE_URL"}


def load_config(
    path: Path,
    resolve_region: Callable[[str], Region],
    env: Mapping[str, str],
    *,
    actors: frozenset[str] = frozenset(),
    target_classes: frozenset[str] = frozenset(),
) -> Config:
    """The configuration in a file. Raises :class:`ConfigError` with every problem that was found.

    ``actors`` and ``target_classes`` are the ids that watches may name; left empty, they are not checked.
    """
    files = Files(path.parent)
    tree = _parsed(path, files)
    raw = _plain(path, tree)
    problems = [problem_at(tree, *found) for found in crosscheck(raw)]
    try:
        config = Config.model_validate(_with_stand_ins(raw, env), context=Reading(resolve_region, env, files, actors, target_classes))
    except ValidationError as error:
        problems += problems_of(error, tree)
    if problems:
        raise _refusal(path, problems)
    return config.read_from(tuple(files.read), files.fingerprint())


def database_url(path: Path, env: Mapping[str, str]) -> str | None:
    """Where the database is, whatever else may be wrong in the file; nothing where it is the file beside the data.

    Raises :class:`ConfigError` where there is no file at all.
    """
    files = Files(path.parent)
    try:
        raw = _plain(path, _parsed(path, files))
    except ConfigError:
        if not path.exists():
            raise
        raw = {}
    section = _with_stand_ins(raw, env).get("database") or {}
    try:
        url = DatabaseConfig.model_validate(section, context=Reading(Region, env, files)).url
    except ValidationError:
        return None
    return url.get_secret_value() if url else None


def _parsed(path: Path, files: Files) -> Any:
    try:
        tree = YAML(typ="rt").load(files.bytes_of(path.name).decode("utf-8-sig"))
    except OSError as error:
        raise _refusal(path, [Problem("", None, f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise _refusal(path, [Problem("", None, f"is not UTF-8 (byte {error.start})")]) from None
    except MarkedYAMLError as error:
        raise _refusal(path, [_syntax(error)]) from None  # the cause quotes the line, which may hold anything
    except (YAMLError, ValueError, TypeError, AttributeError, RecursionError) as error:  # the parser trips over odd tags, too
        raise _refusal(path, [Problem("", None, f"is not YAML: {type(error).__name__}")]) from None
    if not isinstance(tree, Mapping):
        raise _refusal(path, [Problem("", 1, "must be a mapping with feeds, watches and channels")])
    return tree


def _syntax(error: MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    what = " ".join(str(part).split("\n")[0] for part in (error.context, error.problem) if part)
    return Problem("", mark.line + 1 if mark else None, f"is not YAML: {what}")


def _plain(path: Path, tree: Any) -> Any:
    """The tree with every anchor written out. Anchors of anchors multiply: whoever waits for such a file waits for ever."""
    room = iter(range(_LARGEST))

    def plain(node: Any) -> Any:
        if next(room, None) is None:
            raise _refusal(path, [Problem("", None, "is larger than any configuration once its anchors are written out")])
        if isinstance(node, Mapping):
            return {str(key): plain(value) for key, value in node.items()}
        return [plain(item) for item in node] if isinstance(node, list) else node

    return plain(tree)


def _with_stand_ins(raw: dict[str, Any], env: Mapping[str, str]) -> dict[str, Any]:
    return {**raw, **dict(_stand_ins(raw, env))}


def _stand_ins(raw: dict[str, Any], env: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for section, variable in STAND_INS.items():
        own = raw.get(section, {})
        if env.get(variable) and isinstance(own, dict) and own.get("url") is None:
            yield section, {**own, "url": {"env": variable}}


def _refusal(path: Path, problems: list[Problem]) -> ConfigError:
    in_order = sorted(problems, key=lambda problem: problem.line or 0)
    return ConfigError(problems=tuple(replace(problem, file=path.name) for problem in in_order))
