"""Incident + decision -> what a person reads: subject, text and HTML, in Arabic, English or both. Pure.

The subject alone must do: what, where, when, how many, how sure. Below it the facts as a short table, then each report
with its own sentences in Arabic and its link, what reports disagree on, the map, and why this person got this. The watch's
first language is the subject's; with two languages the body says everything twice, each in its own direction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from monitor.alerts.facts import Fact, facts
from monitor.alerts.numerals import KILLED, WOUNDED, people
from monitor.alerts.phrasing import END, ISOLATE, clean, day, instant, isolate, occurred, placed, struck, zone_of
from monitor.alerts.words import phrase, word
from monitor.model import Casualties, Decision, Incident, Location, Report, Watch

REPORTS_SHOWN = 12
SENTENCES_SHOWN = 3
PICTURE_ID = "map@rasd"
_ANALYSTS_WORD = ("retracted", "restored")
ZOOM = {1: 13, 2: 11, 3: 8}


@dataclass(frozen=True, slots=True)
class Message:
    """One alert, ready for any channel. ``facts`` are those of the first language."""

    subject: str
    text: str
    html: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One report as the message shows it."""

    outlet: str
    title: str
    url: str
    published: str
    figures: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The whole message in one language; the templates draw it and decide nothing."""

    language: str
    headline: str
    facts: tuple[Fact, ...]
    reports: tuple[Told, ...]
    more: int
    conflicts: tuple[str, ...]
    map_url: str
    why: str
    watch: str
    incident_id: str
    revision: int
    sample: bool
    withdrawn: bool

    @property
    def direction(self) -> str:
        return "rtl" if self.language == "ar" else "ltr"


def compose(
    incident: Incident,
    decision: Decision,
    watch: Watch,
    previous: Incident | None = None,
    *,
    sample: bool = False,
    picture: bool = False,
) -> Message:
    """The message of one alert. ``previous`` is the revision that this watch was told of before.

    With ``picture`` the HTML shows the map that the mail carries as ``PICTURE_ID``.
    """
    sections = [_section(incident, decision, watch, previous, language, sample=sample) for language in watch.languages]
    shown = PICTURE_ID if picture else ""
    return Message(
        subject=subject(incident, decision, watch.languages[0], sample=sample),
        text=drawn("message.txt.j2", sections),
        html=drawn("message.html.j2", sections, picture=shown),
        facts=sections[0].facts,
    )


def subject(incident: Incident, decision: Decision, language: str, *, sample: bool = False) -> str:
    lead = f"[{phrase('sample_prefix', language)}] " if sample else ""
    return lead + marked(headline(incident, language), decision.reason, language)


def marked(line: str, reason: str, language: str) -> str:
    """A headline that says what it is, unless it is the plain case: the news of an incident."""
    return line if reason in ("", "new_incident") else f"[{word('prefix', reason, language)}] {line}"


def headline(incident: Incident, language: str) -> str:
    """``Air strike: Al-Mayadin (Deir ez-Zor, Syria), 5 March 2025: 4 killed, 10 wounded [one source]``."""
    strike = incident.merged
    places = struck(strike)
    where = placed(places[0], language) if places else phrase("unknown_place", language)
    also = f" {phrase('also', language)}" if len(places) > 1 else ""
    comma = "، " if language == "ar" else ", "
    what = word("event", strike.event_type, language)
    grade = word("grade", incident.evidence_grade, language)
    return f"{what}{comma}{where}{also}{comma}{occurred(strike.occurred, language)}: {_toll(strike.casualties, language)} [{grade}]"


def _toll(casualties: Casualties, language: str) -> str:
    counts = ((casualties.killed, KILLED), (casualties.wounded, WOUNDED))
    said = [people(count, noun, language) for count, noun in counts if count is not None]
    return (" و" if language == "ar" else ", ").join(said) or phrase("no_toll", language)


def _section(incident: Incident, decision: Decision, watch: Watch, previous: Incident | None, language: str, *, sample: bool) -> Section:
    newest_first = sorted(incident.reports, key=lambda report: report.published, reverse=previous is not None)
    zone = zone_of(incident.merged)
    return Section(
        language=language,
        headline=headline(incident, language),
        facts=facts(incident, decision, language, previous),
        reports=tuple(_told(report, zone, language) for report in newest_first[:REPORTS_SHOWN]),
        more=max(0, len(incident.reports) - REPORTS_SHOWN),
        conflicts=tuple(_conflicts(incident, language)),
        map_url=map_url(struck(incident.merged)),
        why=_why(decision, language),
        watch=isolate(clean(watch.name, 100), language),
        incident_id=clean(incident.incident_id, 100),
        revision=incident.revision,
        sample=sample,
        withdrawn=incident.retracted or decision.reason == "retracted",
    )


def _why(decision: Decision, language: str) -> str:
    reason = word("reason", decision.reason, language)
    if not decision.detail or decision.reason not in _ANALYSTS_WORD:  # any other detail is in the rows, in the reader's language
        return reason
    return f"{reason} ({isolate(clean(decision.detail, 200), language)})"


def _told(report: Report, zone: str, language: str) -> Told:
    return Told(
        outlet=isolate(clean(report.outlet, 100), language),
        title=isolate(clean(report.title, 250), language),
        url=web_link(report.url),
        published=instant(report.published, zone, language),
        figures=_toll(report.strike.casualties, language),
        sentences=tuple(
            isolate(clean(sentence), language) for sentence in telling_sentences(report) if clean(sentence) != clean(report.title)
        ),
    )


def telling_sentences(report: Report) -> list[str]:
    """The sentences that carry the most facts, in the order of the article."""
    carried = Counter(piece.sentence for piece in report.strike.evidence if piece.sentence)
    chosen = {sentence for sentence, _ in carried.most_common(SENTENCES_SHOWN)}
    in_order = sorted(report.strike.evidence, key=lambda piece: (piece.part != "title", piece.start))
    return list(dict.fromkeys(piece.sentence for piece in in_order if piece.sentence in chosen))


def _conflicts(incident: Incident, language: str) -> Iterable[str]:
    outlets = {report.article_id: report.outlet for report in incident.reports}
    for conflict in incident.conflicts:
        field = clean(conflict.field.rsplit(".", 1)[-1], 60)
        values = [f"{_said(field, value, language)} ({_who_says(articles, outlets, language)})" for value, articles in conflict.values]
        yield f"{word('field', field, language)}: {' / '.join(values)}"


def _said(field: str, value: str, language: str) -> str:
    """One of the values on which reports differ, in the reader's words where it is an id of ours."""
    if field == "event_type":
        return word("event", value, language)
    if field == "actor":
        return (" و" if language == "ar" else " + ").join(word("actor", each, language) for each in value.split("+"))
    if field == "day":
        return day(date.fromisoformat(value), language)
    return isolate(clean(value, 100), language)


