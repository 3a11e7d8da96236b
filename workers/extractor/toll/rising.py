"""Tolls, whose number may stand far from what it counts: ارتفع عدد القتلى إلى 35, ارتفع إلى 14 عدد من قتلوا, صار عدد الضحايا أكثر من 33."""

from __future__ import annotations

from dataclasses import replace

from workers.extractor import numbers, numerals
from workers.extractor.numbers import NumberValue
from workers.extractor.tokens import Mention, Sentence, Token
from workers.extractor.toll import vocabulary
from workers.extractor.toll.claims import Found
from workers.extractor.toll.figures import dead_and_hurt
from workers.extractor.toll.groups import Group, group_at
from workers.extractor.toll.list_ends import MOSTLY, PART_MARKS
from workers.extractor.toll.marks import is_mark
from workers.extractor.toll.parts import parts_after
from workers.extractor.toll.victims import victims_at
from workers.extractor.word_sets import word_set

_RELATIVE = word_set("rising.relative")
_FAR = 25  # words between a toll that "became" and its number
_BACK = 14  # words between a number and what it counts, where the number stands first


def toll(sentence: Sentence, at: int, free: int) -> list[Found] | None:
    """عدد القتلى إلى 35, حصيلة ضحايا القصف بلغت 60, والجرحى إلى 12: the outcome from the noun, the number from behind "to"."""
    tokens = sentence.tokens
    if _side_by_side(tokens, at):
        return _reached(sentence, at, at + (tokens[at + 1].key in ("الي", ":")), _tolled(tokens[at]))
    if not is_mark(tokens[at], "toll") or tokens[at].key == "بعدد":
        return _amounting(sentence, at)
    noun_at = next((i for i in range(at + 1, min(len(tokens), at + 4)) if _counted(tokens, i)), None)
    if noun_at is None:
        return _raised(sentence, at) or _of_strike(sentence, at)
    found = _told_ahead(sentence, at, noun_at, free) or _told_behind(sentence, at, noun_at)
    exceeds = at > 0 and is_mark(tokens[at - 1], "exceeds")
    return [_at_least(one) for one in found] if found and exceeds else found


def _at_least(found: Found) -> Found:
    """تجاوز عدد القتلى 15: more than that."""
    return replace(found, groups=(replace(found.groups[0], max=None), *found.groups[1:]))


def _counted(tokens: tuple[Token, ...], at: int) -> str:
    """The outcome that a toll's noun names: عدد القتلى, عدد من قتلوا, عدد المدنيين الذين قضوا."""
    return _tolled(tokens[at]) or (_fate(tokens[at]) if tokens[at - 1].key in _RELATIVE else "")


def _fate(token: Token) -> str:
    """What became of those of whom a verb in the plural tells: قتلوا, قضوا, أصيبوا."""
    told = [form for form in vocabulary.forms(token) if form.table == "perf" and form.number == "many" and not form.pronoun]
    return next((outcome for tag, outcome in (("dying", "killed"), ("hurting", "wounded")) if any(tag in form.tags for form in told)), "")


def _told_behind(sentence: Sentence, at: int, noun_at: int) -> list[Found] | None:
    """عدد القتلى (في القصف) ارتفع إلى 35, عدد القتلى 35."""
    tokens = sentence.tokens
    both = noun_at + 1 < len(tokens) and _tolled(tokens[noun_at + 1]) and tokens[noun_at + 1].key.startswith("و")
    outcome = "both" if both else _counted(tokens, noun_at)
    if noun_at + 1 < len(tokens) and (tokens[noun_at + 1].kind == "number" or numerals.begins_numeral(tokens[noun_at + 1].key)):
        return _reached(sentence, at, noun_at, outcome)
    for index in range(noun_at + 1, min(len(tokens), noun_at + 40)):
        if tokens[index].key in (".", "؛") or vocabulary.has(tokens[index], "taking"):
            break
        found = _reached(sentence, at, index, outcome) if is_mark(tokens[index], "reach") or tokens[index].key == "من" else None
        if found is not None:
            return found
    return _became(sentence, at, noun_at, outcome) or _at_the_end(sentence, at, noun_at, outcome)


def _became(sentence: Sentence, at: int, noun_at: int, outcome: str) -> list[Found] | None:
    """صار عدد الذين قضوا في القصف أمس أكثر من 33, بلغ عدد شهداء البلدة 11، بينهم: the verb first, where it happened, the number last."""
    tokens = sentence.tokens
    if not any(is_mark(token, "becomes") or is_mark(token, "rise") for token in tokens[max(0, at - 3) : at]):
        return None
    for index in range(noun_at + 1, min(len(tokens), noun_at + _FAR)):
        if tokens[index].key in (".", "؛", ":") or vocabulary.has(tokens[index], "dying", "hurting", "taking", "dead", "hurt"):
            return None
        number = numbers.number_at(sentence, index)
        if number is not None and _is_toll(tokens, number):
            return _reached(sentence, at, index - 1, outcome)
    return None


