"""Figures that need no verb of dying: tolls (ارتفع عدد القتلى إلى 35), one number for both (بين قتيل وجريح), and what the people are called
(9 قتلى وجرحى). Each rule takes a sentence, a token index and the first token that no claim has used yet."""

from __future__ import annotations

from workers.extractor import numbers, vocabulary
from workers.extractor.claims import Found, skip
from workers.extractor.groups import Group, group_at
from workers.extractor.marks import is_mark
from workers.extractor.nearby import number_before
from workers.extractor.tokens import Sentence, Token
from workers.extractor.victims import parts_after, victims_at


def toll(sentence: Sentence, at: int, _free: int) -> list[Found] | None:
    """عدد القتلى إلى 35, حصيلة ضحايا القصف بلغت 60, والجرحى إلى 12: the outcome from the noun, the number from behind "to"."""
    tokens = sentence.tokens
    if _side_by_side(tokens, at):
        return _reached(sentence, at, at + (tokens[at + 1].kind != "number"), _tolled(tokens[at]))
    if not is_mark(tokens[at], "toll") or tokens[at].key == "بعدد":
        return None
    noun_at = next((i for i in range(at + 1, min(len(tokens), at + 4)) if _tolled(tokens[i])), None)
    if noun_at is None:
        return None
    both = noun_at + 1 < len(tokens) and _tolled(tokens[noun_at + 1]) and tokens[noun_at + 1].key.startswith("و")
    outcome = "both" if both else _tolled(tokens[noun_at])
    if noun_at + 1 < len(tokens) and tokens[noun_at + 1].kind == "number":
        return _reached(sentence, at, noun_at, outcome)
    for index in range(noun_at + 1, min(len(tokens), noun_at + 40)):
        if tokens[index].key in (".", "؛") or vocabulary.has(tokens[index], "taking"):
            break
        found = _reached(sentence, at, index, outcome) if is_mark(tokens[index], "reach") or tokens[index].key == "من" else None
        if found is not None:
            return found
    return None


def _side_by_side(tokens: tuple[Token, ...], at: int) -> bool:
    """والجرحى إلى 12, القتلى 4, الجرحى: 14."""
    if at + 1 >= len(tokens) or not vocabulary.definite(tokens[at]) or not _tolled(tokens[at]):
        return False
    if at and tokens[at - 1].key in ("بين", "وبين", "من", "ومن", "مابين"):
        return False  # بين القتلى 3 أطفال: a part of them
    return tokens[at + 1].key in ("الي", ":") or tokens[at + 1].kind == "number"


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
    """12 حالة اختناق: counted cases of being hurt."""
    tokens = sentence.tokens
    number = numbers.number_at(sentence, at)
    behind = number.last if number is not None and not number.value.unit_kind else len(tokens)
    if number is None or behind + 1 >= len(tokens) or not is_mark(tokens[behind], "cases") or not is_mark(tokens[behind + 1], "case_of"):
        return None
    value = number.value
    return [Found("wounded", at, behind + 2, (Group(at, behind, value.min, value.max, value.vague),))]


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
    total = any(is_mark(token, "toll") for token in tokens[max(0, at - 40) : at])
    return [Found(outcome, at, group.last, (group,), parts, resume=end, total=total)]


def _adjective(tokens: tuple[Token, ...], group: Group) -> bool:
    """طفل شهيد: the person is already counted."""
    return group.min == 1 and vocabulary.has(tokens[group.first - 1], "person") and not numbers.conjoined(tokens[group.first])


def _body_or_hit(tokens: tuple[Token, ...], group: Group) -> bool:
    """A corpse found, a name (شهيد المحراب), or direct hits (إصابات مباشرة) are no count of casualties."""
    word = tokens[group.last - 1].key
    if group.last - group.first == 1 and word.endswith("ضحيه"):
        return True
    following = tokens[group.last].key if group.last < len(tokens) else ""
    if group.min in (None, 1) and word.endswith(("جثه", "جثث", "جثمان", "جثامين")):
        return True
    return word.endswith("اصابات") and following in ("مباشره", "دقيقه", "محققه", "بالغه", "اربعه")


def _and_hurt(tokens: tuple[Token, ...], group: Group) -> bool:
    """40 قتيلا وجريحا: the second noun has no number of its own and agrees with the first."""
    if group.last >= len(tokens) or not tokens[group.last].key.startswith("و") or not vocabulary.has(tokens[group.last], "hurt"):
        return False
    numbers_said = {form.number for form in vocabulary.forms(tokens[group.last]) if "hurt" in form.tags}
    counted = group.last - group.first > 1 and group.min is not None
    return counted and ((numbers_said == {"one"} and (group.min or 0) > 10) or ("many" in numbers_said and 3 <= (group.min or 0) <= 10))
