"""Figures that need no verb of dying: tolls (ارتفع عدد القتلى إلى 35), one number for both (بين قتيل وجريح), and what the people are called
(9 قتلى وجرحى). Each rule takes a sentence, a token index and the first token that no claim has used yet."""

from __future__ import annotations

from workers.extractor import numbers, numerals
from workers.extractor.tokens import Sentence, Token
from workers.extractor.toll import vocabulary
from workers.extractor.toll.claims import Found, skip
from workers.extractor.toll.groups import Group, group_at
from workers.extractor.toll.marks import is_mark
from workers.extractor.toll.nearby import number_before
from workers.extractor.toll.victims import parts_after, victims_at


def toll(sentence: Sentence, at: int, _free: int) -> list[Found] | None:
    """عدد القتلى إلى 35, حصيلة ضحايا القصف بلغت 60, والجرحى إلى 12: the outcome from the noun, the number from behind "to"."""
    tokens = sentence.tokens
    if _side_by_side(tokens, at):
        return _reached(sentence, at, at + (tokens[at + 1].key in ("الي", ":")), _tolled(tokens[at]))
    if not is_mark(tokens[at], "toll") or tokens[at].key == "بعدد":
        return _amounting(sentence, at)
    noun_at = next((i for i in range(at + 1, min(len(tokens), at + 4)) if _tolled(tokens[i])), None)
    return _raised(sentence, at) if noun_at is None else _told_ahead(sentence, at, noun_at) or _told_behind(sentence, at, noun_at)


def _told_behind(sentence: Sentence, at: int, noun_at: int) -> list[Found] | None:
    """عدد القتلى (في القصف) ارتفع إلى 35, عدد القتلى 35."""
    tokens = sentence.tokens
    both = noun_at + 1 < len(tokens) and _tolled(tokens[noun_at + 1]) and tokens[noun_at + 1].key.startswith("و")
    outcome = "both" if both else _tolled(tokens[noun_at])
    if noun_at + 1 < len(tokens) and (tokens[noun_at + 1].kind == "number" or numerals.begins_numeral(tokens[noun_at + 1].key)):
        return _reached(sentence, at, noun_at, outcome)
    for index in range(noun_at + 1, min(len(tokens), noun_at + 40)):
        if tokens[index].key in (".", "؛") or vocabulary.has(tokens[index], "taking"):
            break
        found = _reached(sentence, at, index, outcome) if is_mark(tokens[index], "reach") or tokens[index].key == "من" else None
        if found is not None:
            return found
    return _at_the_end(sentence, at, noun_at, outcome)


def _told_ahead(sentence: Sentence, at: int, noun_at: int) -> list[Found] | None:
    """ارتفع إلى 14 عدد القتلى: the number before what it counts."""
    for start in range(at - 1, max(0, at - 5), -1):
        number = numbers.number_at(sentence, start)
        if number is None or number.last != at or number.value.unit_kind or sentence.tokens[start - 1].key != "الي":
            continue
        group = Group(start, at, number.value.min, number.value.max, number.value.vague)
        return [Found(_tolled(sentence.tokens[noun_at]), start, noun_at + 1, (group,), total=True)]
    return None


def _at_the_end(sentence: Sentence, first: int, noun_at: int, outcome: str) -> list[Found] | None:
    """عدد قتلى الغارات على البلدة 19: in a headline the bare number closes the sentence."""
    tokens = sentence.tokens
    last = next((i for i in range(noun_at + 1, min(len(tokens), noun_at + 12)) if tokens[i].kind in ("number", "punct")), len(tokens))
    if last >= len(tokens) or tokens[last].kind != "number" or (last + 1 < len(tokens) and tokens[last + 1].kind != "punct"):
        return None
    return _reached(sentence, first, last - 1, outcome)


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


def _amounting(sentence: Sentence, at: int) -> list[Found] | None:
    """قتلى الهجوم على المعسكر بلغوا 80: the dead of it, and a verb that gives their number."""
    tokens = sentence.tokens
    outcome = _tolled(tokens[at])
    if not outcome or (at and (numbers.number_at(sentence, at - 1) is not None or is_mark(tokens[at - 1], "name_head"))):
        return None
    for index in range(at + 1, min(len(tokens) - 1, at + 18)):
        if tokens[index].key in (".", "؛", ":") or vocabulary.has(tokens[index], "dying", "hurting", "taking"):
            return None
        if is_mark(tokens[index], "amounts"):
            return _reached(sentence, at, index + (tokens[index + 1].key == "الي"), outcome)
    return None


def _side_by_side(tokens: tuple[Token, ...], at: int) -> bool:
    """والجرحى إلى 12, القتلى 4, الجرحى: 14."""
    if at + 1 >= len(tokens) or not vocabulary.definite(tokens[at]) or not _tolled(tokens[at]):
        return False
    if at and tokens[at - 1].key in ("بين", "وبين", "من", "ومن", "مابين"):
        return False  # بين القتلى 3 أطفال: a part of them
    if tokens[at + 1].key in ("الي", ":") or tokens[at + 1].kind == "number":
        return True
    return tokens[at].key.startswith("و") and numerals.begins_numeral(tokens[at + 1].key)  # والجرحى عشرين


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
    return [Found(outcome, first, victims.groups[-1].last, victims.groups, victims.parts, total=True, resume=victims.last)]


