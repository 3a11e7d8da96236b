"""Aircraft and guns are one strike only where the same named agent used both in one place, or where the words say that the one fired the
other."""

from __future__ import annotations

from monitor.model import EventType
from workers.extractor.discourse.drafts import Draft, Statement

_AIR = frozenset((EventType.AIR, EventType.DRONE))


def same_means(statement: Statement, draft: Draft) -> bool:
    """Can the statement be about the draft's strike by what it says of the means?"""
    mine, theirs = statement.event.type if statement.event else None, draft.type
    if mine is None or theirs is None or (mine in _AIR) == (theirs in _AIR):
        return True
    if _in_detail(statement, draft) and {mine, theirs} <= {*_AIR, EventType.MISSILE}:
        return True
    here = {mention.value.location.name for mention in statement.places if mention.value.location.is_inside_province}
    there = {m.value.location.name for told in draft.statements for m in told.places if m.value.location.is_inside_province}
    wide = bool(statement.places and statement.tolls) and not here  # غارات على مناطق من المحافظة، أسفرت عن
    elsewhere = bool(there) and (wide or bool(here)) and not here & there
    if here & there and all(told.clause.sentence.part == "title" for told in draft.statements):
        return True  # غارات على كذا, says the title, and the text what fell
    if here and here <= there and {mine, theirs} == {EventType.AIR, EventType.MISSILE} and not statement.named_ids:
        return True  # غارة على منزل في كذا ... سقطت ثلاثة صواريخ على المنطقة
    if _fired_by_it(statement, draft) and {mine, theirs} <= {*_AIR, EventType.MISSILE}:
        return True
    return bool(statement.named_ids & draft.named_ids) and not elsewhere


def _in_detail(statement: Statement, draft: Draft) -> bool:
    """``غارات في إيران ... عدة صواريخ أصابت قرية في محافظة كذا``: of the land first, then where in it."""
    land = {region for region in draft.regions if "-" not in region}
    return land == draft.regions and bool(statement.regions) and {region.partition("-")[0] for region in statement.regions} <= land


def _fired_by_it(statement: Statement, draft: Draft) -> bool:
    """``ضربة بطائرة مسيرة على مقر ... وقال مصدر إن صاروخين أصابا سيارة``: what the aircraft told of right before had fired."""
    next_to_it = statement.clause.sentence.index - draft.last_sentence == 1
    return next_to_it and not (statement.places or statement.dates or statement.named_ids or statement.adds)
