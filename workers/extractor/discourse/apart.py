"""What keeps a statement apart from a draft that it would fit, for what the article tells around it."""

from __future__ import annotations

from collections.abc import Sequence

from workers.extractor.discourse.drafts import Draft, Statement
from workers.extractor.who.agents import ANNOUNCED
from workers.extractor.who.understood import LIKE_IT


def apart(part: Statement, draft: Draft, current: Draft | None, drafts: Sequence[Draft]) -> bool:
    """Is it another strike for what the article tells around it?"""
    other = _of_the_day_before(part, draft, drafts) or _with_dead_of_its_own_day(part, draft)
    other = other or _plain_beside_the_retold(part, draft)
    other = other or _like_it_before(part, draft)
    return other or _of_another_doer(part, draft, current) or _announced_elsewhere(part, draft)


def _like_it_before(part: Statement, draft: Draft) -> bool:
    """``شهدت المحافظة قبل ليلتين هجوماً مماثلاً``: of a day before, and so not the strike that it is like."""
    like = part.event is not None and part.event.rule == LIKE_IT
    before = any((day.offset or 0) < 0 or (day.frame == "ago" and day.unit not in _CLOCK) for day in (one.value for one in part.dates))
    return like and before and draft.when is None


_CLOCK = ("hour", "minute")


def _plain_beside_the_retold(part: Statement, draft: Draft) -> bool:
    """``شيعوا قتلى قصف كذا ... وقال الجيش إن طائراته قصفت أمس قريتين``: what is told plainly, with its own day and place, is none of what
    a funeral recalls."""
    event = part.event
    plain = event is not None and not (event.frame or event.definite) and bool(part.dates)
    names = {mention.value.location.name for mention in part.places}
    recalled = draft.when is None and all(each.retold for each in draft.statements)
    return plain and recalled and bool(names) and names.isdisjoint(draft.names)


def _announced_elsewhere(part: Statement, draft: Draft) -> bool:
    """``القسام: قصفنا كذا``: whoever tells of his own deed did not do what was told of another place without a doer."""
    announced = any(agent.rule == ANNOUNCED for agent in part.agents)
    names = {mention.value.location.name for mention in part.places}
    return announced and not draft.actor_ids and bool(names and draft.names) and names.isdisjoint(draft.names)


def _of_another_doer(part: Statement, draft: Draft, current: Draft | None) -> bool:
    """``قصف الجيش بلدة كذا، لترد القوات التركية بقصف مواقعه``: not the strike of unknown doers told somewhere before."""
    answers = bool(part.actor_ids) and not part.places and part.event is not None and not part.event.definite
    return answers and draft is not current and current is not None and not draft.actor_ids


def _of_the_day_before(part: Statement, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """``والأربعاء، أعلنت الوكالة مقتل ثمانية في ثلاث غارات``, beside news of Thursday: not what is told beside that news without a day. A
    town by itself (``وفي كذا، الأربعاء``) may date what was told of it before; with dead of its own it tells another strike."""
    told = part.when.end if part.when is not None else None
    goes_on = draft.when is not None or (part.event is not None and part.event.definite)
    if told is None or goes_on or (part.places and not _other_dead(part, draft)):
        return False
    return any(other.when is not None and other.when.start is not None and other.when.start > told for other in drafts)


def _with_dead_of_its_own_day(part: Statement, draft: Draft) -> bool:
    """``وقتل 20 شخصا، أمس، في قصف على كذا``, after 13 who were killed there, says the opening without a day: another strike."""
    yesterday = any(mention.value.offset is not None and mention.value.offset < 0 for mention in part.dates)
    if not yesterday or draft.when is not None or not part.placed or (part.event is not None and part.event.definite):
        return False
    if part.foremost and all(each.clause.sentence.part == "title" for each in draft.statements):
        return False  # what the title tells is what the text opens with
    return _other_dead(part, draft) and any(each.lead for each in draft.statements)


def _other_dead(part: Statement, draft: Draft) -> bool:
    """Do both say in numbers how many were killed, and not the same?"""
    killed = (toll.value for toll in part.tolls if toll.value.outcome == "killed" and not toll.value.is_total)
    mine = {claim.count.min for claim in killed if not claim.count.vague}
    told = (toll.value for each in draft.statements for toll in each.tolls if toll.value.outcome == "killed")
    theirs = {claim.count.min for claim in told if not claim.count.vague}
    return bool(mine - {None}) and bool(theirs - {None}) and mine.isdisjoint(theirs)