def _is_toll(tokens: tuple[Token, ...], number: Mention[NumberValue]) -> bool:
    """A number of people, or a bare one that a comma, the parts or the end follow; not a day, a year, one of the raids."""
    value, before = number.value, tokens[number.first - 1]
    if value.unit_kind == "person":
        return not number.rule.startswith(("one", "dual")) and not is_mark(before, "name_head")
    follower = tokens[number.last] if number.last < len(tokens) else None
    closed = follower is None or follower.kind == "punct" or follower.key in PART_MARKS or follower.key in MOSTLY or follower.key == "من"
    dated = numbers.thing_kind(before.key) == "time" or is_mark(before, "recent") or is_mark(before, "no_owner") or before.key == "("
    return not value.unit_kind and closed and not dated and before.kind != "number"


def _told_ahead(sentence: Sentence, at: int, noun_at: int, free: int) -> list[Found] | None:
    """ارتفع إلى 14 عدد القتلى, ارتفع إلى 14، بينهم طفلان، عدد من قتلوا, إلى 14 ارتفع عدد القتلى: the number before what it counts."""
    tokens = sentence.tokens
    for start in range(at - 1, max(0, free - 1, at - _BACK), -1):
        if tokens[start - 1].key not in ("الي", "والي"):
            continue
        victims = victims_at(sentence, start)
        if victims is None or victims.groups[0].min is None or not _reaches(tokens, victims.last, at):
            return None
        outcome = _counted(tokens, noun_at)
        return [Found(outcome, start, noun_at + 1, victims.groups, victims.parts, total=True)]
    return None


def _reaches(tokens: tuple[Token, ...], at: int, noun: int) -> bool:
    """Does nothing but a comma or the verb of rising stand between the number and what it counts?"""
    return all(token.kind == "punct" or is_mark(token, "rise") for token in tokens[at:noun])


def _at_the_end(sentence: Sentence, first: int, noun_at: int, outcome: str) -> list[Found] | None:
    """عدد قتلى الغارات على البلدة 19: in a headline the bare number closes the sentence."""
    tokens = sentence.tokens
    last = next((i for i in range(noun_at + 1, min(len(tokens), noun_at + 12)) if tokens[i].kind in ("number", "punct")), len(tokens))
    if last >= len(tokens) or tokens[last].kind != "number" or (last + 1 < len(tokens) and tokens[last + 1].kind != "punct"):
        return None
    return _reached(sentence, first, last - 1, outcome)


_THEIRS = word_set("rising.theirs")


def _raised(sentence: Sentence, at: int) -> list[Found] | None:
    """رفع ناشطون الحصيلة إلى 27: whose toll it is, the sentence said before; the dead where it did not."""
    tokens = sentence.tokens
    if tokens[at].key.removeprefix("و") not in ("الحصيله", "العدد") or not any(
        is_mark(token, "rise") for token in tokens[max(0, at - 4) : at]
    ):
        return None
    to = next((i for i in range(at + 1, min(len(tokens) - 1, at + 7)) if tokens[i].key == "الي"), None)
    number = numbers.number_at(sentence, to + 1) if to is not None else None
    if to is None or number is None or number.value.unit_kind not in ("", "person"):
        return None
    hurt = any(vocabulary.has(token, "hurt", "hurting") for token in tokens[:at])
    dead = any(vocabulary.has(token, "dead", "dying") for token in tokens[:at])
    return _reached(sentence, at, to, "wounded" if hurt and not dead else "killed")


_TO_THE_STRIKE, _TO_THE_NUMBER = 3, 14  # words


def _of_strike(sentence: Sentence, at: int) -> list[Found] | None:
    """حصيلة القصف على البلدة بلغت 23 مدنيا: of people counted by what a strike cost, without a word for what became of them."""
    tokens = sentence.tokens
    struck = any(is_mark(token, "strike_cause") for token in tokens[at + 1 : at + 1 + _TO_THE_STRIKE])
    if not is_mark(tokens[at], "tally") or not struck:
        return None
    for index in range(at + 2, min(len(tokens) - 1, at + _TO_THE_NUMBER)):
        if tokens[index].key in (".", "؛", "،") or vocabulary.has(tokens[index], "dying", "hurting", "taking"):
            return None
        behind = index + is_mark(tokens[index + 1], "recent")  # بلغت اليوم 23
        number = numbers.number_at(sentence, behind + 1) if is_mark(tokens[index], "reach") else None
        if number is not None and number.value.unit_kind == "person":
            return _reached(sentence, at, behind, "killed")
    return None