def between(sentence: Sentence, at: int, free: int) -> list[Found] | None:
    """سبعة مدنيين بين قتيل وجريح: one number for the killed and the wounded."""
    tokens = sentence.tokens
    if tokens[at].key not in ("بين", "مابين") or at + 2 >= len(tokens):
        return None
    if not (vocabulary.has(tokens[at + 1], "dead") and vocabulary.has(tokens[at + 2], "hurt") and tokens[at + 2].key.startswith("و")):
        return None
    number = number_before(sentence, at, free)
    groups = (number,) if number else (Group(at + 1, at + 3, None, None, True),)
    return [Found("both", number.first if number else at, at + 3, groups)]


def cases(sentence: Sentence, at: int, _free: int) -> list[Found] | None:
    """12 حالة اختناق, أكثر من 20 إصابة: counted cases of being hurt."""
    tokens = sentence.tokens
    number = numbers.number_at(sentence, at)
    behind = number.last if number is not None and not number.value.unit_kind else len(tokens)
    if number is not None and behind < len(tokens) and tokens[behind].key == "اصابه" and not _direct(tokens, behind):
        return [Found("wounded", at, behind + 1, (Group(at, behind, number.value.min, number.value.max, number.value.vague),))]
    if number is None or behind + 1 >= len(tokens) or not is_mark(tokens[behind], "cases") or not is_mark(tokens[behind + 1], "case_of"):
        return None
    value = number.value
    return [Found("wounded", at, behind + 2, (Group(at, behind, value.min, value.max, value.vague),))]


def _direct(tokens: tuple[Token, ...], at: int) -> bool:
    """إصابة مباشرة: a hit, not somebody hurt."""
    return at + 1 < len(tokens) and is_mark(tokens[at + 1], "direct_hit")


def described(sentence: Sentence, at: int, _free: int) -> list[Found] | None:
    """14 جنديا جريحا, ثلاثة أطفال جرحى: counted people, and behind them what became of them."""
    group = group_at(sentence, at)
    tokens = sentence.tokens
    if group is None or group.noun != "person" or group.min is None or group.named or group.last - group.first < 2:
        return None
    if group.last >= len(tokens) or tokens[group.last].key.startswith("و") or vocabulary.definite(tokens[group.last]):
        return None
    said = [form for form in vocabulary.forms(tokens[group.last]) if form.tags & {"dead", "hurt"} and not form.pronoun]
    if not said:
        return None
    parts, end = parts_after(sentence, group.last + 1)
    return [Found("killed" if "dead" in said[0].tags else "wounded", at, group.last + 1, (group,), parts, resume=end)]


def called(sentence: Sentence, at: int, _free: int) -> list[Found] | None:
    """9 قتلى, قتيلان وجريح, عشرات الجرحى, سقوط شهداء."""
    tokens = sentence.tokens
    group = group_at(sentence, at)
    if group is None or group.noun not in ("dead", "hurt") or (group.named and group.min is None) or group.named:
        return None
    if at and (is_mark(tokens[at - 1], "name_head") or _adjective(tokens, group)) and group.last - group.first == 1:
        return None
    if _body_or_hit(tokens, group) or vocabulary.with_pronoun(tokens[group.last - 1], group.noun):
        return None
    if group.min is None and not group.last - group.first > 1 and at and is_mark(tokens[at - 1], "toll"):
        return skip(group.last)  # عدد ضحايا القصف: the figure follows
    outcome = "killed" if group.noun == "dead" else "wounded"
    if outcome == "killed" and _and_hurt(tokens, group):
        return [Found("both", at, group.last + 1, (group,))]
    parts, end = parts_after(sentence, group.last)
    told = tokens[max(0, at - 40) : at]
    total = any(is_mark(token, "toll") for token in told)
    earlier = total and any(is_mark(token, "former") for token in told[-6:])  # الحصيلة السابقة
    return [Found(outcome, at, group.last, (group,), parts, resume=end, total=total, earlier=earlier)]


def _adjective(tokens: tuple[Token, ...], group: Group) -> bool:
    """طفل شهيد: the person is already counted."""
    return group.min == 1 and vocabulary.has(tokens[group.first - 1], "person") and not numbers.conjoined(tokens[group.first])


def _body_or_hit(tokens: tuple[Token, ...], group: Group) -> bool:
    """A corpse found, a name (شهيد المحراب), or direct hits (إصابات مباشرة) are no count of casualties."""
    word = tokens[group.last - 1].key
    if group.last - group.first == 1 and word.endswith("ضحيه"):
        return True
    if group.min in (None, 1) and word.endswith(("جثه", "جثث", "جثمان", "جثامين")):
        return True
    return word.endswith("اصابات") and group.last < len(tokens) and is_mark(tokens[group.last], "direct_hit")


def _and_hurt(tokens: tuple[Token, ...], group: Group) -> bool:
    """40 قتيلا وجريحا: the second noun has no number of its own and agrees with the first."""
    if group.last >= len(tokens) or not tokens[group.last].key.startswith("و") or not vocabulary.has(tokens[group.last], "hurt"):
        return False
    numbers_said = {form.number for form in vocabulary.forms(tokens[group.last]) if "hurt" in form.tags}
    counted = group.last - group.first > 1 and group.min is not None
    return counted and ((numbers_said == {"one"} and (group.min or 0) > 10) or ("many" in numbers_said and 3 <= (group.min or 0) <= 10))
