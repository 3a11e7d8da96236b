"""What the places of one sentence make of each other: lists, regions with what lies in them, other names, headers of lines.

A role that the words before the first of a list tell holds for all; a region is no more than what lies in it; a header that is the only
place of its line is where what the line tells happened.
"""

from __future__ import annotations

from dataclasses import replace

from monitor.model import Role
from workers.extractor.tokens import Mention
from workers.extractor.where.gazetteer import WIDE, Place, place
from workers.extractor.where.place_clinics import SPEAKS, TAKES_IN
from workers.extractor.where.place_headers import capitals
from workers.extractor.where.place_links import TOWARDS, directed
from workers.extractor.where.place_mention import PlaceMention
from workers.extractor.where.place_phrase import Phrase
from workers.extractor.where.place_speakers import CITED, SAID
from workers.extractor.where.place_words import DISTANCES, in_class
from workers.extractor.where.roles import AWAY, SAID_OF_ALL, THENCE

_STEP = 2
_NEAR = 7  # tokens from بعد to the place that the distance is taken from
_FROM = frozenset(("بعد", "مسافه"))
_SEVERAL = 2
_OF_STRIKES = frozenset("strike hit blow raid missile drone light dead hurt dying killing hurting fall_v".split())
_REGIONS = frozenset(("district", "subdistrict", "area"))
_HEADED = frozenset(("city", "town", "village", "camp", "quarter", "colony"))


def with_header(found: list[tuple[Phrase, Mention[PlaceMention]]]) -> list[tuple[Phrase, Mention[PlaceMention]]]:
    """``نهاريا: سقوط صاروخ على منزل``: where the line names no other place, it happened in the town that heads it."""
    if len(found) != 1 or not _heads_line(found[0][0]):
        return found
    phrase, mention = found[0]
    if mention.value.entry is None or mention.value.entry.feature not in _HEADED | WIDE:
        return found
    location = replace(mention.value.location, role=Role.TARGET)
    return [(phrase, replace(mention, value=replace(mention.value, location=location, is_dateline=False, role_reason="heads its line")))]


def without_frames(found: list[tuple[Phrase, Mention[PlaceMention]]]) -> list[tuple[Phrase, Mention[PlaceMention]]]:
    """``وفي قضاء X، استهدف الطيران Y``, ``أفاد مراسلنا في X بقصف على Y``: where a finer place is told, the first was not struck itself,
    nor where a reporter has his post."""
    if len(found) < _SEVERAL or found[0][0].follower is not None or not (_sets_scene(found[0][0]) or _is_post(found[0][0])):
        return found
    (phrase, mention), later = found[0], [other.value for _, other in found[1:]]
    known = [value for value in later if value.entry is not None and value.role is Role.TARGET]
    told = known if _is_post(phrase) else [value for value in known if value.location.admin1 == mention.value.location.admin1]
    if not told or mention.value.role is not Role.TARGET:
        return found
    location = replace(mention.value.location, role=Role.OTHER)
    return [(phrase, replace(mention, value=replace(mention.value, location=location, role_reason="frames its sentence"))), *found[1:]]


def with_seats(found: list[tuple[Phrase, Mention[PlaceMention]]]) -> list[tuple[Phrase, Mention[PlaceMention]]]:
    """``40 قتيلا في غارات وفق وزارة الصحة في X``, ``وفي X، قال شهود إن الطيران قصف``: of a town that is no capital it is told what
    happened there, if nowhere else; ``وفي X، ذكرت القناة أن غارات استهدفت العاصمة``: or nowhere outside its province."""
    struck = {mention.value.location.admin1 for _, mention in found if mention.value.role is Role.TARGET}
    return [(phrase, _struck(mention) if _is_scene(phrase, mention, struck) else mention) for phrase, mention in found]


def _is_scene(phrase: Phrase, mention: Mention[PlaceMention], struck: set[str | None]) -> bool:
    return _heads_scene(mention, struck) if struck else _is_local_seat(phrase, mention) or _is_near(mention)


def _heads_scene(mention: Mention[PlaceMention], struck: set[str | None]) -> bool:
    return mention.value.role_reason == SAID and mention.value.location.admin1 is not None and struck <= {mention.value.location.admin1}


def _is_near(mention: Mention[PlaceMention]) -> bool:
    """``سقط على بعد خمسة كيلومترات من X``: near it, where no other place is told."""
    tokens = mention.sentence.tokens[max(0, mention.first - _NEAR) : mention.first]
    return mention.value.role_reason == THENCE and any(token.key in _FROM for token in tokens) and tokens[-2].key in DISTANCES


def _is_local_seat(phrase: Phrase, mention: Mention[PlaceMention]) -> bool:
    return mention.value.role_reason in (CITED, SAID) and phrase.word not in capitals()