def rose_again(sentence: Sentence, at: int, _free: int) -> list[Found] | None:
    """تحدثت حصيلة عن 17 قتيلا قبل أن ترتفع إلى 27, لترتفع حصيلتهم إلى 8: the toll is named before."""
    tokens = sentence.tokens
    theirs = at + 1 < len(tokens) and tokens[at + 1].key in _THEIRS
    to = at + 1 + theirs
    if not is_mark(tokens[at], "rise") or to + 1 >= len(tokens) or tokens[to].key != "الي":
        return None
    told = tokens[max(0, at - _BACK) : at]
    known = any(is_mark(token, "tally") or (theirs and vocabulary.has(token, "dead", "hurt")) for token in told)
    number = numbers.number_at(sentence, to + 1)
    if not known or number is None or not _is_toll(tokens, number):
        return None
    hurt = any(vocabulary.has(token, "hurt", "hurting") for token in told)
    dead = any(vocabulary.has(token, "dead", "dying") for token in told)
    return _reached(sentence, at, to, "wounded" if hurt and not dead else "killed")


def _amounting(sentence: Sentence, at: int) -> list[Found] | None:
    """قتلى الهجوم على المعسكر بلغوا 80: the dead of it, and a verb that gives their number."""
    tokens = sentence.tokens
    outcome = _tolled(tokens[at])
    if not outcome or (at and (numbers.number_at(sentence, at - 1) is not None or is_mark(tokens[at - 1], "name_head"))):
        return None
    for index in range(at + 1, min(len(tokens) - 1, at + 18)):
        if tokens[index].key in (".", "؛", ":") or vocabulary.has(tokens[index], "dying", "hurting", "taking"):
            return None
        if is_mark(tokens[index], "rise") and tokens[index + 1].key == "الي":
            return _reached(sentence, at, index + 1, outcome)
        if is_mark(tokens[index], "amounts"):
            return _reached(sentence, at, index + (tokens[index + 1].key == "الي"), outcome)
        if (
            tokens[index].key == "لا"
            and (bound := numbers.number_at(sentence, index)) is not None
            and bound.value.unit_kind in ("", "person")
        ):
            return _reached(sentence, at, index - 1, outcome)  # القتلى لا يقلون عن 10
    return None


def _side_by_side(tokens: tuple[Token, ...], at: int) -> bool:
    """والجرحى إلى 12, القتلى 4, الجرحى: 14."""
    if at + 1 >= len(tokens) or not vocabulary.definite(tokens[at]) or not _tolled(tokens[at]):
        return False
    if at and tokens[at - 1].key in ("بين", "وبين", "من", "ومن", "مابين"):
        return False  # بين القتلى 3 أطفال: a part of them
    if at and vocabulary.definite(tokens[at - 1]) and vocabulary.has(tokens[at - 1], "person"):
        return False  # الأطفال القتلى 7
    if tokens[at + 1].key in ("الي", ":") or tokens[at + 1].kind == "number":
        return True
    joined = tokens[at].key.startswith("و") or not at or tokens[at - 1].key in ("ان", "بان", "،", ":", "-")
    return joined and numerals.begins_numeral(tokens[at + 1].key)  # والجرحى عشرين, القتلى ثلاثة


def _tolled(token: Token) -> str:
    """The outcome that a toll's noun names: القتلى, الضحايا, المصابين; only of the dead and hurt as a class."""
    readings = [form for form in vocabulary.forms(token) if form.tags & {"dead", "hurt"} and form.number in ("many", "two_or_many")]
    if not readings:
        return ""
    return "killed" if "dead" in readings[0].tags else "wounded"


def _reached(sentence: Sentence, first: int, at: int, outcome: str) -> list[Found] | None:
    """The number behind إلى; in "من 5 إلى 8" the older one as well."""
    tokens = sentence.tokens
    older = group_at(sentence, at + 1) if tokens[at].key == "من" else None
    value = numbers.number_at(sentence, at) if older else None
    if tokens[at].key == "من":
        if value is None or value.value.min is None or value.value.max is None or value.value.min == value.value.max:
            return None
        low, high = value.value.min, value.value.max
        old, new = Group(at + 1, at + 2, low, low), Group(at + 2, value.last, high, high)
        parts, end = parts_after(sentence, value.last)
        return [
            Found(outcome, at + 1, at + 2, (old,), total=True, earlier=True),
            Found(outcome, first, value.last, (new,), parts, total=True, resume=end),
        ]
    victims = victims_at(sentence, at + 1)
    if victims is None or victims.groups[0].min is None or victims.groups[0].noun in ("dead", "hurt") or victims.groups[0].named:
        return None
    both = dead_and_hurt(tokens, victims.last + (victims.last < len(tokens) and tokens[victims.last].key == "ما"))
    outcome = "both" if both else outcome
    return [Found(outcome, first, victims.groups[-1].last, victims.groups, victims.parts, total=True, resume=victims.last)]
