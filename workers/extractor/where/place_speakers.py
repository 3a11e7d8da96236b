"""Capitals and countries that act or speak, and the seats of those who do: ``أعلنت دمشق``, ``قال مسؤول في X``, ``حسب وزارة الصحة في X``.

A bare capital next to a verb of saying, or of calling on someone, stands for its government; the town where a ministry or an office has
its seat tells only who is the source.
"""

from __future__ import annotations

from itertools import pairwise

from workers.extractor.tokens import Token
from workers.extractor.where.gazetteer import Place
from workers.extractor.where.other_deeds import clause_before
from workers.extractor.where.other_names import seat_of_council
from workers.extractor.where.place_fire import fired_from
from workers.extractor.where.place_headers import capitals
from workers.extractor.where.place_phrase import Phrase
from workers.extractor.where.place_words import CAPITALS, as_class, in_any, in_class, words
from workers.extractor.word_sets import word_set

_FIRE_ITSELF = word_set("fire_itself")  # what مصادر may be of that do not speak
CITED, HOLDS_OFFICE, SAID = "the seat of who is cited", "where a speaker holds office", "where something was said"
_WHO = 3  # tokens behind a verb of saying in which the office of the speaker stands
_INSTITUTION = 5  # tokens between a ministry or an office and the town of its seat, and from who cites it to it
_LEFT = 4  # tokens from a verb of leaving to the capital that was left, who did it between
_FLIES = ("strike", "hit", "missile", "weapon", "platform", "drone")
_ACCORDING = word_set("according_to")
_ALLIED = word_set("place_speakers.allied")
_PRONOUNS = ("ها", "هم", "هما", "ه")
_SAID_OR_ISSUED = word_set("said_or_issued")
_NOT = frozenset(("لم", "لن", "لا"))
_SUFFERS = word_set("undergoes")


def _holds_office(phrase: Phrase) -> bool:
    """``قال مسؤول الإعلام في شمال صلاح الدين``"""
    tokens = phrase.sentence.tokens[max(0, phrase.first - 8) : phrase.first]
    said = next((index for index, token in enumerate(tokens) if in_class(token, "say") or token.has("say")), None)
    if said is None:
        return False
    between = tokens[said + 1 :]
    if any(one.key.startswith("مصا") and two.key in _FIRE_ITSELF for one, two in pairwise(between)):
        return False
    return any(in_class(token, "office") for token in between) and not any(token.key in ("ان", "بان", "انه") for token in between)


def _said_there(phrase: Phrase) -> str:
    """``وفي صنعاء، أعلن المتحدث ...`` at the head of a sentence: the seat of an office, or of who tells of a deed of his own, else only
    where something was said."""
    tokens = phrase.sentence.tokens
    at = phrase.last + (phrase.last < len(tokens) and tokens[phrase.last].norm == "،")
    said = any(in_class(token, "say") or token.key in _SAID_OR_ISSUED for token in tokens[at : at + 1])
    if phrase.first > 1 or phrase.cued or not said:
        return ""
    speaker = tokens[at + 1 : at + 1 + _WHO]
    holds = any((in_any(token, _OFFICES) and token.key not in _NO_OFFICE) or token.key in _OF_AN_OFFICE for token in speaker)
    own = any(token.key in _OWN_DEED for token in tokens[at : at + _SAYING])
    return HOLDS_OFFICE if holds or own else SAID


_OF_AN_OFFICE, _OWN_DEED = word_set("of_an_office"), word_set("own_deed")
_NO_OFFICE = word_set("tells_of_home") | word_set("news_medium")
_OFFICES = frozenset(("office", "institution"))
_SAYING = 8  # tokens from a verb of saying to what is said


def _denies(phrase: Phrase, spot: Place) -> bool:
    """``تل أبيب لم تعلق``, ``طهران لا تستبعد``: of a capital or country something is denied; ``بيروت لم تسلم من القصف`` is none."""
    tokens, last = phrase.sentence.tokens, phrase.last
    seat = spot.feature == "country" or phrase.word in capitals()
    if not seat or last + 1 >= len(tokens) or tokens[last].key not in _NOT or phrase.joined:
        return False
    return not any(tokens[last + 1].has(tag) or tokens[last + 1].key in _SUFFERS for tag in ("undergo", "strike", "hit"))


