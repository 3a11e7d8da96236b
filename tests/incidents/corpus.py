"""The merging corpus of our own writing, and its pairwise score.

One line is one report: the ``event`` that it tells of, what that event is ``like`` without being it, and either the ``strike`` as
``tests.incidents.build`` takes it, or a ``title`` and ``text`` that go through the extractor.
"""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor.model import ArticleContext, Incident, Kind, Report, Strike
from monitor.replay import Extract, Replay, ReplayArticle, replay
from tests.incidents import build

PATH = Path(__file__).parent.parent / "corpus" / "merging.jsonl"
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs of reports that are together rightly, wrongly, and not at all."""

    right: int
    wrong: tuple[tuple[str, str], ...]
    missed: tuple[tuple[str, str], ...]

    @property
    def precision(self) -> float:
        return self.right / max(self.right + len(self.wrong), 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + len(self.missed), 1)


def lines(written: bool | None = None) -> list[Line]:
    """All lines, or those with (without) a text of their own."""
    every = [json.loads(line) for line in PATH.read_text(encoding="utf-8").splitlines()]
    return [line for line in every if written is None or ("text" in line) is written]


def structured(line: Line) -> Report:
    return build.report(line["id"], line["at"], outlet=line["outlet"], copy=line.get("copy", ""), **line["strike"])


def run(chosen: Sequence[Line], extract: Extract) -> Replay:
    """The corpus through the replay; a line without a text brings its own strike."""
    reports = {line["id"]: structured(line) for line in chosen if "strike" in line}

    def strikes(title: str, text: str, context: ArticleContext) -> Sequence[Strike]:
        return [reports[title].strike] if title in reports else extract(title, text, context)

    return replay((_article(line) for line in chosen), strikes, ())


def _article(line: Line) -> ReplayArticle:
    return ReplayArticle(
        line["id"], str(line.get("title") or line["id"]), line.get("text", ""), build.at(line["at"]), source=line["outlet"]
    )


def score(chosen: Sequence[Line], incidents: Iterable[Incident]) -> Score:
    """Two reports are together when they share an incident."""
    event = {line["id"]: line["event"] for line in chosen}
    together: set[tuple[str, str]] = set()
    for incident in incidents:
        if incident.merged.kind not in (Kind.THREAT, Kind.DENIED):
            together |= set(itertools.combinations(sorted({report.article_id for report in incident.reports}), 2))
    wanted = {pair for ids in _by_event(chosen).values() for pair in itertools.combinations(sorted(ids), 2)}
    wrong = tuple(sorted(pair for pair in together if event[pair[0]] != event[pair[1]]))
    return Score(len(wanted & together), wrong, tuple(sorted(wanted - together)))


def _by_event(chosen: Sequence[Line]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in chosen:
        found[line["event"]].append(line["id"])
    return found
