"""Places: which names of the text are places, which places they are, and what they seem to be to a strike.

Known names are matched against the gazetteer (longest first, clitics and spelling aside); unknown ones are read after words such as
قرية; both are tied to the places that contain them, resolved, and given a role as far as their own phrase tells. What is missed on
purpose: a bare short name that is also a word, a village abroad that nothing announces, and any unknown name without a cue word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from monitor.model import Location, Role
from workers.extractor.tokens import Document, Mention, Sentence
from workers.extractor.where.gazetteer import WIDE, Place, place, spelt_like
from workers.extractor.where.other_names import name_of_something
from workers.extractor.where.place_article import read_by_article
from workers.extractor.where.place_context import add_unknown
from workers.extractor.where.place_filter import is_place, note_certain
from workers.extractor.where.place_headers import capitals, mark_headers
from workers.extractor.where.place_links import follow, link, over_provinces, settle
from workers.extractor.where.place_mention import PlaceMention
from workers.extractor.where.place_phrase import Phrase, phrase_of
from workers.extractor.where.place_resolve import best, enclosing, region_given
from workers.extractor.where.place_roads import mark_roads
from workers.extractor.where.place_spans import known_spans
from workers.extractor.where.place_speakers import speaks
from workers.extractor.where.place_surroundings import NAMED_AFTER, Above, Surroundings, hints, surroundings_of
from workers.extractor.where.place_together import (
    with_header,
    with_role_inside,
    with_roles_of_lists,
    with_seats,
    without_aliases,
    without_frames,
)
from workers.extractor.where.place_words import as_class, in_class, words
from workers.extractor.where.regions import find_region
from workers.extractor.where.roles import role_of
from workers.extractor.word_sets import word_set

__all__ = ["PlaceMention", "find_places", "find_region"]

_SETTLEMENTS = frozenset(("village", "town", "city", "subdistrict", "district", "province", "quarter", "farm", "area", "front", "colony"))
_NAMED_SITES = frozenset(("hospital", "mosque", "church", "factory", "prison", "refinery", "university", "junction", "shrine", "gate"))
_BESIDE = word_set("places.beside")
_TOWNS = frozenset(("province", "city", "town", "village", "district"))
_STREETS = frozenset(("street", "square", "junction"))
_NAMED_AFTER_TOWNS = frozenset(
    ("airport", "base", "bridge", "camp", "crossing", "dam", "depot", "factory", "field", "hospital", "market", "port", "prison",
     "refinery", "station", "university")
)  # fmt: skip


def find_places(document: Document) -> list[Mention[PlaceMention]]:
    """Every place that the document names, in order."""
    by_sentence = read_by_article(document, [_phrases(sentence) for sentence in document.sentences])
    hinted = hints(document.sentences)
    around = surroundings_of([phrase for phrases in by_sentence for phrase in phrases], document.context.country, hinted)
    note_certain([phrase for phrases in by_sentence for phrase in phrases], around)
    by_sentence = [settle([phrase for phrase in phrases if is_place(phrase, around)]) for phrases in by_sentence]
    around = surroundings_of([phrase for phrases in by_sentence for phrase in phrases], document.context.country, hinted)
    told = list(zip(document.sentences, by_sentence, strict=True))
    text = _in_part("text", told, around)
    return _in_part("title", told, around) + text  # the text says of a name where it lies, the title does not


def _in_part(part: str, told: Sequence[tuple[Sentence, list[Phrase]]], around: Surroundings) -> list[Mention[PlaceMention]]:
    found: list[Mention[PlaceMention]] = []
    above = Above()
    for sentence, phrases in told:
        if sentence.part == part:
            above = replace(above, header=_header(phrases, around) or above.header)
            here = _resolved(phrases, around, above)
            above = replace(above, city=_city_struck(here) or above.city)
            found += here
    return found


def _city_struck(told: list[Mention[PlaceMention]]) -> str:
    """The province of the last city of a sentence that was struck: the next one's ``حي`` without a name that is known is of it."""
    places = (mention.value for mention in reversed(told) if mention.value.role is Role.TARGET and mention.value.entry is not None)
    return next((place.location.admin1 or "" for place in places if place.location.feature == "city"), "")


def _phrases(sentence: Sentence) -> list[Phrase]:
    phrases = add_unknown(sentence, [phrase_of(sentence, span) for span in known_spans(sentence)])
    for phrase in phrases:
        phrase.in_name = name_of_something(phrase)
    follow(phrases)
    phrases = [phrase for phrase in phrases if is_place(phrase)]
    mark_headers(phrases)
    link(phrases)
    mark_roads(phrases)
    return [phrase for phrase, beside in zip(phrases, _beside_others(phrases), strict=True) if _is_told(phrase) or beside]


