"""Incidents, decisions and watches to tell of, each differing from the plain one only in what is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from monitor.model import (
    Acled,
    Alert,
    Casualties,
    Count,
    Decision,
    EventType,
    Evidence,
    Incident,
    Kind,
    Location,
    Occurred,
    Precision,
    Region,
    Report,
    Strike,
    Watch,
)

NOW = datetime(2025, 3, 5, 14, 30, tzinfo=UTC)
SENTENCE = "قُتل أربعة عناصر في غارة استهدفت مستودعاً جنوب الميادين فجر الأربعاء."
MAYADIN = Location("الميادين", "الميادين", "SY", "Al-Mayadin", "SY-DY", None, 35.0197, 40.4539)
WATCH = Watch("شرق الفرات", (Region("SY-DY", admin1="SY-DY"),), ("desk",))


def exactly(number: int) -> Count:
    return Count(number, number, str(number))


def strike(**changed: Any) -> Strike:
    plain = Strike(
        kind=Kind.NEW,
        event_type=EventType.AIR,
        acled=Acled("Explosions/Remote violence", "Air/drone strike"),
        occurred=Occurred(date(2025, 3, 5), date(2025, 3, 5), Precision.DAY, text="فجر الأربعاء"),
        locations=(MAYADIN,),
        casualties=Casualties(exactly(4), exactly(10)),
        evidence=(Evidence("casualties.killed", "toll", "أربعة عناصر", 5, 16, SENTENCE),),
    )
    return replace(plain, **changed)


def report(number: int = 1, **changed: Any) -> Report:
    plain = Report(f"a{number}", f"منفذ {number}", f"https://outlet.example/{number}", f"عنوان {number}", NOW, strike())
    return replace(plain, **changed)


def incident(**changed: Any) -> Incident:
    return replace(Incident("inc-1", 1, NOW, NOW, strike(), (report(),)), **changed)


def decision(reason: str = "new_incident", detail: str = "") -> Decision:
    return Decision(WATCH.name, "inc-1", 1, fire=True, reason=reason, detail=detail)


def alert(reason: str = "new_incident", alert_id: str = "alert-1") -> Alert:
    return Alert(alert_id, "inc-1", 1, WATCH.name, "desk", reason, NOW)


def watch(**changed: Any) -> Watch:
    return replace(WATCH, **changed)
