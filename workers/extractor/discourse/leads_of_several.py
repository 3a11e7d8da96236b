"""An opening that counts several strikes of a land (``عشرة قتلى في غارتين بسوريا``) before it tells each with its place and its day.

``قال المرصد السبت إن عشرة قتلوا في غارتين بسوريا. وأضاف أن سبعة قتلوا في كذا الجمعة، كما قتل ثلاثة في كذا الخميس``: the opening is no third
strike.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from workers.extractor.discourse.drafts import Draft
from workers.extractor.discourse.sides import same_actors

_BEFORE = timedelta(days=3)  # in which the strikes were that an opening of the day counts
_SEVERAL = 2


def counts_others(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Is it of a land and of no place in it, and are two others told in the opening, of days before its own, in that land?"""
    of_a_land = len(draft.regions) == 1 and all("-" not in region for region in draft.regions)
    if not of_a_land or not all(statement.lead for statement in draft.statements):
        return False
    return sum(_is_counted(other, draft) for other in drafts if other is not draft) >= _SEVERAL


def _is_counted(other: Draft, draft: Draft) -> bool:
    land = next(iter(draft.regions))
    there = bool(other.regions) and all(region.startswith(f"{land}-") for region in other.regions)
    mine, theirs = draft.when, other.when
    if not there or mine is None or mine.start is None or theirs is None or theirs.end is None:
        return False
    before = timedelta(0) < mine.start - theirs.end <= _BEFORE
    return before and any(each.lead for each in other.statements) and same_actors(draft.actor_ids, other.actor_ids)
