"""From words to the record: days that are told only by their distance, and the places that count as struck.

``lagged`` dates what a frame such as ``بعد أسبوعين من`` puts before the story: the day of the article's news less the distance, widened
as such words are loose. ``struck`` keeps the places of a clause that may have been struck.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from monitor.model import Location, Occurred, Precision, Role
from workers.extractor.dates import DateExpression
from workers.extractor.event.events import Event
from workers.extractor.facts import Facts, within
from workers.extractor.places import PlaceMention
from workers.extractor.sources import is_saying
from workers.extractor.text import fold
from workers.extractor.tokens import Mention, Token, key_variants
from workers.extractor.where.gazetteer import key_of_name
from workers.extractor.where.place_headers import capitals
from workers.extractor.where.told_beside import of_earlier_deed, without_beside
from workers.extractor.word_sets import word_set

_LAGS = {  # days back: from, to, and how finely that dates the event
    "يوم": (1, 1, Precision.DAY),
    "يومين": (2, 3, Precision.DAY),
    "أيام": (2, 10, Precision.WEEK),
    "أسبوع": (6, 9, Precision.WEEK),
    "أسبوعين": (11, 18, Precision.WEEK),
    "أسابيع": (14, 40, Precision.MONTH),
    "شهر": (26, 36, Precision.MONTH),
    "شهرين": (52, 70, Precision.MONTH),
    "أشهر": (60, 330, Precision.YEAR),
}
_BY_KEY = {fold(word): lag for word, lag in _LAGS.items()}
_REACH = 8


def lagged(event: Event, today: date) -> Occurred | None:
    """The days that the lag before an event means, seen from publication."""
    if event.frame != "lag":
        return None
    tokens = event.sentence.tokens[max(event.start, event.first - 2 * _REACH) : event.first]
    found = next((token for token in tokens if token.key in _BY_KEY), None)
    if found is None:
        return None
    counted = _counted(event, found.key)
    near, far, precision = counted or _BY_KEY[found.key]
    return Occurred(today - timedelta(days=far), today - timedelta(days=near), precision, text=found.surface)


_COUNTED = {fold("أيام"): 1, fold("أسابيع"): 7, fold("أشهر"): 30.44, fold("سنوات"): 365.25, fold("أعوام"): 365.25}
_NUMBERS = {fold(word): number for number, word in enumerate("ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة".split(), 3)}
_NUMBERS |= {fold(word): number for number, word in enumerate("ثلاث أربع خمس ست سبع ثمان تسع عشر".split(), 3)}


def _counted(event: Event, unit: str) -> tuple[int, int, Precision] | None:
    """``بعد خمسة أشهر على``: the distance in days, with half a unit to either side."""
    tokens = event.sentence.tokens
    at = next((at for at in range(event.first - 1, event.start, -1) if tokens[at].key == unit), None)
    if unit not in _COUNTED or at is None:
        return None
    word = tokens[at - 1].key
    number = _NUMBERS.get(word) or (int(word) if word.isdigit() and len(word) < 3 else 0)
    if not number:
        return None
    middle, half = number * _COUNTED[unit], _COUNTED[unit] / 2
    precision = Precision.WEEK if half < 4 else Precision.MONTH if half < 20 else Precision.YEAR
    return int(middle - half), int(middle + half + 1), precision


def names_day(expression: DateExpression) -> bool:
    """Does it say a day, and not only the hour or the part of one (الساعة الرابعة), nor since when (منذ 7 أكتوبر)?"""
    if (expression.since or expression.until) and expression.offset is None:
        return False
    said = (expression.offset, expression.weekday, expression.day, expression.month, expression.year)
    return bool(expression.unit) or any(part is not None for part in said)


_WIDE = frozenset(("country", "province", "district", "governorate", "region"))


@lru_cache(maxsize=64)
def struck(facts: Facts, event: Event) -> tuple[Mention[PlaceMention], ...]:
    """The places of a clause that may have been struck: targets, and the town that contains one.

    Not words that are an actor's, a source's or a date's (روسيا, آب), nor a bare word of striking (عدوان), nor places of a dateline, of
    a speaker (قال مسؤول في X إن), of a border (الحدودي مع X) or of the reason for the strike (ردا على قصف X). A province stands for a
    place inside it that is not known.
    """
    found = _struck(facts, event, [event.wake] if event.wake else [])
    return found or _struck(facts, event, [])  # بعد هجوم في كذا، قصفت المدفعية المنطقة


def _struck(facts: Facts, event: Event, wake: list[tuple[int, int]]) -> tuple[Mention[PlaceMention], ...]:
    actors = ((m.first, m.last) for m in facts.actors if m.value.role != "place")
    aside = [*_not_struck(event), *wake, *actors, *((m.first, m.last) for group in (facts.sources, facts.dates) for m in group)]
    here = [m for m in within(facts.places, event.start, event.end) if not _overlaps(m, aside) and not _borders(m)]
    here = [m for m in here if (m.first, m.last) not in event.triggers and not _did_it(m) and not _agreed(m) and not _at_war(m)]
    here = [m for m in here if not of_earlier_deed(m)]
    found = without_beside([mention for mention in here if _may_be_struck(mention.value)])
    told = {mention.value.location.admin1 for mention in found}
    wider = [
        m for m in here if m.value.role_reason.startswith(_CONTAINERS) and m.value.location.admin1 and m.value.location.admin1 not in told
    ]
    return tuple(sorted([*found, *({m.value.location.admin1: m for m in reversed(wider)}).values()], key=lambda mention: mention.first))


_DISTRICTS = frozenset(("district", "province"))  # بلدة كذا في قضاء صور: not in the town of Tyre
_CONTAINERS = ("contains", "only locates")
_DATELINE = 12
_SAYING = 14
_ROADS = frozenset("اوتوستراد الاوتوستراد اتوستراد".split())
_NEARBY = word_set("resolve.nearby")
_LAUNCHES, _USES = word_set("set_out"), word_set("resolve.uses")
_OFFICES = word_set("office_holder")
_HOLDS = word_set("resolve.holds")  # قرية خاضعة لسيطرة موسكو
_FROM = word_set("resolve.from")
_BORDER = word_set("border")


_NAMED_FOR = frozenset(("airport", "port", "base", "crossing", "refinery", "station", "university", "hospital", "site"))


def _overlaps(mention: Mention[PlaceMention], spans: Sequence[tuple[int, int]]) -> bool:
    """Is it said of something else? Not where a site or a city only bears its name (مطار الكويت, مدينة الكويت)."""
    own = (mention.first, mention.last)
    named_for = mention.value.location.feature in _NAMED_FOR or "city" in mention.value.features
    bears = mention.value.entry is not None and named_for
    inside = [span for span in spans if bears and span != own and own[0] <= span[0] and span[1] <= own[1]]
    return any(first < own[1] and own[0] < last for first, last in spans if (first, last) not in inside)


def _borders(mention: Mention[PlaceMention]) -> bool:
    before = mention.sentence.tokens[max(0, mention.first - 3) : mention.first + 1]
    if _between(mention):
        return True
    marked = any(token.key in ("مع", "ل") or token.key.startswith("ل") for token in before[-2:])
    behind = mention.sentence.tokens[max(0, mention.first - 4) : mention.first]
    if behind and behind[-1].key in _USES:
        return True  # طائرات تستخدم قاعدة كذا; not مدرسة تستخدم مأوى في كذا
    if any(token.key in _LAUNCHES or (token.key in _ROADS and not _spot_on_road(mention)) for token in behind):
        return True
    if mention.first and mention.sentence.tokens[mention.first - 1].key in _OFFICES | _HOLDS:
        return True
    if any(one.key == "من" and two.key in _FROM for one, two in pairwise(before)):
        return True
    return marked and any(token.key in _BORDER for token in before[:-1])


def _spot_on_road(mention: Mention[PlaceMention]) -> bool:
    """``على أوتوستراد دمشق درعا قرب X``: where on the road it happened."""
    return mention.value.prep in ("قرب", "عند") or mention.sentence.tokens[mention.first].key in _NEARBY


def _did_it(mention: Mention[PlaceMention]) -> bool:
    """``هجمات تنفذها طهران``, ``أن الرياض اعترضت صاروخا``: right behind a verb that has its object, or before one that only a doer does,
    a capital is the doer."""
    tokens = mention.sentence.tokens
    seat = key_of_name(mention.value.location.mention) in capitals()
    if mention.value.prep or (mention.last - mention.first > 1 and not seat):
        return False
    if mention.first > 1 and (seat or mention.value.location.feature == "country") and _done_by(tokens[: mention.first]):
        return True
    before = tokens[mention.first - 1].readings if mention.first else ()
    behind = tokens[mention.last].readings if mention.last < len(tokens) else ()
    if any(reading.enclitic and not STRIKING.isdisjoint(reading.tags) for reading in before):
        return True
    return any(reading.form == "perfect" and not _DOING.isdisjoint(reading.tags) for reading in behind)


def _done_by(tokens: Sequence[Token]) -> bool:
    """``الغارة التي تبنتها طهران``, ``الهجمات التي تشنها``: a verb with its object in a relative clause."""
    verb, before = tokens[-1].key, tokens[-2].key
    return before.lstrip("و") in _RELATIVES and verb.endswith(_OBJECTS) and len(verb) > _SHORTEST_DONE


_RELATIVES = word_set("resolve.relatives")
_OBJECTS = ("ها", "ه", "هم", "هما")
_SHORTEST_DONE = 4
_DOING = frozenset(("light", "fire_v", "intercept"))
STRIKING = frozenset(("strike", "hit", "light", "fire_v", "attack"))


_TALKS = word_set("talks")


def _agreed(mention: Mention[PlaceMention]) -> bool:
    """``اتفاق موسكو``, ``الاتفاق الموقع في جنيف``, ``الاتفاق المبرم بين موسكو وأنقرة``: where something was agreed, or between whom."""
    before = mention.sentence.tokens[max(0, mention.first - 8) : mention.first]
    before = before if any(token.key == "بين" for token in before) else before[-4:]
    at = next((at for at, token in enumerate(before) if not _TALKS.isdisjoint(key_variants(token.key))), None)
    return at is not None and not any(token.has_any(STRIKING) for token in before[at:])


def _at_war(mention: Mention[PlaceMention]) -> bool:
    """``منذ اندلاع الحرب في غزة``, ``الحرب الإسرائيلية على لبنان``: where a war is fought that the strike belongs to, or follows."""
    before = [token.key for token in mention.sentence.tokens[max(0, mention.first - 3) : mention.first]]
    return len(before) > 1 and before[-1] in ("في", "علي") and any(key.lstrip("لبو") == "الحرب" for key in before[-3:-1])


def _between(mention: Mention[PlaceMention]) -> bool:
    """``الحدود بين لبنان وفلسطين``: either side of a border that is named, unless of two provinces, on whose border it was."""
    if mention.value.location.feature != "country":
        return False
    before = mention.sentence.tokens[max(0, mention.first - 7) : mention.first]
    at = next((at for at, token in enumerate(before) if token.key == "بين"), None)
    return at is not None and any(token.key in _BORDER for token in before[max(0, at - 3) : at])


def _not_struck(event: Event) -> Iterator[tuple[int, int]]:
    """Spans of the clause whose places were not struck."""
    tokens = event.sentence.tokens
    if event.sentence.part == "text" and event.start == 0:
        dash = next((at for at in range(min(_DATELINE, event.first)) if tokens[at].norm in ("-", "–", "—")), 0)
        dash = 0 if any(token.has("undergo") for token in tokens[:dash]) else dash  # تعرض كذا – وهو موقع – لقصف
        yield (0, dash)
    speaker = _speaker(event)
    if speaker:
        yield speaker
    yield from event.reasons


def _speaker(event: Event) -> tuple[int, int] | None:
    """From a verb of saying to the ``إن`` before the event: what stands there speaks."""
    tokens = event.sentence.tokens[event.start : event.first]
    said = next((at for at, token in enumerate(tokens[:4]) if is_saying(token)), None)
    that = next((at for at, token in enumerate(tokens[:_SAYING]) if token.key in _THAT), None)
    if said is None or that is None or that < said:
        return None
    return event.start + said, event.start + that


_THAT = frozenset(("ان", "انه", "انها", "بان", "بانه", "انهم", ":"))


def _may_be_struck(place: PlaceMention) -> bool:
    if place.location.role is Role.TARGET:
        return True
    wide = not _DISTRICTS.isdisjoint(place.features)
    return place.role_reason.startswith(_CONTAINERS) and not place.near and not wide and is_town(place.location)


def is_town(location: Location) -> bool:
    """Is it a place, and no province, country or other wide area?"""
    return location.feature not in _WIDE and location.is_inside_province
