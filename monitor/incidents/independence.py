"""Who really speaks: ten outlets that print one agency's words are one voice.

A report's voice is the organisation that it quotes first (an agency, a monitor, a ministry); a correspondent, residents and
unnamed sources are the outlet's own. Reports with one text share the voice of the earliest. An organisation's own outlet and an outlet that
quotes it are one voice, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from monitor.model import Kind, Report

_OWN = frozenset(
    {"correspondent", "local_sources", "local", "residents", "eyewitnesses", "witnesses", "activists", "media", "security_source"}
    | {"military_source", "medical_source", "official_source", "sources", "unknown", "media_reports", "social_media", "reporter"}
    | {"medical_sources", "military_sources", "security_sources", "local_media", "special_sources", "field_sources", "source"}
)
_OUTLETS: dict[str, str] = {  # whose outlet it is: by a part of its name or address
    "syriahr": "sohr",
    "المرصد السوري": "sohr",
    "سانا": "sana",
    "sana": "sana",
    "snhr": "snhr",
    "الأناضول": "anadolu",
    "aa.com.tr": "anadolu",
    "رويترز": "reuters",
    "reuters": "reuters",
    "فرانس برس": "afp",
}


def order(report: Report) -> tuple[float, str, int]:
    """Reports by publication, ties settled: everything that is merged is a function of this order, not of arrival."""
    return (report.published.timestamp(), report.article_id, report.n)


def voices(reports: Iterable[Report]) -> dict[tuple[str, int], str]:
    """The voice of each report, by (article, strike)."""
    of_text: dict[str, str] = {}
    found: dict[tuple[str, int], str] = {}
    for report in sorted(reports, key=order):
        voice = _voice(report)
        if report.text_fingerprint:
            voice = of_text.setdefault(report.text_fingerprint, voice)
        found[(report.article_id, report.n)] = voice
    return found


def _voice(report: Report) -> str:
    quoted = next((source.id for source in report.strike.sources if source.id and source.id not in _OWN), None)
    return quoted or _organisation(report.outlet) or f"outlet:{report.outlet or report.article_id}"


@lru_cache(maxsize=4096)
def _organisation(outlet: str) -> str | None:
    lowered = outlet.casefold()
    return next((voice for name, voice in _OUTLETS.items() if name in lowered), None)


def independent(reports: Sequence[Report]) -> bool:
    """Do two outlets that do not repeat each other, or one another's source, stand by the event?"""
    standing = [report for report in reports if report.strike.kind is not Kind.DENIED]
    if len(standing) < 2:
        return False
    voice_of = voices(standing)
    pairs = {(report.outlet, voice_of[(report.article_id, report.n)]) for report in standing}
    return any(a[0] != b[0] and a[1] != b[1] for a in pairs for b in pairs)