def _is_told(phrase: Phrase) -> bool:
    """A market or a school is a place to name inside one, or where its own name is what was struck (``قصف مسجد الإيمان``)."""
    if not phrase.weak or phrase.parent:
        return True
    aimed = phrase.after_strike or phrase.prep in ("علي", "داخل") or bool(_BESIDE & set(phrase.area))
    suffers = (phrase.after is not None and phrase.after.has("undergo")) or (
        phrase.before is not None and in_class(phrase.before, "out_of_use")
    )
    return (aimed or suffers) and bool(_NAMED_SITES & set(phrase.features))


def _beside_others(phrases: list[Phrase]) -> list[bool]:
    """Which phrases stand in a row with one that is surely a place (``مدينة الحارة ومنطقة غرز``)?"""
    rows = [later.follows or (later.joined and later.first == earlier.last) for earlier, later in pairwise(phrases)]
    before = [False, *(row and not phrase.weak for row, phrase in zip(rows, phrases, strict=False))]
    after = [*(row and not phrase.weak for row, phrase in zip(rows, phrases[1:], strict=True)), False]
    return [one or other for one, other in zip(before, after, strict=True)] if phrases else []


def _header(phrases: list[Phrase], around: Surroundings) -> Place | None:
    spots = [best(phrase, around, None, Counter())[0] for phrase in phrases if phrase.section]
    return next((spot for spot in spots if spot and spot.admin1), None)


def _resolved(phrases: list[Phrase], around: Surroundings, above: Above) -> list[Mention[PlaceMention]]:
    told = [_only_province(phrase) for phrase in phrases]
    found = _mentions(phrases, told, around, above)
    there = {id(phrase) for phrase, mention in found if mention.value.entry is not None}
    sure = [own if id(phrase) in there else None for phrase, own in zip(phrases, told, strict=True)]
    if sure != told:  # the namesake of a place that the gazetteer lacks tells nothing of the others
        found = _mentions(phrases, sure, around, above)
    _settle_names(found, around)
    found = without_frames(with_seats(with_roles_of_lists(with_header(found))))
    by_phrase = {id(phrase): mention for phrase, mention in found}
    return without_aliases([(phrase, with_role_inside(phrase, mention, by_phrase)) for phrase, mention in found])


def _mentions(
    phrases: list[Phrase], told: list[str | None], around: Surroundings, above: Above
) -> list[tuple[Phrase, Mention[PlaceMention]]]:
    """The phrases that are places, each resolved by what the others (``told``) and its list say of its province."""
    provinces = Counter(code for code in told if code)
    found: list[tuple[Phrase, Mention[PlaceMention]]] = []
    for at, (phrase, own) in enumerate(zip(phrases, told, strict=True)):
        others = provinces - Counter([own] if own else [])
        beside = _beside_in_list(phrases, told, at, found) or _before_it(others, found)
        if mention := _mention(phrase, around, above, others, beside):
            found.append((phrase, mention))
    return found


def _beside_in_list(phrases: list[Phrase], told: list[str | None], at: int, found: list[tuple[Phrase, Mention[PlaceMention]]]) -> str:
    """The province of the place before in the same list, or of the next one; an empty string outside a list."""
    if phrases[at].follows and found and found[-1][0] is phrases[at - 1]:
        return found[-1][1].value.location.admin1 or ""
    return (told[at + 1] or "") if at + 1 < len(phrases) and phrases[at + 1].follows else ""


def _before_it(others: Counter[str], found: list[tuple[Phrase, Mention[PlaceMention]]]) -> str:
    """The province of the place before in the sentence, where no name of it can lie in one province alone (وفي رفح، ...)."""
    before = found[-1][1].value if found and not others else None
    return before.location.admin1 or "" if before and before.entry and before.role is not Role.ORIGIN and not before.in_name else ""


def _settle_names(found: list[tuple[Phrase, Mention[PlaceMention]]], around: Surroundings) -> None:
    """A name whose own phrase says its province (قرية كذا بريف كذا) lies there wherever the article names it again."""
    for phrase, mention in found:
        container, where = mention.value.container, mention.value.location
        called = phrase.word or phrase.name
        if called and container and container.admin1 and where.admin1 and where.feature not in WIDE:
            around.settled.setdefault(called, where.admin1)


def _where_people_are_from(phrase: Phrase) -> bool:
    """``بلدة كذا يقطنها نازحون من حلب``."""
    before = phrase.sentence.tokens[max(0, phrase.first - 2) : phrase.first]
    return phrase.prep == "من" and any(in_class(token, "native") or in_class(token, "displaced") for token in before)


