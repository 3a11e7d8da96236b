"""Several alerts of one watch in one message: what waited for the end of quiet hours, or what a flood was gathered into. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.alerts.facts import Fact
from monitor.alerts.message import Message, drawn, headline, map_url, marked, web_link
from monitor.alerts.numerals import INCIDENTS, counted
from monitor.alerts.phrasing import clean, isolate, struck
from monitor.alerts.words import word
from monitor.model import Incident, Watch


@dataclass(frozen=True, slots=True)
class Line:
    """One incident of a digest."""

    headline: str
    incident_id: str
    url: str
    map_url: str


@dataclass(frozen=True, slots=True)
class DigestSection:
    """A digest in one language."""

    language: str
    title: str
    why: str
    watch: str
    lines: tuple[Line, ...]

    @property
    def direction(self) -> str:
        return "rtl" if self.language == "ar" else "ltr"


def compose_digest(incidents: Sequence[Incident], watch: Watch, held: str, reasons: Mapping[str, str]) -> Message:
    """``held`` is why they were held: ``quiet_hours`` or ``burst``; ``reasons`` why each is told of, by its id.

    Nothing is left out, however many there are; what is no new incident is marked as what it is.
    """
    sections = [_section(incidents, watch, held, reasons, language) for language in watch.languages]
    return Message(
        subject=f"[{word('prefix', held, sections[0].language)}] {sections[0].title}",
        text=drawn("digest.txt.j2", sections),
        html=drawn("digest.html.j2", sections),
        facts=tuple(Fact(line.incident_id, str(number), line.headline) for number, line in enumerate(sections[0].lines, 1)),
    )


def _section(incidents: Sequence[Incident], watch: Watch, held: str, reasons: Mapping[str, str], language: str) -> DigestSection:
    name = isolate(clean(watch.name, 100), language)
    return DigestSection(
        language=language,
        title=f"{name}: {counted(len(incidents), INCIDENTS, language)}",
        why=word("reason", held, language),
        watch=name,
        lines=tuple(_line(incident, reasons.get(incident.incident_id, ""), language) for incident in incidents),
    )


def _line(incident: Incident, reason: str, language: str) -> Line:
    link = next((url for report in incident.reports if (url := web_link(report.url))), "")
    mark = "retracted" if incident.retracted else reason
    return Line(
        marked(headline(incident, language), mark, language), clean(incident.incident_id, 100), link, map_url(struck(incident.merged))
    )
