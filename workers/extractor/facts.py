"""What the dimensions found in an article, by sentence and token: the material that statements are made of.

``gather`` runs the readers of places, dates, casualties, actors, targets and sources once over a document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from monitor.model import Target
from workers.extractor.actors import ActorMention, find_actors, setting_of
from workers.extractor.casualties import CasualtyClaim, find_casualties
from workers.extractor.dates import DateExpression, find_dates
from workers.extractor.places import PlaceMention, find_places
from workers.extractor.sources import SourceMention, carries_on, find_sources
from workers.extractor.targets import find_targets
from workers.extractor.tokens import Document, Mention
from workers.extractor.toll.elsewhere import elsewhere
from workers.extractor.who.own_army import own_armies
from workers.extractor.who.tellers import Teller

T = TypeVar("T")
_VILLAGES = frozenset(("village", "town", "quarter", "hill", "farm"))


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """The mentions of one sentence. No two are equal: readings may be kept by them."""

    places: tuple[Mention[PlaceMention], ...] = ()
    dates: tuple[Mention[DateExpression], ...] = ()
    tolls: tuple[Mention[CasualtyClaim], ...] = ()
    actors: tuple[Mention[ActorMention], ...] = ()
    targets: tuple[Mention[Target], ...] = ()
    sources: tuple[Mention[SourceMention], ...] = ()
    carried: tuple[Mention[SourceMention], ...] = ()  # of the sentence before, where this one goes on with its speaker
    speaker: str = ""  # the actor whose statement the article is
    teller: str = ""  # the actor that had the word before, where this sentence goes on to quote it without a name


def within(mentions: Iterable[Mention[T]], start: int, end: int) -> tuple[Mention[T], ...]:
    """The mentions that begin in the tokens ``[start, end)``."""
    return tuple(mention for mention in mentions if start <= mention.first < end)


def _in_a_name(actor: Mention[ActorMention], places: Iterable[Mention[PlaceMention]]) -> bool:
    """``قرية الأسدية``: what looks like an actor is the name of a village."""
    named = (place for place in places if _VILLAGES & set(place.value.features) and (place.value.listed or place.first < actor.first))
    return any(place.first <= actor.first and actor.last <= place.last for place in named)


_SETTLED = _VILLAGES | {"city", "camp", "district", "subdistrict"}


def _names_a_town(target: Mention[Target], places: Iterable[Mention[PlaceMention]]) -> bool:
    """``بلدة بيت ليف``: the house is a part of the town's name."""
    towns = ((place, place.value.entry) for place in places if place.value.entry is not None and place.value.entry.feature in _SETTLED)
    words = ((place.last, len(town.name.split())) for place, town in towns)
    return any(number > 1 and last - number <= target.first < last for last, number in words)


_BEHIND_DATELINE = frozenset("(-–—/|:")


def _of_dateline(day: Mention[DateExpression], places: Iterable[Mention[PlaceMention]]) -> bool:
    """``صنعاء 18 سبتمبر 2025 (شينخوا)``: the day of writing."""
    behind = day.sentence.tokens[day.last : day.last + 1]
    written = any(place.value.is_dateline and place.last == day.first for place in places)
    return written and any(token.norm in _BEHIND_DATELINE for token in behind)


_BEFORE_STAMP = frozenset("-–—|/(")


def _of_stamp(day: Mention[DateExpression]) -> bool:
    """``قصف على كذا - 2014/08/09 11:59``: when the page was written, set off behind its title."""
    before = day.sentence.tokens[day.first - 1 : day.first]
    return day.sentence.part == "title" and "numeric date" in day.rule and any(token.norm in _BEFORE_STAMP for token in before)


def gather(document: Document) -> list[Facts]:
    """The facts of each sentence, in order."""
    places: dict[int, list[Mention[PlaceMention]]] = defaultdict(list)
    for mention in find_places(document):
        places[mention.sentence.index].append(mention)
    setting = setting_of(document, (mention.value.location.country for of_one in places.values() for mention in of_one))
    found: list[Facts] = []
    teller = Teller()
    for sentence in document.sentences:
        sources = find_sources(sentence)
        actors = tuple(actor for actor in find_actors(sentence, setting) if not _in_a_name(actor, places.get(sentence.index, ())))
        before = (found[-1].sources or found[-1].carried) if found and carries_on(sentence) else ()
        actors = own_armies(sentence, actors, before)
        found.append(
            Facts(
                tuple(places.get(sentence.index, ())),
                tuple(day for day in find_dates(sentence) if not (_of_dateline(day, places.get(sentence.index, ())) or _of_stamp(day))),
                tuple(elsewhere(sentence, find_casualties(sentence), {place.first for place in places.get(sentence.index, ())})),
                actors,
                tuple(thing for thing in find_targets(sentence, actors) if not _names_a_town(thing, places.get(sentence.index, ()))),
                sources,
                before,
                setting.speaker if setting.issued else "",
                teller.of(sentence, sources, actors),
            )
        )
    return found