def _only_province(phrase: Phrase) -> str | None:
    """The province of a name that can lie in no other; a street of that name may be in any city, reporters sit in capitals, and what
    only looks like the name, or from where a distance is taken, tells nothing."""
    if phrase.in_name or phrase.measured or (phrase.header and phrase.word in capitals()) or _where_people_are_from(phrase):
        return None
    if NAMED_AFTER & set(phrase.features) and phrase.parent is None:
        return None
    if phrase.parent is None and any(place(row).feature == "street" for row in phrase.rows):
        return None
    if phrase.word in capitals() and speaks(phrase, place(phrase.rows[0])):
        return None  # وأنقرة تنفي
    codes = {place(row).admin1 for row in phrase.rows}
    return codes.pop() if len(codes) == 1 else None


def _mention(phrase: Phrase, around: Surroundings, above: Above, neighbours: Counter[str], beside: str) -> Mention[PlaceMention] | None:
    spot, candidates = best(phrase, around, above.header, neighbours)
    if spot is not None and _street_of_its_name(phrase, spot):
        spot = None
    if spot is None and phrase.rows and (not (phrase.cued or _of_any_town(phrase)) or phrase.area == ["طريق"]):
        return None
    where = enclosing(phrase, around, above, neighbours, beside) if spot is None else None
    if where and where.admin1 and not phrase.rows and not phrase.weak:
        spot = spelt_like(_own_name(phrase), where.admin1)
    role, reason = role_of(phrase, spot)
    written = _written(phrase)
    location = _known(phrase, spot, written, role) if spot else _unknown(phrase, where, written, role)
    container = region_given(phrase, around)
    if spot and container and container.admin1 and over_provinces([spot]):
        location = replace(location, admin1=container.admin1)  # جبال حمرين بمحافظة ديالى
    value = PlaceMention(
        location, spot, candidates, reason, container=container, container_of=phrase.contains or phrase.near,
        is_dateline=phrase.header, in_name=bool(phrase.in_name), listed=phrase.listed, joined=phrase.joined, near=phrase.near,
        prep=phrase.prep, features=tuple(phrase.features),
    )  # fmt: skip
    rule = "a name of the gazetteer" if spot else "a name after a word for places"
    return Mention(value, rule, phrase.sentence, phrase.first, phrase.last)


def _street_of_its_name(phrase: Phrase, spot: Place) -> bool:
    """``شارع تل أبيض`` in another town."""
    return bool(_STREETS & set(phrase.features[:1])) and spot.feature in _TOWNS and not phrase.listed


def _of_any_town(phrase: Phrase) -> bool:
    """``شارع الخمسين``: the gazetteer has it of another city."""
    return all(place(row).feature in NAMED_AFTER for row in phrase.rows)


def _precision(phrase: Phrase, spot: Place) -> int:
    """``محيط البلدة`` is around the place, ``وسط البلدة`` the place itself."""
    around = any(word not in words()["inside"] for word in phrase.area)
    return 2 if around and spot.geo_precision == 1 else spot.geo_precision


def _written(phrase: Phrase) -> str:
    tokens, base = phrase.sentence.tokens, phrase.sentence.start
    return phrase.sentence.text[tokens[phrase.first].start - base : tokens[phrase.last - 1].end - base]


def _known(phrase: Phrase, spot: Place, written: str, role: Role) -> Location:
    """The gazetteer's place; a site that is named for its town (مستشفى منبج) is a site in it."""
    location = spot.location(written, role=role, precision=_precision(phrase, spot))
    site = phrase.features[0] if phrase.features and not phrase.listed else ""
    if site not in _NAMED_AFTER_TOWNS or site == spot.feature or spot.feature not in _TOWNS:
        return location
    cue = as_class(phrase.sentence.tokens[phrase.name_first - 1], "cue") if phrase.name_first else None
    if cue is None or words()["cue"][cue[1]] != site:
        return location
    name = " ".join((phrase.sentence.tokens[phrase.name_first - 1].norm[len(cue[0]) :], spot.name))
    return replace(location, name=name, name_en=None, pcode=None, feature=site, geo_precision=max(2, location.geo_precision))


def _unknown(phrase: Phrase, where: Place | None, written: str, role: Role) -> Location:
    feature = phrase.features[0] if phrase.features else None
    name = _own_name(phrase)
    cue = as_class(phrase.sentence.tokens[phrase.name_first - 1], "cue") if phrase.name_first and feature not in _SETTLEMENTS else None
    if cue and not phrase.joined:
        name = f"{phrase.sentence.tokens[phrase.name_first - 1].norm[len(cue[0]) :]} {name}"
    if where is None:
        return Location(name=name, mention=written, country="", geo_precision=3, role=role, feature=feature)
    known = where.location(written, role=role)
    return replace(known, name=name, name_en=None, pcode=None, feature=feature, geo_precision=3 if where.geo_precision == 3 else 2)


def _own_name(phrase: Phrase) -> str:
    """The name as written, without clitics."""
    if phrase.name:
        return phrase.name
    return " ".join(token.norm for token in phrase.sentence.tokens[phrase.name_first : phrase.name_last])[len(phrase.clitics) :]
