"""What a new report changed in an incident, in the fixed words of ``Change.what`` and as sentences for the record."""

from __future__ import annotations

from monitor.incidents import figures, place
from monitor.incidents.kin import NOBODY
from monitor.incidents.merge import day_text
from monitor.model import Casualties, Incident, Strike


def difference(before: Incident, after: Incident) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What changed, in the fixed words of ``Change.what``, and each change as a sentence."""
    found = [*_grade_change(before, after), *_toll_changes(before.merged.casualties, after.merged.casualties)]
    found += _field_changes(before.merged, after.merged)
    return tuple(dict.fromkeys(word for word, _ in found)), tuple(detail for _, detail in found)


def _grade_change(before: Incident, after: Incident) -> list[tuple[str, str]]:
    old, new = before.evidence_grade, after.evidence_grade
    words = {"claimed": "claimed", "corroborated": "corroborated", "contested": "denied", "denied": "denied"}
    return [(words[new], f"evidence: {old} → {new}")] if old != new and new in words else []


def _toll_changes(before: Casualties, after: Casualties) -> list[tuple[str, str]]:
    found = []
    for name, pick in (("killed", figures.killed), ("wounded", figures.wounded)):
        old, new = figures.value(pick(before)), figures.value(pick(after))
        if old != new:
            detail = f"{name}: {'not said' if old is None else old} → {'not said' if new is None else new}"
            found.append(("toll_rise" if (new or 0) >= (old or 0) else "corrected", detail))
    return found


def _field_changes(before: Strike, after: Strike) -> list[tuple[str, str]]:
    pairs = (
        ("place", _place_text(before), _place_text(after)),
        ("date", day_text(before), day_text(after)),
        ("actor", _actor_text(before), _actor_text(after)),
        ("type", before.event_type.value, after.event_type.value),
    )
    return [(word, f"{word}: {old or 'not said'} → {new or 'not said'}") for word, old, new in pairs if old != new]


def _place_text(strike: Strike) -> str:
    return next((f"{target.name} ({target.admin1 or target.country})" for target in place.targets(strike)), "")


def _actor_text(strike: Strike) -> str:
    return ", ".join(actor.id for actor in strike.actors if actor.id not in NOBODY)
