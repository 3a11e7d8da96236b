"""Why the extractor says what it says: each strike with the words and the rule behind each field.

``derivation`` is the data; ``explain_html`` draws it as one page (the article right-to-left with its evidence marked, every word of it
escaped) and ``explain_terminal`` for the terminal. Both need only what is stored: title, text and strikes; given what was left aside
(``asides``), they end with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from rich.console import Group
from rich.table import Table
from rich.text import Text

from monitor.model import Count, Evidence, Location, Occurred, Strike
from workers.extractor.asides import Aside

_COLOURS = {
    "event_type": "#f8b4b4",
    "locations": "#b9e6c9",
    "occurred": "#bcd7f7",
    "actors": "#e3c8f5",
    "targets": "#f7ddb0",
    "sources": "#dddddd",
    "casualties": "#f9c6dd",
}
_TERMINAL = {
    "event_type": "bold red",
    "locations": "green",
    "occurred": "blue",
    "actors": "magenta",
    "targets": "yellow",
    "sources": "dim",
    "casualties": "bold magenta",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One field of one strike: its value, and the words and rules that gave it."""

    field: str
    value: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Derivation:
    """How one strike was read."""

    number: int
    strike: Strike
    steps: tuple[Step, ...]


def derivation(strikes: Sequence[Strike]) -> list[Derivation]:
    """The derivation of each strike, in order."""
    return [Derivation(number, strike, tuple(_steps(strike))) for number, strike in enumerate(strikes, 1)]


def _steps(strike: Strike) -> Iterator[Step]:
    values = {
        "event_type": strike.event_type.value + (" (intercepted)" if strike.intercepted else ""),
        "occurred": _when(strike.occurred),
        "locations": "، ".join(map(_place, strike.locations)),
        "actors": "، ".join(f"{actor.name} ({actor.id})" for actor in strike.actors) + f" [{strike.attribution.value}]",
        "targets": "، ".join(f"{target.class_}: {target.text}" for target in strike.targets),
        "casualties.killed": _count(strike.casualties.killed),
        "casualties.wounded": _count(strike.casualties.wounded),
        "sources": "، ".join(source.name for source in strike.sources),
    }
    for field, value in values.items():
        yield Step(field, value or "—", tuple(dict.fromkeys(item for item in strike.evidence if item.field == field)))


def _when(occurred: Occurred | None) -> str:
    if occurred is None or occurred.start is None:
        return ""
    days = str(occurred.start) if occurred.start == occurred.end else f"{occurred.start} – {occurred.end}"
    return f"{days} ({occurred.precision.value}{'' if occurred.text else ', assumed from publication'})"


def _place(place: Location) -> str:
    return f"{place.name} ({place.admin1 or place.country})"


def _count(count: Count | None) -> str:
    if count is None:
        return ""
    if count.min is None:
        return "some"
    return str(count.min) if count.min == count.max else f"{count.min}–{'' if count.max is None else count.max}"


# ---- HTML ------------------------------------------------------------------------------------------------------------

_STYLE = """
body{font-family:"Noto Naskh Arabic","Segoe UI",sans-serif;max-width:60em;margin:2em auto;line-height:1.9;color:#222}
mark{padding:0 .15em;border-radius:.2em}
table{border-collapse:collapse;width:100%;direction:ltr;font-size:.85em;line-height:1.5}
td,th{border:1px solid #ccc;padding:.3em .5em;text-align:start;vertical-align:top}
h2{direction:ltr;font-size:1em;margin-top:2em}
.article{white-space:pre-wrap}.reason{color:#666;direction:ltr}
"""


_LEFT_ASIDE = "Read, and told of no strike"


def explain_html(title: str, text: str, strikes: Sequence[Strike], left: Sequence[Aside] = ()) -> str:
    """One self-contained page."""
    parts = [f"<h1>{_marked(title, strikes, 'title')}</h1>", f'<div class="article">{_marked(text, strikes, "text")}</div>']
    parts += [_strike_html(item) for item in derivation(strikes)] or ["<h2>No strike found.</h2>"]
    parts += [_left_html(left)] if left else []
    return (
        f'<!doctype html>\n<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{escape(title or "Rasd")}</title>'
        f"<style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>\n"
    )


