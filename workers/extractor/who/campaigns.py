"""Who did it, for strikes of one campaign that the article tells without naming the doer again.

A draft that names nobody takes the testimony of another of the same days, means and frame, where it

- is told in the same clause (``استهدفت غارات X وY وZ`` is one draft for each province); or
- goes on about it (``كما قصفت``, ``الغارات``), or is told of aircraft as it is, and the article names one side only for such strikes.

Rockets that fall with nobody named take the doer who says so itself where the article goes back to its announcement
(``وكانت X قد أعلنت أنها قصفت``).

Where all other strikes of the article, two at least, are of one side, shells and raids by the means that it used are its own too.
A raid is that of the only side that the article tells of as flying raids over that country.
Shells that fall without an owner have as many owners as a front has sides, so they are not given the other side's; what the text calls
unknown stays unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from monitor.model import Attribution, EventType
from workers.extractor.discourse.drafts import Draft, Statement
from workers.extractor.who.actor_names import known
from workers.extractor.who.acts import AIR_POWERS
from workers.extractor.who.agents import Agent
from workers.extractor.who.attribution import judge, same_side
from workers.extractor.who.testimony import Sources
from workers.extractor.word_sets import word_set

_AIR = frozenset((EventType.AIR, EventType.DRONE))


def name_doers(drafts: Sequence[Draft]) -> None:
    """Adds to the drafts that name nobody what their campaign says of its doer."""
    for draft in drafts:
        _without_aircraft(draft)
    named = [draft for draft in drafts if _doers(draft)]
    for draft in drafts:
        if draft not in named and not _says_unknown(draft):
            donors = [other for other in named if _one_campaign(draft, other) or _claims_it(other, draft)]
            donors = [other for other in donors if _adds(draft) and _told_right_before(draft, other)] or donors
            if donors and all(_agree(donors[0], each) for each in donors):
                whole = _same_clause(draft, donors[0]) or _claims_it(donors[0], draft)
                draft.extra += _lent(donors[0]) if whole else [_unclaimed(each, _told_by(draft)) for each in _lent(donors[0])]
            elif _one_side(draft, named):
                draft.extra += _lent(named[0])[:1]
            elif flyer := _only_flyer(draft, named):
                draft.extra += [_unclaimed(each, _told_by(draft)) for each in _lent(flyer)[:1]]


def _told_right_before(draft: Draft, other: Draft) -> bool:
    """``غارات إسرائيلية استهدفت X، كما أصيب خمسة في قصف على Y``: in the same sentence."""
    mine = {each.clause.sentence.index for each in draft.statements}
    return any(each.clause.sentence.index in mine for each in other.statements)


_GROUNDED = frozenset("opposition hts sna sdf pkk ypg iran_kurds isis hamas pij palestinian_factions".split())


def _without_aircraft(draft: Draft) -> None:
    """``مجزرة بدوما.. والثوار يدكون X``, then of a raid on Duma: who has no warplanes did not fly it, but only stands beside it."""
    if draft.type is EventType.AIR:
        draft.statements[:] = [_of_nobody(each) if _shelled_beside(each) else each for each in draft.statements]


def _shelled_beside(told: Statement) -> bool:
    flown = told.event is None or told.event.type in _AIR
    return not flown and bool(told.agents) and all(agent.actor_id in _GROUNDED for agent in told.agents)


def _of_nobody(told: Statement) -> Statement:
    return told if told.testimony is None else replace(told, testimony=replace(told.testimony, agents=()))


_OWNED = _AIR | {EventType.ARTILLERY}  # rockets come from many hands
_FLY_BOTH = frozenset({"israel", "usa", "coalition", "turkey", "russia"})


def _one_side(draft: Draft, named: Sequence[Draft]) -> bool:
    """Do all other strikes of the article, two at least or one whose doer is in the title, come from one side that has such means, and is
    it not struck itself, in the countries where that side struck?"""
    titled = _in_title(named) and not _answered(draft) and bool(_countries(draft) & _countries(named[0]))
    there = _countries(draft) <= {country for each in named for country in _countries(each)}
    if not there or (len(named) < 2 and not titled) or not all(_agree(named[0], each) for each in named):
        return False
    doers = {doer for each in named for doer in _doers(each)}
    countries = {place.value.location.country for each in draft.statements for place in each.places}
    if any(each.victims & doers for each in draft.statements) or countries & {known().homes.get(doer) for doer in doers}:
        return False
    means = {each.event.type for other in named for each in other.statements if each.event}
    if any(each.event is not None and each.event.rule in _FALLING for each in draft.statements):
        return False
    if draft.type is None:  # قصف without its means
        return doers <= _FLY_BOTH
    if draft.type not in _OWNED:
        return False
    return draft.type in means or (draft.type in _AIR and (titled or bool(means & _AIR)) and doers <= _FLY_BOTH)


_REPLIES = word_set("answer")


def _answered(draft: Draft) -> bool:
    """``ردا على قصف القاعدة``, ``الرد جاء على هجوم``: what a doer answers he did not do."""
    told = [(each.event, each.clause.sentence.tokens) for each in draft.statements if each.event]
    return any(event.frame == "reply" or any(token.key in _REPLIES for token in tokens[: event.first]) for event, tokens in told)


def _in_title(named: Sequence[Draft]) -> bool:
    return any(each.clause.sentence.part == "title" and each.agents for one in named for each in (*one.statements, *one.extra))


_SHARE_THE_SKY = frozenset({"russia", "syria_gov"})  # over the same towns
_IN_ONE_REGION = frozenset({"usa", "coalition", "iraq_gov"})


def _only_flyer(draft: Draft, named: Sequence[Draft]) -> Draft | None:
    """The first raid of the article with a doer, where nobody else whom it names has aircraft over that country."""
    flown = [each for each in named if each.type is EventType.AIR and _countries(each) == _countries(draft)]
    flown = [each for each in flown if draft.steps_back or _same_days(draft, each)]
    if draft.type is not EventType.AIR or _answered(draft) or not flown or not _countries(draft) or _doers(flown[0]) & _SHARE_THE_SKY:
        return None
    powers = [each for each in named if _doers(each) & AIR_POWERS and _countries(each) & _countries(draft)]
    if not all(_agree(flown[0], each) for each in (*flown, *powers)) or any(each.victims & _doers(flown[0]) for each in draft.statements):
        return None
    near = [each for each in flown if not _doers(each) & _IN_ONE_REGION or each.regions & draft.regions]
    at_home = _countries(draft) & {known().homes.get(doer) for doer in _doers(flown[0])}
    return near[0] if near and not at_home else None


def _countries(draft: Draft) -> set[str]:
    return {place.value.location.country for each in draft.statements for place in each.places if place.value.location.country}


def _agree(one: Draft, other: Draft) -> bool:
    return any(same_side(mine, theirs) for mine in _doers(one) for theirs in _doers(other))


def _agents(draft: Draft) -> list[Agent]:
    return [agent for statement in (*draft.statements, *draft.extra) for agent in statement.agents]


def _doers(draft: Draft) -> set[str]:
    return {agent.actor_id for agent in _agents(draft) if agent.actor_id != "unknown" and agent.certainty != "undetermined"}


def _says_unknown(draft: Draft) -> bool:
    return any(
        agent.certainty == "undetermined" or (agent.actor_id == "unknown" and agent.certainty != "unnamed") for agent in _agents(draft)
    )


def _lent(donor: Draft) -> list[Statement]:
    """The statements of the donor that say who did it, without their facts; a denial told with its strike is of that strike alone."""
    own = {each.clause.sentence.index for each in donor.statements}
    told = [each.testimony for each in (*donor.statements, *donor.extra) if each.testimony]
    lent = [replace(each, denied_by=()) if each.sentence.index in own else each for each in told]
    clauses = (each.clause for each in (*donor.statements, *donor.extra) if each.testimony)
    return [Statement(clause, None, testimony=each) for clause, each in zip(clauses, lent, strict=True) if each.agents or each.denied_by]


def _told_by(draft: Draft) -> Sources:
    """Who tells of the strike, where its own words are all somebody's."""
    said = [each.testimony.sources for each in draft.statements if each.testimony]
    return tuple(source for sources in said for source in sources) if said and all(said) else ()


