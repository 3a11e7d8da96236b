"""What a place is to a strike, as far as the words right beside it tell: target, origin, or neither.

Nothing here knows which verb governs the sentence; ``strikes`` decides. A place is *not* struck where its own phrase says so: it is a
dateline or header, part of a name, a container of a finer place, what speaks (أعلنت دمشق), where someone comes from (من أبناء),
where the wounded were taken (نقلوا إلى), or where the fire came from (المتمركزة في, انطلاقا من).
"""

from __future__ import annotations

from monitor.model import Role
from workers.extractor.text import fold
from workers.extractor.tokens import Token
from workers.extractor.where.gazetteer import WIDE, Place, place
from workers.extractor.where.other_deeds import (
    ALARM,
    CLAUSE_ENDS,
    FIRE,
    GROUND,
    HELD,
    NEAR,
    OTHER_DEED,
    SKIES,
    STRIKES,
    clause_before,
    fire_moves,
    freed,
    struck_on_the_way,
    told_of_else,
)
from workers.extractor.where.parts_beside import stands_in_another_part
from workers.extractor.where.place_clinics import SPEAKS, TAKES_IN, only_told
from workers.extractor.where.place_fire import fires, from_there, were_struck
from workers.extractor.where.place_headers import capitals
from workers.extractor.where.place_links import directed, size
from workers.extractor.where.place_phrase import Phrase
from workers.extractor.where.place_speakers import seat, speaks
from workers.extractor.where.place_words import DISTANCES, as_class, feature_of, in_any, in_class, is_marked, words
from workers.extractor.word_sets import word_set

_HOME, AWAY, _SOURCE = "where someone comes from", "where someone went or was taken", "where the fire came from"
_OVERFLOWN = "flown over"
HEADER = "dateline or header"
THENCE = "from there"
SAID_OF_ALL = frozenset(
    (_HOME, AWAY, _SOURCE, THENCE, _OVERFLOWN, GROUND, ALARM, HELD, OTHER_DEED, TAKES_IN, SPEAKS)
)  # reasons that hold for a whole list of places
_IN_FLIGHT = 9  # tokens from a verb of flying to what lies below
_VISIT, _PASSED = 4, 4  # tokens from a verb of travel to where it goes, and from بعد to what was crossed
_AFTER = frozenset(("بعد", "عقب", "قبل"))
_VILLAGE, _CITY = 3, 5  # sizes, see place_links
_DEFINITE = frozenset("الحي القرية البلدة المدينة المنطقة المخيم القريتين البلدتين القرى البلدات".split())
_CARRYING = frozenset(("transport", "wounds"))
_DYING = word_set("roles.dying")
_TOWARDS = word_set("towards")


def role_of(phrase: Phrase, spot: Place | None) -> tuple[Role, str]:
    """The role and the name of the rule that gave it."""
    if phrase.in_name:
        return Role.OTHER, f"part of the name of a {phrase.in_name}"
    if phrase.header:
        return Role.OTHER, HEADER
    if phrase.contains and not _town_of_site(phrase):
        return Role.OTHER, _around(phrase)
    if reason := _only_named(phrase, spot):
        return Role.OTHER, reason
    return _by_direction(phrase) or _by_words_before(phrase)


def _only_named(phrase: Phrase, spot: Place | None) -> str:
    """Why a place that was named was not struck, whatever stands before it, or an empty string."""
    if phrase.on_road:
        return "an end of the road on which it happened"
    return "a capital or country that acts" if speaks(phrase, spot) else only_told(phrase, spot)


def _by_direction(phrase: Phrase) -> tuple[Role, str] | None:
    if _across(phrase):
        return Role.OTHER, "only a border or a distance is taken from it"
    if _flown_over(phrase):
        return Role.OTHER, _OVERFLOWN
    if fires(phrase):
        return Role.ORIGIN, _SOURCE
    if freed(phrase):
        return Role.OTHER, HELD
    if _in_its_support(phrase):
        return Role.OTHER, "in whose support it was done"
    reason = OTHER_DEED if stands_in_another_part(phrase) else told_of_else(phrase)
    return (Role.OTHER, reason) if reason else None


_SUPPORT, _PEOPLE = word_set("roles.in_support"), 2  # words from the support to the land: إسنادا لأهلنا في غزة


def _in_its_support(phrase: Phrase) -> bool:
    """``هجمات نصرة لغزة``, not ``غارات دعما للقوات في مدينة كذا``."""
    before = phrase.sentence.tokens[max(0, phrase.first - 1 - _PEOPLE) : phrase.first]
    at = next((at for at in range(len(before) - 1, -1, -1) if before[at].key.removeprefix("و") in _SUPPORT), None)
    if at is None:
        return False
    people = before[at + 1 :]
    return not people or (phrase.prep in ("في", "ل") and people[0].key.startswith(("لاهل", "للشعب", "لشعب", "اهل", "الشعب", "شعب")))


