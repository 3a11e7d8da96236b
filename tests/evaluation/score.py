"""Score strike records against labelled articles.

A label *cell* is one event as an analyst would file it: kind, accepted types, accepted days, regions, places, accepted actors, accepted
numbers. Several strikes may serve one cell, and a cell that may be given or left out is ``optional``. An update counts as new; threats
and denials are not scored. What is measured:

- alert: regions with something new, which is what a watch fires on; stale: regions told only as past but raised as new;
- raised: articles without anything new (none debatable) for which something new was said;
- incident and place: cells and their places found; date, actor, attribution, killed, wounded, type: right, over the cells found;
- tolls: how many of the numbers given are in a label of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from workers.extractor.where import gazetteer

Record = dict[str, Any]
_AIR = frozenset(("air_strike", "drone_strike"))
_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
_SPELLING = str.maketrans("أإآٱىةؤئ", "اااايهوي")
_TOLLS = ("killed", "wounded")
_LONGEST = 31  # days: a wider span than this dates nothing, unless the label is as wide


@dataclass(slots=True)
class Found:
    """Hits, extras and misses of something to be found."""

    hit: int = 0
    extra: int = 0
    missed: int = 0

    def figure(self) -> dict[str, float | int]:
        precision, recall = _rate(self.hit, self.hit + self.extra), _rate(self.hit, self.hit + self.missed)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {"f1": round(f1, 3), "p": round(precision, 3), "r": round(recall, 3)}


@dataclass(slots=True)
class Share:
    """How many of those asked are so."""

    yes: int = 0
    of: int = 0

    def count(self, yes: bool) -> None:
        self.yes, self.of = self.yes + yes, self.of + 1

    def figure(self) -> dict[str, float | int]:
        return {"rate": round(_rate(self.yes, self.of), 3), "of": self.of}


@dataclass(slots=True)
class Board:
    """The counts of an evaluation, and a line for everything that was wrong."""

    alert: Found = field(default_factory=Found)
    incident: Found = field(default_factory=Found)
    place: Found = field(default_factory=Found)
    shares: dict[str, Share] = field(
        default_factory=lambda: {
            name: Share() for name in ("stale", "raised", "date", "actor", "attribution", "killed", "wounded", "type", "tolls")
        }
    )
    wrong: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, dict[str, float | int]]:
        found = {"alert": self.alert, "incident": self.incident, "place": self.place}
        return {name: it.figure() for name, it in found.items()} | {name: it.figure() for name, it in self.shares.items()}


@dataclass(frozen=True, slots=True)
class Case:
    """One article's labels and the strikes found in it."""

    label: Record
    strikes: list[Record]
    board: Board

    @property
    def cells(self) -> list[Record]:
        return list(self.label["cells"])

    @property
    def optional(self) -> list[Record]:
        return list(self.label["optional"])

    def of_kind(self, kind: str) -> list[Record]:
        return [strike for strike in self.strikes if strike["kind"] == kind]

    def say(self, *words: object) -> None:
        self.board.wrong.append(" ".join(map(str, (self.label["id"], *words))))


def score(labels: Iterable[Record], found: dict[str, list[Record]]) -> Board:
    """Score the strikes ``found`` for each article id against the labels."""
    board = Board()
    for label in labels:
        case = Case(label, list(_scored(found.get(label["id"], []))), board)
        for judge in (_alerts, _cells, _places, _tolls):
            judge(case)
    return board


def _scored(strikes: Iterable[Record]) -> Iterator[Record]:
    for strike in strikes:
        kind = "new" if strike["kind"] == "update" else strike["kind"]
        if kind in ("new", "background"):
            yield {**strike, "kind": kind}


