"""How well an incident is attested.

``claimed``       the actor says that it struck
``corroborated``  two independent outlets tell of it
``single_source`` one does, or several that repeat it
``contested``     somebody denies it, and two independent outlets or the actor itself stand by it
``denied``        somebody denies it, and one voice stands by it

Retellings attest nothing while a report of the event itself is there.
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.incidents.figures import telling
from monitor.incidents.independence import independent
from monitor.model import Attribution, Kind, Report

RANK = {"denied": 0, "single_source": 1, "contested": 2, "corroborated": 2, "claimed": 3}


def grade(reports: Sequence[Report]) -> str:
    """The grade of an incident with these reports."""
    told = [report for report in reports if report.strike.kind is not Kind.DENIED]
    heard = telling(told)
    claimed = any(report.strike.attribution is Attribution.CLAIMED for report in heard)
    firm = claimed or independent(heard)
    if len(told) < len(reports):
        return "contested" if firm else "denied"
    if claimed:
        return "claimed"
    return "corroborated" if firm else "single_source"


def at_least(grade_: str, wanted: str) -> bool:
    """Is the incident attested as well as a watch wants it?"""
    return RANK.get(grade_, 0) >= RANK.get(wanted, 0)