def _struck(mention: Mention[PlaceMention]) -> Mention[PlaceMention]:
    location = replace(mention.value.location, role=Role.TARGET)
    return replace(mention, value=replace(mention.value, location=location, role_reason="no other place is told"))


def _sets_scene(phrase: Phrase) -> bool:
    """A district at the head of its sentence, a comma or a verb behind it."""
    after = phrase.after
    verb = after is not None and any(reading.pos == "verb" for reading in after.readings)
    return phrase.first <= 1 and bool(_REGIONS & set(phrase.features)) and after is not None and (verb or after.norm == "،")


def _is_post(phrase: Phrase) -> bool:
    """``مراسلنا في X``"""
    tokens = phrase.sentence.tokens[max(0, phrase.first - 2) : phrase.first]
    return phrase.prep in ("في", "ب") and any(in_class(token, "reporter") for token in tokens)


def _heads_line(phrase: Phrase) -> bool:
    """A header right before words of a strike; ``غزة`` may be all of the Strip."""
    region = any(place(row).feature == "country" or (place(row).feature in WIDE and place(row).country == "PS") for row in phrase.rows)
    behind = [token for token in phrase.sentence.tokens[phrase.last :] if token.kind != "punct"][:_SEVERAL]
    strikes = any(token.has_any(_OF_STRIKES) for token in behind)
    return phrase.section and not phrase.prep and not region and strikes


def with_roles_of_lists(found: list[tuple[Phrase, Mention[PlaceMention]]]) -> list[tuple[Phrase, Mention[PlaceMention]]]:
    """What is said before the first place of a list (من أبناء, المتمركزة في) is said of all."""
    out: list[tuple[Phrase, Mention[PlaceMention]]] = []
    for phrase, mention in found:
        first = out[-1][1].value if out and (phrase.follows or _goes_there(out[-1][1], phrase)) else None
        inherits = first is not None and first.role_reason in SAID_OF_ALL and mention.value.role is Role.TARGET
        out.append((phrase, _with_role(mention, first) if first and inherits else mention))
    return out


def _goes_there(before: Mention[PlaceMention], phrase: Phrase) -> bool:
    """``نزحوا من X إلى Y``, ``نقل من X نحو Y``"""
    return before.value.role_reason == AWAY and phrase.prep in ("الي", "نحو") and phrase.first - before.last < _STEP


def _with_role(mention: Mention[PlaceMention], like: PlaceMention) -> Mention[PlaceMention]:
    location = replace(mention.value.location, role=like.role)
    return replace(mention, value=replace(mention.value, location=location, role_reason=like.role_reason))


def with_role_inside(phrase: Phrase, mention: Mention[PlaceMention], by_phrase: dict[int, Mention[PlaceMention]]) -> Mention[PlaceMention]:
    """Where nothing inside it was struck (من أبناء الشحيل بريف دير الزور), a region is no more than what lies in it."""
    inside = [by_phrase[id(member)].value for member in phrase.inside if id(member) in by_phrase]
    if inside and all(value.role is Role.ORIGIN for value in inside) and TOWARDS & {phrase.prep, *phrase.area}:
        location = replace(mention.value.location, role=Role.TARGET)
        return replace(mention, value=replace(mention.value, location=location, role_reason="where the fire went"))
    if inside and all(value.role is Role.ORIGIN for value in inside) and directed(phrase):
        return _with_role(mention, inside[0])  # المتمركزة في حاجز كذا شمال مدينة كذا
    if inside and all(value.entry and _beside(value.entry, mention.value.entry) for value in inside):
        role = Role.OTHER if directed(phrase) or not set(phrase.features) <= {"city"} else mention.value.role
        location = replace(mention.value.location, role=role)
        return replace(mention, value=replace(mention.value, location=location, role_reason="names the neighbouring region"))
    if inside and all(value.role_reason in (SPEAKS, TAKES_IN) for value in inside):
        return _with_role(mention, inside[0])
    if not inside or any(value.role is Role.TARGET for value in inside) or mention.value.role is Role.TARGET:
        return mention
    return _with_role(mention, inside[0])


def _beside(inner: Place, outer: Place | None) -> bool:
    return outer is not None and inner.admin1 is not None and outer.admin1 is not None and inner.admin1 != outer.admin1


def without_aliases(found: list[tuple[Phrase, Mention[PlaceMention]]]) -> list[Mention[PlaceMention]]:
    """``عين العرب (كوباني)`` is one place."""
    kept: list[Mention[PlaceMention]] = []
    for phrase, mention in found:
        before = kept[-1] if kept else None
        bracketed = phrase.before is not None and phrase.before.norm == "(" and before is not None and before.last == phrase.first - 1
        if not (bracketed and before and before.value.entry is not None and before.value.entry == mention.value.entry):
            kept.append(mention)
    return kept