def _strike_html(item: Derivation) -> str:
    strike = item.strike
    rows = "".join(
        f'<tr><th>{escape(step.field)}</th><td dir="auto">{escape(step.value)}</td><td>{_evidence_html(step)}</td></tr>'
        for step in item.steps
    )
    reasons = escape("; ".join(strike.confidence_reasons))
    return (
        f"<h2>{item.number}. {escape(strike.kind.value)} {escape(strike.event_type.value)}</h2><table>{rows}</table>"
        f'<p class="reason">confidence {strike.confidence:.2f}: {reasons}</p>'
    )


def _left_html(left: Sequence[Aside]) -> str:
    rows = "".join(
        f'<tr><td dir="rtl">{escape(aside.text)}</td><td>{escape(aside.rule)}</td><td>{escape(aside.why)}</td></tr>' for aside in left
    )
    return f"<h2>{_LEFT_ASIDE}</h2><table><tr><th>words</th><th>rule</th><th>because</th></tr>{rows}</table>"


def _evidence_html(step: Step) -> str:
    colour = _COLOURS.get(step.field.split(".")[0], "#eee")
    return "<br>".join(
        f'<mark style="background:{colour}" dir="rtl">{escape(item.text)}</mark> {escape(item.rule)}' for item in step.evidence
    )


def _marked(text: str, strikes: Sequence[Strike], part: str) -> str:
    return "".join(
        f'<mark style="background:{_COLOURS.get(field, "#eee")}" title="{escape(label)}">{escape(piece)}</mark>' if field else escape(piece)
        for piece, field, label in _pieces(text, strikes, part)
    )


def _pieces(text: str, strikes: Sequence[Strike], part: str) -> Iterator[tuple[str, str, str]]:
    """The text in pieces, each with the field that it is evidence for (the shortest evidence where several overlap) and its label."""
    items = [item for strike in strikes for item in strike.evidence if item.part == part]
    spans = [(item.start, item.end, item.field.split(".")[0], f"{item.field}: {item.rule}") for item in items]
    owners: list[int | None] = [None] * len(text)
    for number in sorted(range(len(spans)), key=lambda number: spans[number][0] - spans[number][1]):
        start, end = spans[number][:2]
        owners[start:end] = [number] * (min(end, len(text)) - start)
    at = 0
    while at < len(text):
        last = at
        while last < len(text) and owners[last] == owners[at]:
            last += 1
        owner = owners[at]
        yield (text[at:last], *(spans[owner][2:] if owner is not None else ("", "")))
        at = last


# ---- terminal --------------------------------------------------------------------------------------------------------


def explain_terminal(title: str, text: str, strikes: Sequence[Strike], left: Sequence[Aside] = ()) -> Group:
    """What ``rich`` prints: the article with its marks, a table for each strike, and what was left aside."""
    shown = [_text(title, strikes, "title"), _text(text, strikes, "text")]
    tables: list[Table | Text] = [_strike_table(item) for item in derivation(strikes)]
    tables = tables or [Text("No strike found.")]
    return Group(*shown, *tables, *([_left_table(left)] if left else []))


def _left_table(left: Sequence[Aside]) -> Table:
    table = Table(title=_LEFT_ASIDE, show_lines=True)
    for column in ("words", "rule", "because"):
        table.add_column(column)
    for aside in left:
        table.add_row(Text(aside.text), Text(aside.rule), Text(aside.why))
    return table


def _text(text: str, strikes: Sequence[Strike], part: str) -> Text:
    shown = Text()
    for piece, field, _ in _pieces(text, strikes, part):
        shown.append(piece, style=_TERMINAL.get(field, ""))
    return shown


def _strike_table(item: Derivation) -> Table:
    strike = item.strike
    table = Table(title=f"{item.number}. {strike.kind.value} {strike.event_type.value} ({strike.confidence:.2f})", show_lines=True)
    for column in ("field", "value", "words", "rule"):
        table.add_column(column)
    for step in item.steps:
        words = Text("\n".join(evidence.text for evidence in step.evidence), style=_TERMINAL.get(step.field.split(".")[0], ""))
        table.add_row(step.field, Text(step.value), words, Text("\n".join(evidence.rule for evidence in step.evidence)))
    return table