def _who_says(articles: Iterable[str], outlets: Mapping[str, str], language: str) -> str:
    comma = "، " if language == "ar" else ", "
    return comma.join(dict.fromkeys(isolate(clean(outlets.get(each, each), 60), language) for each in articles))


def map_url(places: list[Location]) -> str:
    """OpenStreetMap at the place, as near as its position is known; nothing where it has none."""
    for place in places:
        if place.lat is not None and place.lon is not None:
            at = f"{place.lat:.4f}", f"{place.lon:.4f}"
            zoom = ZOOM.get(place.geo_precision, 8)
            return f"https://www.openstreetmap.org/?mlat={at[0]}&mlon={at[1]}#map={zoom}/{at[0]}/{at[1]}"
    return ""


def web_link(url: str) -> str:
    """The address, or nothing where it is not one that may be clicked."""
    line = clean(url, 2000)
    try:
        return line if urlsplit(line).scheme in ("http", "https") and " " not in line else ""
    except ValueError:
        return ""


def drawn(template: str, sections: Sequence[object], **more: str) -> str:
    """A template, filled with one section for each language."""
    return _templates().get_template(template).render(sections=sections, first=sections[0], **more)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("monitor.alerts"),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["bdi"] = _bdi
    environment.globals["phrase"] = phrase
    return environment


def _bdi(text: str) -> Markup:
    """Escaped text with its isolates as elements: some mail clients drop the marks."""
    return Markup(str(escape(text)).replace(ISOLATE, "<bdi>").replace(END, "</bdi>"))  # noqa: S704 - escaped on this line