def _rate(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


# --- regions ---------------------------------------------------------------------------------------------------------------------------


def _regions(strike: Record) -> set[str]:
    places = strike["locations"]
    return {p["admin1"] for p in places if p["admin1"]} or {p["country"] for p in places if p["country"]}


def _wanted_regions(cell: Record) -> set[str]:
    return set(cell["admin1"] or [cell["country"]])


def _meets(cell: Record, strike: Record) -> bool:
    """Does the strike lie in a region of the cell? Where the label knows the country only, any region of it will do."""
    got = _regions(strike)
    if cell["admin1"]:
        return bool(got & set(cell["admin1"]))
    return cell["country"] in {region.split("-")[0] for region in got}


def _fired(strikes: Iterable[Record]) -> set[str]:
    return set().union(*map(_regions, strikes))


def _alerts(case: Case) -> None:
    new = case.of_kind("new")
    fired, expected = _fired(new), _expected_regions(case, new)
    for cell in _only(case.cells, "new"):
        met = any(_meets(cell, strike) for strike in new)
        case.board.alert.hit += met
        case.board.alert.missed += not met
        if not met:
            case.say("alert missed:", *sorted(_wanted_regions(cell)))
    for region in sorted(fired - expected):
        case.board.alert.extra += 1
        case.say("false alert:", region)
    _stale(case, fired)
    if not _only(case.cells + case.optional, "new"):
        case.board.shares["raised"].count(bool(new))


def _expected_regions(case: Case, new: list[Record]) -> set[str]:
    cells = _only(case.cells + case.optional, "new")
    named = set().union(*map(_wanted_regions, cells))
    return named | _fired(s for s in new if any(not cell["admin1"] and _meets(cell, s) for cell in cells))


def _stale(case: Case, fired: set[str]) -> None:
    past = set().union(*map(_wanted_regions, _only(case.cells, "background")))
    for region in past - set().union(*map(_wanted_regions, _only(case.cells, "new"))):
        case.board.shares["stale"].count(region in fired)


def _only(cells: Iterable[Record], kind: str) -> list[Record]:
    return [cell for cell in cells if cell["kind"] == kind]


# --- cells -----------------------------------------------------------------------------------------------------------------------------


def _family(event_type: str) -> str:
    return "any" if event_type == "unspecified_strike" else "air" if event_type in _AIR else "ground"


def _serves(cell: Record, strike: Record) -> bool:
    families = {_family(name) for name in cell["type"]}
    alike = {_family(strike["event_type"]), "any"} & families or _family(strike["event_type"]) == "any"
    return strike["kind"] == cell["kind"] and _meets(cell, strike) and bool(alike)


def _cells(case: Case) -> None:
    serving: set[int] = set()
    for cell in case.cells:
        at = [n for n, strike in enumerate(case.strikes) if _serves(cell, strike)]
        serving.update(at)
        case.board.incident.hit += bool(at)
        case.board.incident.missed += not at
        if at:
            _fields(case, cell, [case.strikes[n] for n in at])
        else:
            case.say("incident missed:", cell["kind"], cell["type"][0], *sorted(_wanted_regions(cell)), cell["date"])
    for n, strike in enumerate(case.strikes):
        spare = any(strike["kind"] == cell["kind"] and _meets(cell, strike) for cell in case.optional)
        if n not in serving and not spare:
            case.board.incident.extra += 1
            case.say("incident extra:", strike["kind"], strike["event_type"], *sorted(_regions(strike)), _days(strike))


def _fields(case: Case, cell: Record, strikes: list[Record]) -> None:
    verdicts = {
        "type": any(strike["event_type"] in cell["type"] for strike in strikes),
        "date": any(_on(cell["date"], strike) for strike in strikes) if cell["date"] else None,
        "actor": any(actor in cell["actor"] for strike in strikes for actor in _actors(strike)),
        "attribution": any(strike["attribution"] in cell["attribution"] for strike in strikes),
    }
    verdicts |= {key: any(set(ends) & set(cell[key]) for ends in _ends(strikes, key)) for key in _TOLLS if key in cell}
    for name, right in verdicts.items():
        if right is not None:
            case.board.shares[name].count(right)
            if not right:
                case.say(f"{name} wrong:", cell["kind"], *sorted(_wanted_regions(cell)), "wanted", cell[name])


def _actors(strike: Record) -> list[str]:
    return [actor["id"] for actor in strike["actors"]] or ["unknown"]


def _days(strike: Record) -> tuple[date, date] | None:
    occurred = strike["occurred"]
    if not occurred or not occurred["start"]:
        return None
    start = date.fromisoformat(occurred["start"])
    return start, date.fromisoformat(occurred["end"]) if occurred["end"] else start


def _on(span: list[str], strike: Record) -> bool:
    days = _days(strike)
    if not days:
        return False
    first, last = map(date.fromisoformat, span)
    return days[0] <= last and days[1] >= first and (days[1] - days[0]).days <= max(_LONGEST, (last - first).days)


def _ends(strikes: Iterable[Record], key: str) -> list[tuple[int, int]]:
    """Smallest and largest number of every toll given."""
    tolls = (strike["casualties"][key] for strike in strikes)
    return [(t["min"], t["min"] if t["max"] is None else t["max"]) for t in tolls if t and t["min"] is not None]


def _tolls(case: Case) -> None:
    for key in _TOLLS:
        allowed = {number for cell in case.cells + case.optional for number in cell.get(key, ())}
        for ends in _ends(case.strikes, key):
            case.board.shares["tolls"].count(bool(allowed & set(ends)))
            if not allowed & set(ends):
                case.say("number wrong:", key, *ends)


# --- places ----------------------------------------------------------------------------------------------------------------------------


def _fold(name: str) -> str:
    words = _MARKS.sub("", name).translate(_SPELLING).split()
    return " ".join(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in words)


def _same(variants: str, name: str) -> bool:
    """Is the name one of the variants, or the one a part of the other in whole words?"""
    got = f" {_fold(name)} "
    wanted = (f" {_fold(variant)} " for variant in variants.split("|"))
    return bool(got.strip()) and any(each in got or got in each for each in wanted)


@cache
def _region_names() -> frozenset[str]:
    """A province or country named beside its towns is no error."""
    wide = frozenset(_fold(row[0]) for row in gazetteer.tables().rows if row[9] in ("province", "country"))
    return wide | {_fold(f"محافظة {name}") for name in wide}


def _places(case: Case) -> None:
    for kind in ("new", "background"):
        names = {(p["name"], p["mention"]) for strike in case.of_kind(kind) for p in strike["locations"]}
        for place in (place for cell in _only(case.cells, kind) for place in cell["places"]):
            met = any(_same(place, name) or _same(place, mention) for name, mention in names)
            case.board.place.hit += met
            case.board.place.missed += not met
            if not met:
                case.say("place missed:", kind, place)
        allowed = [place for cell in _only(case.cells + case.optional, kind) for place in cell["places"]]
        for name, mention in sorted(names):
            if _fold(name) not in _region_names() and not any(_same(p, name) or _same(p, mention) for p in allowed):
                case.board.place.extra += 1
                case.say("place extra:", kind, name, "as", mention)
