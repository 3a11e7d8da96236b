"""Sides that the press does not keep apart: the coalition and the United States, an army and those whom it leads."""

from __future__ import annotations

_ALLIES = (
    frozenset(("usa", "coalition")),
    frozenset(("turkey", "sna")),
    frozenset(("iran", "iran_backed", "hezbollah")),
    frozenset(("opposition", "hts", "sna")),
    frozenset(("syria_gov", "russia")),
    frozenset(("saudi_arabia", "saudi_coalition")),
    frozenset(("palestinian_factions", "hamas")),
    frozenset(("palestinian_factions", "pij")),
)


def same_actors(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Do these agents not contradict each other?"""
    if not mine or not theirs or mine & theirs:
        return True
    return any(mine & allies and theirs & allies for allies in _ALLIES)
