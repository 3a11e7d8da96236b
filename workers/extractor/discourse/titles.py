"""A title that tells less than the opening of its text: no day, where the text says that it is long over, or only on which side of a city
the place lies that the text names. It is about that strike, and about no other; and one that calls a hit what the text calls a shooting.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from workers.extractor.discourse.drafts import Draft, Statement, lie_in, on_one_side
from workers.extractor.discourse.sides import same_actors
from workers.extractor.tokens import Sentence
from workers.extractor.word_sets import word_set

_LONG = timedelta(days=7)  # after it the first sentence tells of another time than that of the article


def without_bare_titles(drafts: Sequence[Draft], today: date) -> list[Draft]:
    """The drafts, those told by the title alone joined to the strike that the text opens with."""
    kept: list[Draft] = []
    for draft in drafts:
        meant = next((other for other in drafts if other is not draft and _is_meant(draft, other, today)), None)
        if meant is None:
            kept.append(draft)
        else:
            meant.extra = [*draft.statements, *meant.extra]
    return kept


def without_shootings(drafts: Sequence[Draft], sentences: Sequence[Sentence]) -> list[Draft]:
    """``الاحتلال يستهدف الصحفيين``, says the title, and the text that somebody shot at them: without what only the title calls a hit."""
    text = [sentence for sentence in sentences if sentence.part == "text"][:_NEAR_TOP]
    shot = any(token.key in _SHOTS for sentence in text for token in sentence.tokens)
    return [draft for draft in drafts if not (shot and all(map(_only_a_hit, draft.statements)))]


_SHOTS, _NEAR_TOP = word_set("titles.shots"), 3  # sentences


def _only_a_hit(statement: Statement) -> bool:
    event = statement.event
    return statement.clause.sentence.part == "title" and event is not None and event.strength == "weak" and event.type is None


def _is_meant(titled: Draft, told: Draft, today: date) -> bool:
    headings = {each.clause.sentence.text for each in titled.statements if each.clause.sentence.part == "title"}
    only_titled = all(each.clause.sentence.text in headings for each in titled.statements) and titled.when is None
    opening = [statement for statement in told.statements if statement.lead and statement.clause.sentence.part == "text"]
    if not only_titled or not opening or not same_actors(titled.actor_ids, told.actor_ids):
        return False
    over = told.when is not None and told.when.end is not None and told.when.end < today - _LONG
    return (over and lie_in(told.regions, titled.regions)) or _lies_beside(titled, opening)


def _lies_beside(titled: Draft, opening: Sequence[Statement]) -> bool:
    """``ضربات غرب طرابلس``, says the title, and the text ``على ساحل الزاوية غرب العاصمة طرابلس``: the title tells only on which side."""
    places = [mention for each in titled.statements for mention in each.places]
    names = {mention.value.location.name for mention in places if on_one_side(mention)}
    told = any(name in statement.clause.sentence.text and not _struck_itself(name, statement) for name in names for statement in opening)
    return bool(places) and all(map(on_one_side, places)) and told


def _struck_itself(name: str, statement: Statement) -> bool:
    return any(mention.value.location.name == name for mention in statement.places)