def _flown_over(phrase: Phrase) -> bool:
    """``صواريخ مرت فوق X``, ``حلقت في أجواء X``, ``تحليق للمقاتلات في X``, not ``ألقت براميل فوق X``"""
    above = phrase.prep == "فوق" or bool(SKIES & set(phrase.area))
    if not above and phrase.prep != "في":
        return False
    beside = phrase.sentence.tokens[max(0, phrase.first - 2) : phrase.first]
    also = any(token.key.removeprefix("و") in _ALSO for token in beside)  # حلق فوق X، وأيضا فوق Y
    tokens = phrase.sentence.tokens[max(0, phrase.first - _IN_FLIGHT * (1 + also)) : phrase.first]
    at = next((at for at in range(len(tokens) - 1, -1, -1) if in_class(tokens[at], "fly") and (above or tokens[at].key in _CIRCLING)), None)
    ends = frozenset() if also else CLAUSE_ENDS
    return at is not None and not any(token.norm in ends or token.has("strike") or token.has("hit") for token in tokens[at + 1 :])


_ALSO = frozenset(("ايضا", "كذلك"))
_CIRCLING = frozenset(("تحليق", "تحليقا"))


def _around(phrase: Phrase) -> str:
    if phrase.near:
        return "only locates the place before it"
    return "contains the place before it" if size(phrase) > _CITY else "lies around the place before it"


def _town_of_site(phrase: Phrase) -> bool:
    """A town in which, or near which, a depot or a market was struck was struck too; one near which a village was, not, nor one in whose
    area (``في منطقة كذا``) a place lies that is known."""
    if "area" in phrase.features and any(inner.rows for inner in phrase.inside):
        return False
    return phrase.inner_size < _VILLAGE and (size(phrase) <= _CITY or _named_like_its_province(phrase)) and not phrase.rural


def _named_like_its_province(phrase: Phrase) -> bool:
    """``دار الرئاسة في صنعاء``: of a city and its province the city, where nothing says province."""
    features = {place(row).feature for row in phrase.rows}
    return "city" in features and "country" not in features and not {"province", "area"} & set(phrase.features)


def _by_words_before(phrase: Phrase) -> tuple[Role, str]:
    tokens = phrase.sentence.tokens[max(0, phrase.first - NEAR) : phrase.first]
    for distance, token in enumerate(reversed(tokens), 1):
        if token.kind == "word" and not is_marked(token):
            continue
        if token.kind == "punct" and token.norm in CLAUSE_ENDS:
            break
        if (_is_native(token, phrase) and distance <= 2 and phrase.prep in ("", "من")) or _resides(token, phrase, distance):
            return Role.OTHER, _HOME
        if (
            in_class(token, "transport")
            and not _of_a_site(phrase, distance)
            and not struck_on_the_way(phrase, token)
            and not fire_moves(phrase, token)
            and (phrase.prep in ("الي", "ل", "من", "في", "نحو") or not _TOWARDS.isdisjoint((tokens[-1].key, *phrase.area)))
            and distance <= 4
        ):
            return Role.OTHER, AWAY
        if _is_visited(token, phrase, distance) or _is_passed(token, phrase, distance):
            return Role.OTHER, AWAY
        if in_class(token, "origin") and from_there(phrase, token, distance) and not were_struck(phrase, token):
            return Role.ORIGIN, _SOURCE
    return _by_preposition(phrase, tokens)


def _is_visited(token: Token, phrase: Phrase, distance: int) -> bool:
    """``يزور الوزير X``, ``ينتقل الوفد اليوم إلى X``, not ``انتقل القصف إلى X``"""
    travels = in_class(token, "travels")
    if distance > _VISIT or not (travels or in_class(token, "visits")):
        return False
    if any(one.has_any(FIRE) for one in phrase.sentence.tokens[phrase.first - distance + 1 : phrase.first]):
        return False
    return phrase.prep in ("الي", "ل", "نحو") if travels else not phrase.prep and not struck_on_the_way(phrase, token)


def _is_passed(token: Token, phrase: Phrase, distance: int) -> bool:
    """``استهدفت القافلة بعد دقائق من عبورها معبر X``, not ``لدى عبورها معبر X``"""
    tokens = phrase.sentence.tokens[: phrase.first - distance]
    return distance == 1 and in_class(token, "crosses") and any(one.key in _AFTER for one in tokens[-_PASSED:])


def _of_a_site(phrase: Phrase, distance: int) -> bool:
    """``محطة تحويل الكهرباء``, ``سيارة نقل``: the word tells what the station or the vehicle is for."""
    at = phrase.first - distance - 1
    return at >= 0 and (feature_of(phrase.sentence.tokens[at]) is not None or in_class(phrase.sentence.tokens[at], "vehicle"))


def _by_preposition(phrase: Phrase, tokens: tuple[Token, ...]) -> tuple[Role, str]:
    carried = any(in_any(token, _CARRYING) for token in tokens)
    died = any(token.key in _DYING for token in tokens)
    there = "hospital" in phrase.features and phrase.prep in ("في", "ب")
    if (died and there) or ((carried or died) and any(in_class(token, "clinic") for token in tokens[-2:])):
        return Role.OTHER, AWAY
    if reason := seat(phrase):
        return Role.OTHER, reason
    if _of_a_government(phrase, tokens):
        return Role.OTHER, _THEIRS
    if phrase.prep == "من" and not phrase.area and not _on_leaving(tokens) and not _is_part(tokens):
        return Role.OTHER, THENCE
    return Role.TARGET, "nothing says otherwise"


