"""The facts of an incident as rows that a person reads, and what changed since they were last told. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.alerts.numerals import KILLED, REPORTS, WOUNDED, counted, groups, people
from monitor.alerts.phrasing import clean, instant, isolate, occurred, placed, struck, zone_of
from monitor.alerts.words import phrase, word
from monitor.model import Actor, Attribution, Count, Decision, Incident, Strike


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: its key in the record's words, its label and its value in the reader's language."""

    key: str
    label: str
    value: str


def facts(incident: Incident, decision: Decision, language: str, previous: Incident | None = None) -> tuple[Fact, ...]:
    """The rows of an alert, in the order in which a reader asks for them. What is not said has no row, the dead excepted."""
    strike = incident.merged
    rows = {
        "change": changes(incident, decision, language, previous),
        "what": event(strike, language),
        "where": where(strike, language),
        "when": when(strike, language),
        "killed": toll(strike.casualties.killed, "killed", language) + succumbed(strike, language),
        "wounded": toll(strike.casualties.wounded, "wounded", language),
        "who": who(strike, language),
        "target": targets(strike, language),
        "certainty": certainty(incident, language),
        "first_seen": instant(incident.first_seen, zone_of(strike), language),
    }
    return tuple(Fact(key, word("fact", key, language), value) for key, value in rows.items() if value)


def event(strike: Strike, language: str) -> str:
    name = word("event", strike.event_type, language)
    return f"{name} ({phrase('intercepted', language)})" if strike.intercepted else name


def where(strike: Strike, language: str) -> str:
    places = [placed(place, language) for place in struck(strike)]
    return ("؛ " if language == "ar" else "; ").join(dict.fromkeys(places)) or phrase("unknown_place", language)


def when(strike: Strike, language: str) -> str:
    words = strike.occurred.text if strike.occurred else None
    return occurred(strike.occurred, language, weekday=True) + _quoted(words, language)


def _quoted(words: str | None, language: str) -> str:
    """The text's own words beside our reading of them: the reader judges."""
    return f" — {isolate(f'«{clean(words, 120)}»', language)}" if words else ""


def toll(count: Count | None, kind: str, language: str) -> str:
    noun = KILLED if kind == "killed" else WOUNDED
    if count is None:
        return people(None, noun, language)
    split = groups(count, language)
    return people(count, noun, language) + (f" ({split})" if split else "") + _quoted(count.text, language)


def succumbed(strike: Strike, language: str) -> str:
    """The wounded who died since: the reader must not count them twice."""
    number = strike.casualties.succumbed
    return f" — {phrase('succumbed', language)}: {number}" if number else ""


def who(strike: Strike, language: str) -> str:
    if not strike.actors:
        return phrase("not_stated", language)
    names = ("، " if language == "ar" else ", ").join(dict.fromkeys(actor_name(actor, language) for actor in strike.actors))
    if strike.attribution is Attribution.UNKNOWN:
        return names
    by = isolate(clean(word("source", strike.attributed_by, language), 80), language) if strike.attributed_by else ""
    how = word("attribution", strike.attribution, language)
    return f"{names} ({how}: {by})" if by else f"{names} ({how})"


def actor_name(actor: Actor, language: str) -> str:
    known = word("actor", actor.id, language)
    return known if known != actor.id.replace("_", " ") else isolate(clean(actor.name or actor.id, 80), language)


def targets(strike: Strike, language: str) -> str:
    """Each class once, with the words for it."""
    words: dict[str, list[str]] = {}
    for each in strike.targets:
        words.setdefault(each.class_, []).append(isolate(f"«{clean(each.text, 80)}»", language))
    comma, semicolon = ("، ", "؛ ") if language == "ar" else (", ", "; ")
    return semicolon.join(f"{word('target', name, language)} {comma.join(dict.fromkeys(texts))}" for name, texts in words.items())


def certainty(incident: Incident, language: str) -> str:
    grade = word("grade", incident.evidence_grade, language)
    reports = counted(len(incident.reports), REPORTS, language)
    comma = "، " if language == "ar" else ", "
    return comma.join((grade, reports, f"{phrase('confidence', language)} {round(incident.merged.confidence * 100)}%"))


def changes(incident: Incident, decision: Decision, language: str, previous: Incident | None) -> str:
    """What is new since the reader was last told; nothing for the first alert."""
    if decision.reason == "new_incident":
        return ""
    before = _comparable(previous, language) if previous else {}
    now = _comparable(incident, language)
    moved = [_moved(key, before[key], now[key], language) for key in now if key in before and before[key] != now[key]]
    separator = "؛ " if language == "ar" else "; "
    return separator.join([word("reason", decision.reason, language), *moved])


def _comparable(incident: Incident, language: str) -> dict[str, str]:
    strike = incident.merged
    return {
        "killed": people(strike.casualties.killed, KILLED, language),
        "wounded": people(strike.casualties.wounded, WOUNDED, language),
        "actors": who(strike, language),
        "locations": where(strike, language),
        "occurred": occurred(strike.occurred, language),
        "event_type": event(strike, language),
    }


def _moved(key: str, old: str, new: str, language: str) -> str:
    label = "" if key in ("killed", "wounded") else word("field", key, language) + ": "  # a count names itself
    return f"{label}{new} ({phrase('was', language)}: {old})"
