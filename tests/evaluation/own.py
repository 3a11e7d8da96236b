"""Measure the extractor on the articles of our own: ``python -m tests.evaluation.own [--pin] [--verbose] [ID ...]``.

The articles are in ``tests/corpus/articles`` with their labels beside the text. ``--verbose`` prints everything that was wrong, ``--pin``
writes the figures and the digest of the corpus that ``tests/extractor/test_own_articles.py`` holds the extractor to.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from monitor.model import ArticleContext
from monitor.record import strike_record
from tests.evaluation.score import Board, Record, score
from workers.extractor import extract

ARTICLES = Path(__file__).parents[1] / "corpus" / "articles"
PINNED = Path(__file__).with_name("pinned_own.json")
FALLING = ("stale", "raised")  # the less the better


def files() -> list[Path]:
    return sorted(ARTICLES.glob("*.yaml"))


@cache
def labels() -> tuple[Record, ...]:
    """Every labelled article, in the order of the files."""
    reader = YAML(typ="safe")
    return tuple(article for path in files() for article in reader.load(path.read_text(encoding="utf-8")))


def digest() -> str:
    """Names one state of the corpus: any change of a word or a label changes it."""
    found = hashlib.sha256()
    for path in files():
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def context(article: Record) -> ArticleContext:
    return ArticleContext(datetime.fromisoformat(article["published"]), outlet=article["source"], url=article["url"])


def strikes(article: Record) -> list[Record]:
    return [strike_record(strike) for strike in extract(article["title"], article["text"], context(article))]


def measure(articles: Iterable[Record]) -> Board:
    chosen = list(articles)
    return score(chosen, {article["id"]: strikes(article) for article in chosen})


def pinned() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(PINNED.read_text(encoding="utf-8")) if PINNED.exists() else {"figures": {}}
    return content


def fallen(figures: dict[str, dict[str, float | int]], before: dict[str, dict[str, float | int]]) -> Iterator[str]:
    """What is worse than it was, in words."""
    for name, figure in figures.items():
        for key in ("f1", "rate"):
            if key not in figure or key not in before.get(name, {}):
                continue
            was, now = before[name][key], figure[key]
            if now > was if name in FALLING else now < was:
                yield f"{name}: {now} where {was} is pinned"


def _line(name: str, figure: dict[str, float | int], before: dict[str, float | int]) -> str:
    shown = " ".join(f"{key} {value}" for key, value in figure.items())
    was = before.get("f1", before.get("rate"))
    return f"  {name:12} {shown:30} {'' if was in (None, figure.get('f1', figure.get('rate'))) else f'was {was}'}".rstrip()


def main(arguments: list[str]) -> int:
    names = {name for name in arguments if not name.startswith("--")}
    board = measure(article for article in labels() if not names or article["id"] in names)
    figures, before = board.figures(), pinned()["figures"]
    print(
        "\n".join(
            [f"own articles: {len(names) or len(labels())}", *(_line(name, it, before.get(name, {})) for name, it in figures.items())]
        )
    )
    if "--verbose" in arguments:
        print("\n".join(board.wrong))
    if "--pin" in arguments and not names:
        content = {"corpus": digest(), "articles": len(labels()), "figures": figures}
        PINNED.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
