"""``المدينة``, ``المطار``, ``المستشفى`` without a name: the place of that kind that was named last.

Which word means which kind is in ``words.tsv`` (class ``again``). A site is not meant where it only speaks or takes in the wounded
(مدير المستشفى, نقلوا إلى المستشفى), nor where the word names something else (تنظيم القاعدة).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.model import Role
from workers.extractor.event.events import Event
from workers.extractor.facts import Facts
from workers.extractor.places import PlaceMention
from workers.extractor.resolve import is_town
from workers.extractor.tokens import Mention
from workers.extractor.where.place_speakers import CITED, HOLDS_OFFICE
from workers.extractor.where.place_words import CAPITALS, DISTANCES, as_class, in_class, words
from workers.extractor.where.roles import AWAY
from workers.extractor.word_sets import word_set

_TOWN, _PROVINCE, _CAPITAL = "town", "province", "capital"
_SETTLEMENTS = frozenset(("city", "town", "village", "district", "subdistrict"))
_GOVERNORS = word_set("governor")
_TAKEN = 4  # tokens from a verb of moving to where someone was taken
_ASIDE = ("office", "native", "unit", "title")


class NamedBefore:
    """Remembers the place of each kind that an article named last."""

    def __init__(self) -> None:
        self._last: dict[str, Mention[PlaceMention]] = {}

    def note(self, places: Sequence[Mention[PlaceMention]]) -> None:
        """Remember what a sentence names."""
        for mention in places:
            if _is_far(mention):
                continue
            self._last.update(dict.fromkeys(_kinds_of(mention), mention))

    def again(self, event: Event, facts: Facts, *, dated: bool) -> tuple[Mention[PlaceMention], ...]:
        """The place that the clause of an event means by such a word, if it was named before.

        That a site was struck some time before (وسبق أن هوجم المطار) is no strike of its own without a day.
        """
        for at, kind in _meant(event, facts):
            if event.frame and not dated and kind not in (_TOWN, _PROVINCE):
                continue
            earlier = (m for m in reversed(facts.places) if m.first < min(at, event.first) and kind in _kinds_of(m) and not _is_far(m))
            known = next(earlier, self._last.get(kind))
            if known is not None:
                location = replace(known.value.location, mention=event.sentence.tokens[at].surface, role=Role.TARGET)
                return (Mention(replace(known.value, location=location), "the one named before", event.sentence, at, at + 1),)
        return ()


def _is_far(mention: Mention[PlaceMention]) -> bool:
    """``خان شيخون (70 كم جنوب مدينة إدلب)``: only the distance is taken from it."""
    return mention.first > 0 and mention.sentence.tokens[mention.first - 1].key in DISTANCES


def _kinds_of(mention: Mention[PlaceMention]) -> Iterator[str]:
    """The kinds of what a sentence names, and of what its governor governs."""
    before = mention.sentence.tokens[mention.first - 1].key if mention.first else ""
    return _kinds(mention.value, governed=before.removeprefix("و") in _GOVERNORS)


def _kinds(place: PlaceMention, *, governed: bool) -> Iterator[str]:
    """What the place may be called later; not where the fire came from (المتمركزة في X قصفت المدينة), nor the capital in which an
    outlet has its office."""
    if place.role_reason in (HOLDS_OFFICE, CITED) and place.location.name in CAPITALS:
        return
    gone = place.role_reason == AWAY and place.location.feature in _SETTLEMENTS  # نقلوا إلى مدينة كذا
    if (place.in_name and not governed) or place.role is Role.ORIGIN or gone:
        return
    if governed:  # قال محافظ حلب إن مبنى في المدينة
        yield _TOWN
    feature = place.location.feature
    if feature in _SETTLEMENTS and is_town(place.location):
        yield _TOWN
        yield _PROVINCE
    elif feature:
        yield feature
    if place.location.name in CAPITALS:
        yield _CAPITAL


def _meant(event: Event, facts: Facts) -> Iterator[tuple[int, str]]:
    """Where such a word stands in the clause of the event, and the kind of place that it means."""
    tokens = event.sentence.tokens
    for at in range(event.start, event.end):
        found = as_class(tokens[at], "again")
        if found is None:
            continue
        kind = words()["again"][found[1]]
        if kind in (_TOWN, _PROVINCE) or _is_struck(event, facts, at, kind):
            yield at, kind


def _is_struck(event: Event, facts: Facts, at: int, kind: str) -> bool:
    """May the site be what was struck?"""
    tokens = event.sentence.tokens
    if any(mention.first <= at < mention.last for mention in facts.actors):
        return False
    if at and any(in_class(tokens[at - 1], name) for name in _ASIDE):
        return False
    if any(in_class(token, "transport") or in_class(token, "wounds") for token in tokens[max(0, at - _TAKEN) : at]):
        return False
    if at + 1 < len(tokens) and in_class(tokens[at + 1], "takes_in"):
        return False
    after = tokens[at + 1].key if at + 1 < len(tokens) else ""
    return kind != _CAPITAL or after not in words()["nation"]