def speaks(phrase: Phrase, spot: Place | None) -> bool:
    """Does the name stand for a government that says or does something?"""
    if spot is None or spot.feature not in ("country", "province", "city"):
        return False
    before, after = phrase.before, phrase.after
    led = phrase.leader.prep if phrase.joined and phrase.leader is not None else ""  # بين موسكو وأنقرة
    between = "بين" in (phrase.prep, led) and (spot.feature == "country" or spot.name in CAPITALS)
    allied = phrase.prep == "ل" and before is not None and before.key in _ALLIED  # الفصائل الموالية لأنقرة
    if not phrase.cued and (between or allied):
        return True
    if phrase.prep or phrase.cued or fired_from(phrase):
        return False
    if before and any(in_class(before, name) for name in ("say", "with", "unit")) and not seat_of_council(phrase, before):
        return True
    if _acts(phrase, spot):
        return True
    return bool(after and as_class(after, "say") == ("", after.key) and (before is None or before.key not in words()["cue"]))


def _acts(phrase: Phrase, spot: Place) -> bool:
    before = phrase.before
    if _is_capital(phrase, spot) and (_called_on(before) or _asked(phrase) or _quoted(phrase) or _left(phrase)):
        return True
    alone = spot.feature == "country" and not phrase.after_strike and not phrase.joined and before is not None
    return alone or _denies(phrase, spot)


def _is_capital(phrase: Phrase, spot: Place) -> bool:
    return spot.feature == "country" or phrase.word in capitals()


def _left(phrase: Phrase) -> bool:
    """``غادر الوفد القاهرة``, ``تستضيف الدوحة المحادثات``, not ``وصلت صواريخ القاهرة``"""
    tokens = phrase.sentence.tokens[max(0, phrase.first - _LEFT) : phrase.first]
    at = next((at for at in range(len(tokens) - 1, -1, -1) if in_class(tokens[at], "leaves")), len(tokens))
    around = tokens[max(0, at - 1) :] if at < len(tokens) else ()
    return bool(around) and not any(token.kind == "punct" or any(token.has(tag) for tag in _FLIES) for token in around)


def _called_on(before: Token | None) -> bool:
    """``داعيا بغداد إلى``, ``هجمات وصفتها طهران بأنها رد``: a government is called on, or what it says of something."""
    if before is None:
        return False
    said_of = next((before.key.removesuffix(end) for end in _PRONOUNS if before.key.endswith(end)), "")
    return in_class(before, "calls_on") or said_of in words()["say"]


def _asked(phrase: Phrase) -> bool:
    """``طالبت طهران بغداد بالرد``: a verb of asking, who asks, who is asked, and for what."""
    tokens, after = phrase.sentence.tokens[max(0, phrase.first - _ASKER) : phrase.first], phrase.after
    verb = next((at for at in range(len(tokens) - 1, -1, -1) if tokens[at].key.removeprefix("و") in _ASKS), len(tokens))
    asker = tokens[verb + 1 :]
    plain = (
        bool(asker) and not phrase.prep and not any(token.readings or token.kind == "punct" or in_class(token, "prep") for token in asker)
    )
    return plain and after is not None and (after.key.startswith("ب") or after.key in ("الي", "من"))


_ASKER = 4  # tokens back from who is asked to the verb
_ASKS = word_set("place_speakers.asks")


def _quoted(phrase: Phrase) -> bool:
    """``.. وبغداد: انتهاك سافر``: behind a stop, before a colon."""
    before, after = phrase.before, phrase.after
    return before is not None and before.kind == "punct" and after is not None and after.norm == ":"


def seat(phrase: Phrase) -> str:
    """Why the place only says where a speaker or a source has its seat, or an empty string."""
    if phrase.prep not in ("في", "ب", "من"):
        return ""
    if _seats_institution(phrase):
        return CITED
    return HOLDS_OFFICE if _holds_office(phrase) else _said_there(phrase)


def _seats_institution(phrase: Phrase) -> bool:
    """``حسب وزارة الصحة في X``, ``أعلنت السلطات في X``: who is cited, the institution next and nothing but its name before the town."""
    tokens = clause_before(phrase, 2 * _INSTITUTION)
    at = next((at for at in range(len(tokens) - 1, -1, -1) if in_class(tokens[at], "institution")), -1)
    if at < 1 or len(tokens) - at > _INSTITUTION:
        return False
    named = all(_is_plain(token) for token in tokens[at + 1 : -1])
    return named and any(_cites(token) for token in tokens[max(0, at - _INSTITUTION) : at])


def _is_plain(token: Token) -> bool:
    """A word of a name: no deed, no place."""
    return token.kind == "word" and not token.readings and not in_class(token, "cue") and not in_class(token, "prep")


def _cites(token: Token) -> bool:
    return token.key in _ACCORDING or token.key[1:] in _ACCORDING or in_class(token, "say") or token.has("say")