_THEIRS = "the capital that they belong to"


def _of_a_government(phrase: Phrase, tokens: tuple[Token, ...]) -> bool:
    """``الأجهزة الأمنية لدمشق``, not ``القصف الإسرائيلي لدمشق``."""
    definite = bool(tokens) and tokens[-1].key.startswith("ال")
    return phrase.prep == "ل" and definite and phrase.word in capitals() and not any(token.has_any(FIRE) for token in tokens[-_NEAREST:])


_NEAREST = 3  # tokens before the preposition in which the strike would stand


def _is_part(tokens: tuple[Token, ...]) -> bool:
    """``أجزاء من X``, ``الحي الشمالي من X``"""
    directs = len(tokens) > 1 and tokens[-2].key in words()["direction_adj"]
    return directs or any(in_class(token, "part") for token in tokens[-3:])


def _on_leaving(tokens: tuple[Token, ...]) -> bool:
    """``استهدف موكبا لدى خروجه من X``: it was struck there."""
    return len(tokens) > 2 and in_class(tokens[-2], "leaving") and in_class(tokens[-3], "while")


def _is_native(token: Token, phrase: Phrase) -> bool:
    """``أهالي X``, ``نازحين من X``, ``مخيم لنازحي X``, but not ``مخيم للنازحين في X`` and not ``نازحين غرب X``"""
    construct = token.key.endswith("ي") and token.index + 1 == phrase.first and not phrase.prep
    found = as_class(token, "native") or (as_class(token, "displaced") if phrase.prep == "من" or construct else None)
    return found is not None and (construct or "ل" not in found[0])


def _resides(token: Token, phrase: Phrase, distance: int) -> bool:
    """``وهم يقيمون في X``, ``إيجار منزل في X``, not ``قصف منزل عائلة تقيم في X``"""
    there = in_class(token, "resides") and distance <= _DWELLING and phrase.prep in ("في", "ب")
    return there and not any(before.has_any(STRIKES) for before in clause_before(phrase))


_DWELLING = 3  # words from the verb, or the rent, to the place


def _across(phrase: Phrase) -> bool:
    """``المقابلة لكيليس``, ``الحدودي مع الجولان``, ``تبعد عن المنشية``, ``(قبالة بلدة الضهيرة)``; not ``قبالة سواحل المخا``"""
    if phrase.prep == "عن" or _far_from(phrase) or _locates_the_known(phrase) or _opposite(phrase) or _along(phrase):
        return True
    tokens = phrase.sentence.tokens[max(0, phrase.first - 3) : phrase.first]
    return phrase.prep in ("ل", "مع") and any(in_class(token, "border") for token in tokens)


_OPPOSITE = fold("قبالة")


def _opposite(phrase: Phrase) -> bool:
    """``موقع كذا (قبالة بلدتي الضهيرة ويارين)``; at sea it is off a city or a coast that a ship was hit."""
    first = phrase.leader or phrase
    return first.area == [_OPPOSITE] and bool(first.features) and set(first.features) <= {"village", "town"}


_ALONG = frozenset(map(fold, ("محاذاة", "بمحاذاة")))


def _along(phrase: Phrase) -> bool:
    """``مستوطنات بمحاذاة قطاع غزة``, ``مستوطنات الاحتلال في محيط القطاع``: on the other side of its border."""
    wide = any(place(row).feature in WIDE for row in phrase.rows)
    before = phrase.sentence.tokens[max(0, phrase.first - _OF_COLONIES) : phrase.first]
    colonies = "colony" in phrase.features or any(in_class(token, "cues") and token.key.endswith("مستوطنات") for token in before)
    gaza = any(token.key.endswith("غزه") for token in phrase.sentence.tokens[phrase.first : phrase.last])
    return (bool(_ALONG & set(phrase.area)) and wide) or (colonies and gaza)


_OF_COLONIES = 3  # words from the colonies to where they lie


def _far_from(phrase: Phrase) -> bool:
    """``قاعدة كذا (180 كيلومترا غربي بغداد)``"""
    tokens = phrase.sentence.tokens[max(0, phrase.first - 3) : phrase.first]
    return len(tokens) > 2 and directed(phrase) and tokens[2].key in DISTANCES and tokens[0].norm == "("


_BESIDES = 2


def _locates_the_known(phrase: Phrase) -> bool:
    """``على الحي الواقع قرب X``, ``على القريتين التابعتين لناحية X``: it says again where the quarter lies that was named."""
    tokens = phrase.sentence.tokens[max(0, phrase.first - 2) : phrase.first]
    if len(tokens) == _BESIDES and tokens[1].key.startswith("والواقع") and directed(phrase):
        return True  # قاعدة كذا التي تضم جنودا والواقعة شمال X
    if len(tokens) < _BESIDES or tokens[0].norm not in _DEFINITE:
        return False
    return (tokens[1].key.startswith("الواقع") and directed(phrase)) or (tokens[1].key.startswith("التابع") and phrase.prep == "ل")
