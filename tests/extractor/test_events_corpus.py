"""Every phrasing of tests/corpus/events.tsv is told as the strike that it is, or as none."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.model import ArticleContext, Kind
from workers.extractor import extract

CORPUS = Path(__file__).parents[1] / "corpus" / "events.tsv"
CONTEXT = ArticleContext(datetime(2024, 5, 10, 15, tzinfo=UTC))
ROWS = [line.split("\t") for line in CORPUS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def news(text: str) -> set[str]:
    return {
        strike.event_type.value
        for strike in extract("", text + ".", CONTEXT)
        if strike.kind in (Kind.NEW, Kind.UPDATE) and not strike.intercepted
    }


@pytest.mark.parametrize(("expected", "reason", "text"), ROWS, ids=[row[2] for row in ROWS])
def test_a_phrasing_is_the_strike_that_it_tells_or_none(expected: str, reason: str, text: str) -> None:
    assert news(text) == (set() if expected == "none" else {expected}), reason