def _unclaimed(lent: Statement, told_by: Sources) -> Statement:
    """Who claims or reports one strike has not claimed or reported the next; what a source tells of the next is the source's."""
    if lent.testimony is None:
        return lent
    return replace(lent, testimony=replace(lent.testimony, sources=told_by))


def _one_campaign(draft: Draft, other: Draft) -> bool:
    if draft.steps_back != other.steps_back or any(each.victims & _doers(other) for each in draft.statements):
        return False
    if _same_clause(draft, other):
        return True
    if _turns_elsewhere(draft) or ({draft.type, other.type} == _AIR and not _flies_both(draft, other)):
        return False
    here, there = _countries(draft), _countries(other)
    apart = bool(here and there) and not here & there  # whose raids were in one country did not do those in another
    return _same_days(draft, other) and (_adds(draft) or (_same_means(draft, other) and _goes_on(draft, other) and not apart))


def _flies_both(draft: Draft, other: Draft) -> bool:
    """Warplanes and drones are one campaign's where their owner has both; a drone elsewhere, told before his raids, is anybody's."""
    known = other.statements[0].order < draft.statements[0].order or not draft.regions or bool(draft.regions & other.regions)
    return _doers(other) <= (_FLY_BOTH if known else {"israel"})


_ELSEWHERE = word_set("who.campaigns.elsewhere")
_HINGES = word_set("change_of_subject")
_OPENING = 4


