"""A title that names no day, over a text that opens with the same strike and says that it is long over: the title is about that one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from workers.extractor.discourse.drafts import Draft
from workers.extractor.discourse.sides import same_actors

_LONG = timedelta(days=7)  # after it the first sentence tells of another time than that of the article


def without_titles_of_old(drafts: Sequence[Draft], today: date) -> list[Draft]:
    """The drafts, those told by the title alone joined to the old strike that the text opens with."""
    kept: list[Draft] = []
    for draft in drafts:
        meant = next((other for other in drafts if other is not draft and _is_meant(draft, other, today)), None)
        if meant is None:
            kept.append(draft)
        else:
            meant.extra = [*draft.statements, *meant.extra]
    return kept


def _is_meant(titled: Draft, told: Draft, today: date) -> bool:
    opens = any(statement.lead and statement.clause.sentence.part == "text" for statement in told.statements)
    over = told.when is not None and told.when.end is not None and told.when.end < today - _LONG
    headings = {each.clause.sentence.text for each in titled.statements if each.clause.sentence.part == "title"}
    only_titled = all(each.clause.sentence.text in headings for each in titled.statements) and titled.when is None
    there = bool(titled.regions & told.regions)
    return only_titled and opens and over and there and same_actors(titled.actor_ids, told.actor_ids)
