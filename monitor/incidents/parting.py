"""A strike that took in another one when its article was rewritten: parted again, before anything is placed.

A live page's headline and a post that was put on top of it may read as one strike on two towns. Alone, nobody could tell. But where the
earlier versions told of the one town only, and the other is named in sentences of its own, it is a strike of its own: with the
toll, the targets and the evidence of these sentences, and without them for the former. What one sentence names together stays one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.incidents import place
from monitor.model import Casualties, Count, Evidence, Location, Role, Strike

_OWN = frozenset({"locations", "casualties.killed", "casualties.wounded", "targets", "occurred"})


def parted(strikes: Sequence[Strike], earlier: Sequence[Strike]) -> list[Strike]:
    """The strikes of a rewritten article; those that came out of another are at the end, so that no number changes."""
    former: list[Strike] = []
    added: list[Strike] = []
    for strike in strikes:
        known, gained = _places(strike, earlier)
        for alone, own in _groups(strike, gained, _sentences(strike, known)) if known else ():
            added.append(_part(strike, alone, own, inside=True))
            strike = _part(strike, alone, own, inside=False)  # noqa: PLW2901 - what is left of it
        former.append(strike)
    return former + added


def _groups(strike: Strike, gained: Sequence[Location], taken: frozenset[str]) -> list[tuple[list[Location], frozenset[str]]]:
    """The places that came, by the sentences of their own in which they are named: two posts are two strikes."""
    groups: list[tuple[list[Location], frozenset[str]]] = []
    for location in gained:
        own = _sentences(strike, [location]) - taken
        beside = [group for group in groups if group[1] & own]
        groups = [group for group in groups if group not in beside]
        if own:
            groups.append(([*(each for group in beside for each in group[0]), location], own.union(*(group[1] for group in beside))))
    return groups


def _places(strike: Strike, earlier: Sequence[Strike]) -> tuple[list[Location], list[Location]]:
    """The targets that were told before, and those that are other places than all of these."""
    told = [target for one in earlier for target in place.targets(one)]
    relation = [(target, place.relate([target], told)) for target in place.targets(strike)]
    return [one for one, where in relation if where in ("same", "nested")], [
        one for one, where in relation if where in ("near", "elsewhere")
    ]


def _sentences(strike: Strike, locations: Sequence[Location]) -> frozenset[str]:
    mentions = {location.mention for location in locations}
    return frozenset(piece.sentence for piece in strike.evidence if piece.field == "locations" and piece.text in mentions)


def _part(strike: Strike, alone: Sequence[Location], own: frozenset[str], *, inside: bool) -> Strike:
    evidence = tuple(piece for piece in strike.evidence if _belongs(piece, own, inside))
    words = {piece.text for piece in evidence if piece.field == "targets"}
    toll = strike.casualties
    return replace(
        strike,
        locations=tuple(one for one in strike.locations if one.role is not Role.TARGET or (one in alone) == inside),
        targets=tuple(target for target in strike.targets if target.text in words),
        casualties=Casualties(
            _given(toll.killed, "casualties.killed", evidence),
            _given(toll.wounded, "casualties.wounded", evidence),
            () if inside else toll.earlier,
            None if inside else toll.succumbed,
        ),
        evidence=evidence,
    )


def _belongs(piece: Evidence, own: frozenset[str], inside: bool) -> bool:
    return (piece.sentence in own) == inside or (piece.field not in _OWN and piece.field != "event_type")


def _given(count: Count | None, field: str, evidence: Sequence[Evidence]) -> Count | None:
    return count if count and any(piece.field == field and piece.text == count.text for piece in evidence) else None
