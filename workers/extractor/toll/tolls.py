"""One answer from the casualty claims about one event.

Tallies over time and deaths of other causes are left out. Parts never stand in for a total, unless there is no total: then distinct parts
are the least that is known. A toll that rose replaces what was before it, and the older words are kept. Otherwise the figure that most
claims give wins, the first of equals; a figure beats a vague word, and a definite number beats a bound. "Others" add to the claim before
them. One of the wounded who died later moves from the wounded to the killed, once, however often it is told, unless a newer toll says so.
One of them known by name is taken to be among several dead already told. A large figure once called a tally stays one. "None" yields to any
number; between it and "some" the first told stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.model import Casualties, Count
from workers.extractor.toll.claims import CasualtyClaim, added

_FEW = 2
_MANY = 20  # dead; so large a figure that is once called a tally is not by chance that of a strike


def combine(claims: Sequence[CasualtyClaim]) -> Casualties:
    """One answer from the claims about one event, in article order."""
    sums = {(claim.outcome, claim.count.min) for claim in claims if claim.cumulative and (claim.count.min or 0) >= _MANY}
    kept = [claim for claim in claims if not claim.cumulative and not claim.other_cause and (claim.outcome, claim.count.min) not in sums]
    killed, replaced = _outcome([claim for claim in kept if claim.outcome == "killed"])
    wounded, replaced_too = _outcome([claim for claim in kept if claim.outcome == "wounded"])
    lumps = [claim for claim in kept if claim.outcome == "both"]
    died = max((claim.count.min or 0 for claim in kept if claim.later_death and not claim.named), default=0)
    risen = any(claim.is_total for claim in kept if claim.outcome == "killed")
    if died and not risen and killed is not None and wounded is not None and not _counted_in(kept, died):
        wounded = _fewer(wounded, died)
    earlier = (*replaced, *replaced_too)
    return Casualties(_with_lump(killed, lumps), _with_lump(wounded, lumps), earlier, succumbed=died or None)


def _outcome(claims: list[CasualtyClaim]) -> tuple[Count | None, tuple[str, ...]]:
    """The figure of one outcome, and the words of those that a newer one replaced."""
    positive = [claim for claim in claims if not claim.count.explicit_none]
    if not any(claim.count.min is not None or claim.count.max is not None for claim in positive):
        return (claims[0].count if claims else None), ()
    old = tuple(dict.fromkeys(claim.count.text for claim in positive if claim.earlier))
    current = [claim for claim in positive if not claim.earlier] or positive
    tolls = [claim for claim in current if claim.is_total and not claim.is_part and claim.count.min is not None]
    counted = any(_is_exact(claim) for claim in current)
    tolls = [claim for claim in tolls if not (counted and claim.count.vague)]  # الضحايا بالعشرات, says the title, and the text how many
    if tolls:
        newest = max(tolls, key=lambda claim: (claim.count.min or 0, -current.index(claim)))
        if _is_exact(current[0]) and not current[0].is_total and (current[0].count.min or 0) > (newest.count.min or 0):
            return current[0].count, old  # 23 قتلوا، says the opening, and the text that the toll of one house rose to 21
        return newest.count, (*old, *_replaced(current, newest))
    rest = [claim for claim in current if not claim.later_death]
    several = any((claim.count.min or 0) > 1 for claim in rest)  # then one known by name is most often among them
    later = [claim for claim in current if claim.later_death and not (several and claim.named)]
    count = _added_up(rest)
    return _with_later_deaths(count, [claim for claim in later if not _counted_in(claims, claim.count.min)]), old


def _counted_in(claims: Sequence[CasualtyClaim], died: int | None) -> bool:
    """11 قتيلا ... ثمانية من القتلى سقطوا في السوق وتوفي ثلاثة في المستشفى: those who died later make up the whole with a part of it."""
    killed = [claim for claim in claims if claim.outcome == "killed" and claim.count.min is not None]
    wholes = {claim.count.min for claim in killed if not (claim.is_part or claim.later_death)}
    return died is not None and any(claim.is_part and (claim.count.min or 0) + died in wholes for claim in killed)


def _is_exact(claim: CasualtyClaim) -> bool:
    count = claim.count
    whole = not (claim.is_part or claim.named or claim.additional or claim.later_death)
    return whole and count.min is not None and count.min == count.max and not count.vague and count.min > 1


def _replaced(claims: list[CasualtyClaim], newest: CasualtyClaim) -> tuple[str, ...]:
    """Earlier, smaller totals of the same event."""
    smaller = [c for c in claims if c.count.min is not None and c.count.min < (newest.count.min or 0) and not c.is_part and not c.named]
    return tuple(dict.fromkeys(claim.count.text for claim in smaller))


def _added_up(claims: list[CasualtyClaim]) -> Count | None:
    """The best of the totals, with the others that are said to be beside them; beside "some" these are the least known."""
    totals = [claim for claim in claims if not claim.is_part and not claim.additional]
    best = _best(totals) or _best([claim for claim in claims if claim.is_part]) or _best(claims)
    if best is None:
        return None
    beside = _best([claim for claim in claims if claim.additional and not claim.is_part and not _told_again(claim.count, best.count)])
    if beside is None or not totals or beside.count.min is None or _among(totals, claims, beside, best):
        return best.count
    if best.count.min is None and best.count.max is None and not best.count.vague:
        return best.count
    return added(best.count, beside.count)


def _among(totals: list[CasualtyClaim], claims: list[CasualtyClaim], beside: CasualtyClaim, best: CasualtyClaim) -> bool:
    """خمسة قتلى ... ثلاثة قتلوا صباحا، وقتل اثنان آخران مساء: the others make up the whole with another figure. Where the whole is told
    first and another figure right before them, they are others than those."""
    added_to, whole = beside.count.min or 0, best.count.min or 0
    others = (claim.count.min or 0 for claim in totals if claim is not best)
    if any(least > 0 and least + added_to == whole for least in others):
        return True
    between = totals[totals.index(best) + 1 :]
    between = [claim for claim in between if claims.index(claim) < claims.index(beside) and (claim.count.min or 0) > 1]
    return bool(between) and (between[-1].count.min or 0) + added_to < whole


def _told_again(count: Count, best: Count) -> bool:
    """The same number of "others" is the number already told: أصيب خمسة آخرون ... كما أصيب خمسة أطفال آخرين."""
    return count is best or ((count.min or 0) > _FEW and (count.min, count.max) == (best.min, best.max))


def _best(claims: list[CasualtyClaim]) -> CasualtyClaim | None:
    """The figure with most support; a number before a vague word, several before one named person, the first of equals."""
    claims = [claim for claim in claims if not _made_exact(claim.count, claims)]
    if not claims:
        return None
    figures = [claim.count for claim in claims]

    def rank(claim: CasualtyClaim) -> tuple[int, int, int, int, int]:
        count = claim.count
        alike = sum(other.min == count.min and other.max == count.max for other in figures)
        support = alike if (count.min or 0) > 1 else 1  # two texts of "one killed" need not mean the same one
        known = count.min is not None or count.max is not None
        return int(known), int(not claim.named), int(not count.vague), support, -claims.index(claim)

    return max(claims, key=rank)


def _made_exact(count: Count, claims: list[CasualtyClaim]) -> bool:
    """Is a lower bound (أكثر من 20) made exact by another figure (23)?"""
    least = count.min
    if least is None or count.max is not None or count.vague:
        return False
    exact = (claim.count for claim in claims if claim.count.max is not None and claim.count.min == claim.count.max)
    return any((other.min or 0) >= least for other in exact)


def _with_later_deaths(count: Count | None, later: list[CasualtyClaim]) -> Count | None:
    died = _best(later)
    if died is None or died.count.min is None:
        return count or (died.count if died else None)
    if count is None or count.min is None or (count.min == died.count.min and not died.additional):  # told again without its cause
        return died.count
    return added(count, died.count)


def _fewer(count: Count, died: int) -> Count:
    """The wounded without those who died of their wounds."""
    if count.min is None or count.max is None or count.min <= died or count.vague:
        return count
    return replace(count, min=count.min - died, max=count.max - died)


def _with_lump(count: Count | None, lumps: list[CasualtyClaim]) -> Count | None:
    """One number for both outcomes says of each that there was one at least, and fewer than the number."""
    if count is not None or not lumps:
        return count
    told = [lump.count for lump in lumps if lump.count.min is not None and lump.count.min > 1]
    if not told:
        return Count(None, None, lumps[0].count.text, vague=True)
    return Count(1, told[0].max - 1 if told[0].max is not None else None, told[0].text, vague=True)
