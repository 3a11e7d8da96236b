"""Lists under a strike: a line for each place with its dead (``النبطية: 6 شهداء و31 جريحا``), a line for each place under a colon
(``استهدفت الغارات:``), or a sentence that adds those of another province (``كما أصيب خمسة في كذا``).

Each line is a strike there, of the day and by the hand that the sentence above the list tells. A line may name a province by what is left
of its name without the word for it (``الشمال``), or several places with dashes between them.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import pairwise

from monitor.model import Role
from workers.extractor.casualties import CasualtyClaim
from workers.extractor.discourse.drafts import Statement
from workers.extractor.discourse.said_of import tolls_in, where_hurt
from workers.extractor.event.events import Clause
from workers.extractor.facts import Facts
from workers.extractor.places import PlaceMention
from workers.extractor.resolve import is_town
from workers.extractor.tokens import Mention, Sentence
from workers.extractor.toll.deeds import another_deed
from workers.extractor.where.gazetteer import Place, named
from workers.extractor.word_sets import word_beginnings, word_set

_GAP = 2  # sentences from one line to the next that is read
_LONGEST = 4  # words of a place that heads its line
_MOST = 20  # tokens behind the colon
_DASHES = frozenset("-–—،,/")
_RULE = "heads a line of its list"


class Lists:
    """Remembers the strike under which a list may stand, and the sentence that was read last of it."""

    def __init__(self) -> None:
        self._above: tuple[int, Statement] | None = None

    def note(self, statement: Statement) -> None:
        """A strike told, under which a list may follow."""
        self._above = (statement.clause.sentence.index, statement)

    def line_of(self, clause: Clause, facts: Facts) -> Statement | None:
        """The strike of a line of the list under the strike told last, or of a sentence that adds to it."""
        at = clause.sentence.index
        if self._above is None or clause.event is not None or at - self._above[0] > _GAP:
            return None
        above = self._above[1]
        line = _line(clause, facts, above) or _item(clause, facts, above) or _added(clause, facts, above)
        self._above = (at, self._above[1]) if line is not None else self._above
        return line


def _line(clause: Clause, facts: Facts, above: Statement) -> Statement | None:
    """The strike that a line tells under the one ``above``, or None where it is no such line."""
    sentence, tolls = clause.sentence, tolls_in(clause, facts)
    head = _head(sentence)
    if head is None or not tolls or another_deed(sentence.tokens, placed=True):
        return None
    behind = (place for place in facts.places if place.first > head[1])
    if any(toll.first < head[1] for toll in tolls) or any(place.value.role is Role.TARGET for place in behind):
        return None
    places = _places(sentence, head, facts, above.places)
    return _told_under(above, clause, places, tolls) if places else None


def _told_under(
    above: Statement, clause: Clause, places: tuple[Mention[PlaceMention], ...], tolls: tuple[Mention[CasualtyClaim], ...]
) -> Statement | None:
    """The strike of a line: of the day, by the hand and by the means of the one ``above``."""
    if above.event is None:
        return None
    event = replace(above.event, definite=False)
    return Statement(clause, event, places, above.dates, above.when, tolls, testimony=above.testimony, lead=above.lead)


def _item(clause: Clause, facts: Facts, above: Statement) -> Statement | None:
    """``قصفت الطائرات المناطق التالية:``, and below a line that begins with each of them."""
    tokens = clause.sentence.tokens
    told = above.event is not None and above.event.real and not above.steps_back
    whole = clause.start == 0 and clause.end == len(tokens) <= _LONGEST_ITEM
    if not told or not whole or not _opens_list(above.clause.sentence) or another_deed(tokens, placed=True):
        return None
    first = next((at for at, token in enumerate(tokens) if token.kind == "word"), 0)
    found = [mention for mention in facts.places if mention.value.location.admin1]
    countries = {mention.value.location.country for mention in above.places}
    if not found or found[0].first - first > _HEAD or any(countries and one.value.location.country not in countries for one in found):
        return None
    places = tuple(map(_struck, (one for one in found if one.value.location.role is Role.TARGET or one is found[0])))
    return _told_under(above, clause, places, tolls_in(clause, facts))


def _opens_list(sentence: Sentence) -> bool:
    """``المناطق التالية:``, ``الغارات اليوم استهدفت:``; not ``قصفت البلدة، وقال شهود:``."""
    words = [token for token in sentence.tokens if token.kind == "word"]
    if not words or sentence.tokens[-1].norm != ":":
        return False
    return words[-1].key in _OPENS or (len(words) <= _HEADING and not any(token.key.removeprefix("و") in _SAYS for token in words))


_OPENS, _SAYS = word_set("listed.opens"), word_set("said_or_issued")
_HEADING = 8  # words of a line that can only be the heading of a list
_LONGEST_ITEM = 20  # tokens of a line that only names a place and what was hit there
_HEAD = 2  # words before the place: محيط بلدة
_ADDING = frozenset(("كما", "كذلك", "وكذلك"))


def _added(clause: Clause, facts: Facts, above: Statement) -> Statement | None:
    """``كما استشهد مواطنان في بلدة كذا``: of another province of the land than the strike ``above``, by the like of it."""
    sentence, tolls = clause.sentence, tolls_in(clause, facts)
    adds = _adds_dead(clause) and above.event is not None and above.event.real and not above.steps_back
    if not adds or not tolls or not all(map(_fell, tolls)) or another_deed(sentence.tokens[clause.start : clause.end], placed=True):
        return None
    places = tuple(place for place in where_hurt(clause, facts) if is_town(place.value.location) and _right_there(place, tolls, clause))
    countries = {mention.value.location.country for mention in above.places}
    regions = {mention.value.location.admin1 for mention in above.places}
    elsewhere = all(place.value.location.country in countries and place.value.location.admin1 not in regions for place in places)
    return _told_under(above, clause, places, tolls) if places and elsewhere and regions - {None} else None


def _adds_dead(clause: Clause) -> bool:
    """``كما استشهد``; not ``كما توفي``, which may be of an illness."""
    opening = [token.key for token in clause.sentence.tokens[clause.start : clause.start + 2]]
    return len(opening) > 1 and opening[0] in _ADDING and opening[1] in _BY_FORCE


_BY_FORCE = word_set("listed.by_force")
_BETWEEN = 2  # words between those who fell and where: بجروح في


def _right_there(place: Mention[PlaceMention], tolls: Sequence[Mention[CasualtyClaim]], clause: Clause) -> bool:
    """``كما أصيب خمسة في كذا``, and no word of what hurt them: not ``في شجار في كذا``, ``في كذا بانفجار أسطوانة``, ``برصاص``."""
    tokens = clause.sentence.tokens
    near = any(0 <= place.first - toll.last <= _BETWEEN for toll in tolls)
    cause = any(token.key in _CAUSES or token.key.startswith(_BY_OTHER_MEANS) for token in tokens[clause.start : clause.end])
    return near and place.value.prep in ("في", "ب") and not cause


_CAUSES = word_set("listed.causes")
_BY_OTHER_MEANS = word_beginnings("listed.by_other_means")


def _fell(toll: Mention[CasualtyClaim]) -> bool:
    claim = toll.value
    return not (claim.is_total or claim.later_death or claim.earlier or claim.count.explicit_none)


def _head(sentence: Sentence) -> tuple[int, int] | None:
    """The tokens of what heads the line before its colon: one place, or several with dashes between them."""
    tokens = sentence.tokens
    first = next((at for at, token in enumerate(tokens) if token.kind == "word"), len(tokens))
    colon = next((at for at in range(first, len(tokens)) if tokens[at].norm == ":"), first)
    dashes = sum(token.norm in _DASHES for token in tokens[first:colon])
    words = sum(token.kind == "word" for token in tokens[first:colon])
    return (first, colon) if 0 < words <= _LONGEST * (dashes + 1) and len(tokens) - colon <= _MOST else None


def _places(
    sentence: Sentence, head: tuple[int, int], facts: Facts, above: Sequence[Mention[PlaceMention]]
) -> tuple[Mention[PlaceMention], ...]:
    """The province that the head names, else each place of it, inside what was struck above."""
    countries = {mention.value.location.country for mention in above}
    spots = (*named(f"محافظة {_written(sentence, *head)}"), *named(_written(sentence, *head)))
    province = next((spot for spot in spots if spot.feature == "province" and spot.country in countries), None)
    if province is not None:
        return (_named(province, sentence, *head),)
    regions = {mention.value.location.admin1 for mention in above} - {None}
    found = (_part(sentence, *part, facts, regions) for part in _parts(sentence, *head))
    places = tuple(place for place in found if place is not None)
    return () if any(countries and place.value.location.country not in countries for place in places) else places


def _parts(sentence: Sentence, first: int, last: int) -> list[tuple[int, int]]:
    """What stands between the dashes."""
    bounds = [first - 1, *(at for at in range(first, last) if sentence.tokens[at].norm in _DASHES), last]
    return [(start + 1, end) for start, end in pairwise(bounds) if end > start + 1]


def _part(sentence: Sentence, first: int, last: int, facts: Facts, regions: Set[str | None]) -> Mention[PlaceMention] | None:
    """The place that is read there, or the one of that name in the provinces that were struck."""
    read = next((mention for mention in facts.places if first <= mention.first and mention.last <= last), None)
    if read is not None:
        return _struck(read) if read.value.location.admin1 else None
    spot = next((spot for spot in named(_written(sentence, first, last)) if spot.admin1 in regions), None)
    return _named(spot, sentence, first, last) if spot is not None else None


def _written(sentence: Sentence, first: int, last: int) -> str:
    return " ".join(token.norm for token in sentence.tokens[first:last] if token.kind == "word")


def _named(spot: Place, sentence: Sentence, first: int, last: int) -> Mention[PlaceMention]:
    value = PlaceMention(spot.location(_written(sentence, first, last)), spot, (spot,), _RULE)
    return Mention(value, _RULE, sentence, first, last)


def _struck(mention: Mention[PlaceMention]) -> Mention[PlaceMention]:
    location = replace(mention.value.location, role=Role.TARGET)
    return replace(mention, value=replace(mention.value, location=location, role_reason=_RULE))
