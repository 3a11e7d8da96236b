"""A made-up incident for ``rasd test-alert``: it shows every part of a message, and can be mistaken for nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.model import (
    Acled,
    Actor,
    Attribution,
    Casualties,
    Count,
    Decision,
    EventType,
    Evidence,
    GroupCount,
    Incident,
    Kind,
    Location,
    Occurred,
    Precision,
    Report,
    Source,
    Strike,
    Target,
    Watch,
)

SENTENCE = "رسالة تجريبية: أدّت غارة مختلقة على مستودع في أطراف الميادين إلى مقتل ثلاثة أشخاص وإصابة آخرين."


def sample_incident(now: datetime) -> Incident:
    """An incident that never happened, reported once, an hour before ``now``."""
    strike = _strike(now)
    report = Report(
        "sample", "منفذ تجريبي", "https://example.org/sample", "تجربة: غارة مختلقة في الميادين", now - timedelta(hours=1), strike
    )
    return Incident("sample", 1, now - timedelta(hours=1), now, strike, (report,))


def sample_decision(watch: Watch) -> Decision:
    return Decision(watch.name, "sample", 1, fire=True, reason="new_incident")


def _strike(now: datetime) -> Strike:
    return Strike(
        kind=Kind.NEW,
        event_type=EventType.AIR,
        acled=Acled("Explosions/Remote violence", "Air/drone strike"),
        occurred=Occurred(now.date(), now.date(), Precision.DAY, text="اليوم"),
        locations=(_place(),),
        actors=(Actor("unknown", "جهة مجهولة", "طائرة مجهولة"),),
        attribution=Attribution.UNKNOWN,
        targets=(Target("weapons_depot", "مستودع"),),
        casualties=Casualties(
            Count(3, 3, "ثلاثة أشخاص", by=(GroupCount("civilians", 1, 1, "مدني"),)),
            Count(None, None, "آخرين", vague=True),
        ),
        sources=(Source("sample", "مصدر تجريبي", "مصدر تجريبي"),),
        evidence=(_evidence("casualties.killed", "ثلاثة أشخاص"), _evidence("locations", "الميادين")),
        confidence=0.5,
        confidence_reasons=("sample",),
    )


def _place() -> Location:
    return Location("الميادين", "الميادين", "SY", "Al-Mayadin", "SY-DY", None, 35.0197, 40.4539, feature="town")


def _evidence(field: str, text: str) -> Evidence:
    start = SENTENCE.index(text)
    return Evidence(field, "sample", text, start, start + len(text), SENTENCE)
