"""``معارك في جبهة كذا. وشنت المقاتلات غارات على مواقع المهاجمين``: what is struck next without a place was struck where they fought.

So is what a blast turns out to be: ``انفجار في حي كذا. وتبين أنه ناجم عن استهداف شقة بمسيرة``; and a targeting of which the means is
told later: ``استهدفت ضاحية كذا. ... ونفذ الاستهداف عبر مسيرتين``; and what followed a strike: ``الغارات تبعها قصف صاروخي``.

Missed on purpose: strikes told two sentences behind a battle or behind ``من جهة أخرى``, and battles in several provinces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.model import Role
from workers.extractor.discourse.retelling import turns_away
from workers.extractor.event.events import Event
from workers.extractor.facts import Facts, within
from workers.extractor.places import PlaceMention
from workers.extractor.tokens import Mention, Sentence
from workers.extractor.where.other_deeds import GROUND, OTHER_DEED
from workers.extractor.word_sets import word_set

_Places = tuple[Mention[PlaceMention], ...]
_FRONTS, _TURNS_OUT = word_set("scene_before.fronts"), word_set("scene_before.turns_out")
_THERE = (OTHER_DEED, GROUND)
_HIT, _LATER = ("hit word", "attack"), 5  # sentences
_FOLLOWING = word_set("scene_before.following")
_BLAST_BEFORE = 40  # words from a blast to the strike that it was
_OPENING = 4  # words of a sentence in which it turns out what a blast was


class SceneBefore:
    """Remembers where the sentence before told of a battle, or of a blast."""

    def __init__(self) -> None:
        self._at = -1
        self._fought: _Places = ()
        self._blown_up: _Places = ()
        self._aimed_at = -_LATER
        self._aimed: _Places = ()
        self._struck: _Places = ()

    def note_struck(self, places: _Places) -> None:
        """Remember where a strike was that has just been told."""
        self._struck = places or self._struck

    def note(self, sentence: Sentence, facts: Facts, *, struck: bool) -> None:
        """Remember what a sentence tells, where it tells of no strike."""
        self._at, self._fought, self._blown_up = sentence.index, (), ()
        if struck or not facts.places:
            return
        if any(token.has("other_kind") or token.key in _FRONTS for token in sentence.tokens):
            self._fought = _of_one_province(facts.places, _THERE)
        if any(token.has("blast") for token in sentence.tokens) and not any(token.has("other_kind") for token in sentence.tokens):
            self._blown_up = _of_one_province(facts.places, ())
        if any(token.has("hit") for token in sentence.tokens) and (aimed := _of_one_province(facts.places, ())):
            self._aimed_at, self._aimed = sentence.index, aimed

    def again(self, event: Event, facts: Facts) -> _Places:
        """Where the strike without a place of its own was, if the sentence before says so, or one a little before of what was aimed at."""
        index = event.sentence.index
        if event.sentence.tokens[event.start].key in _FOLLOWING:
            return self._struck
        if not facts.places and event.rule in _HIT and 0 < index - self._aimed_at < _LATER and (event.definite or _of_a_blast(event)):
            return self._aimed
        if index - self._at != 1 or facts.places or event.frame or event.imperfect or turns_away(event.sentence):
            return ()
        if self._blown_up and any(token.key.removeprefix("و") in _TURNS_OUT for token in event.sentence.tokens[:_OPENING]):
            return self._blown_up
        fighters = any(mention.value.role in ("owner", "victim") for mention in facts.actors if event.start <= mention.first < event.end)
        return self._fought if fighters and event.type is not None and not event.definite else ()

    def narrowed(self, places: _Places, event: Event, facts: Facts) -> _Places:
        """``دوت انفجارات في مدينة كذا، وقال مسؤول إن X نفذت ضربات داخل البلاد``: a strike on a country, told behind a blast in it."""
        if not places or event.frame or not event.real or any(place.value.location.feature != "country" for place in places):
            return places
        near = event.sentence.tokens[max(0, event.first - _BLAST_BEFORE) : event.first]
        blast = next((token.index for token in near if token.has("blast")), event.first)
        here = within(facts.places, blast, event.first)
        before = self._blown_up if event.sentence.index - self._at == 1 and not turns_away(event.sentence) else ()
        told = _of_one_province(here, ()) or before
        return told if {one.value.location.country for one in told} == {one.value.location.country for one in places} else places


def _of_a_blast(event: Event) -> bool:
    """``انفجار استهدف شقة``."""
    return any(token.has("blast") for token in event.sentence.tokens[event.start : event.first])


def _of_one_province(places: Sequence[Mention[PlaceMention]], reasons: tuple[str, ...]) -> _Places:
    """Those of the places told for one of the ``reasons``, else those that may have been struck, if they lie in one province."""
    told = [m for m in places if m.value.location.admin1 and _is_there(m.value, reasons)]
    if len({mention.value.location.admin1 for mention in told}) != 1:
        return ()
    return tuple(_struck(mention) for mention in told)


def _is_there(place: PlaceMention, reasons: tuple[str, ...]) -> bool:
    return place.role_reason in reasons if reasons else place.role is Role.TARGET


def _struck(mention: Mention[PlaceMention]) -> Mention[PlaceMention]:
    location = replace(mention.value.location, role=Role.TARGET)
    return replace(mention, rule="where it was told to happen before", value=replace(mention.value, location=location))