def _turns_elsewhere(draft: Draft) -> bool:
    """``في سياق آخر``, ``وفي حادث منفصل``: what the article turns to has a doer of its own."""
    clause = draft.statements[0].clause
    opening = [token.key for token in clause.sentence.tokens[:_OPENING]]
    return any(word.removeprefix("ال") in _HINGES and after.removeprefix("ال") in _ELSEWHERE for word, after in pairwise(opening))


def _claims_it(other: Draft, draft: Draft) -> bool:
    """``سقطت صواريخ أطلقت من الجنوب ... وكانت X قد أعلنت أنها قصفت المدينة``: the announcement alone is earlier than the news."""
    if draft.steps_back or not other.steps_back or other.when is not None or not draft.regions & other.regions:
        return False
    fired = draft.type not in _AIR and other.type not in _AIR and not any(each.retold for each in other.statements)
    said = [each.testimony for each in (*other.statements, *other.extra) if each.testimony]
    return fired and judge(said).attribution is Attribution.CLAIMED


def _same_clause(draft: Draft, other: Draft) -> bool:
    mine, theirs = ({(each.clause.sentence.index, each.clause.start) for each in one.statements} for one in (draft, other))
    return bool(mine & theirs)


def _same_days(draft: Draft, other: Draft) -> bool:
    mine, theirs = draft.when, other.when
    if not mine or not theirs or not mine.start or not theirs.start:
        return True
    return mine.start <= (theirs.end or theirs.start) and theirs.start <= (mine.end or mine.start)


def _same_means(draft: Draft, other: Draft) -> bool:
    return draft.type is None or other.type is None or draft.type is other.type or {draft.type, other.type} <= _AIR


def _goes_on(draft: Draft, other: Draft) -> bool:
    """Raids, or ``القصف`` that is known from what was told before; rockets on another province come from many hands."""
    told = draft.statements[0]
    elsewhere = bool(draft.regions and other.regions) and draft.regions.isdisjoint(other.regions)
    anybodys = draft.type is EventType.MISSILE and elsewhere
    return draft.type in _AIR or (told.event is not None and told.event.definite and not anybodys)


def _adds(draft: Draft) -> bool:
    """``كما قصفت``: the one who did the strike before did this one too, whatever the means; ``كما سقطت قذائف`` has no such subject."""
    return any(each.adds and each.event is not None and each.event.rule not in _FALLING for each in draft.statements)


_FALLING = frozenset({"shells fall", "shell that fell", "because of a shell", "by a shell or a plane"})
