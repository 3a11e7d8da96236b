"""Figures that need no verb of dying: one number for both (بين قتيل وجريح), and what the people are called (9 قتلى وجرحى).

Each rule takes a sentence, a token index and the first token that no claim has used yet."""

from __future__ import annotations

from dataclasses import replace

from workers.extractor import numbers
from workers.extractor.tokens import Sentence, Token
from workers.extractor.toll import vocabulary
from workers.extractor.toll.claims import Found, skip
from workers.extractor.toll.groups import Group, group_at
from workers.extractor.toll.marks import is_mark
from workers.extractor.toll.nearby import number_before
from workers.extractor.toll.parts import parts_after
from workers.extractor.toll.verbs import of_the_dead
from workers.extractor.toll.victims import victims_at
from workers.extractor.word_sets import word_set


def between(sentence: Sentence, at: int, free: int) -> list[Found] | None:
    """سبعة مدنيين بين قتيل وجريح: one number for the killed and the wounded."""
    if not dead_and_hurt(sentence.tokens, at):
        return None
    number = number_before(sentence, at, free)
    groups = (number,) if number else (Group(at + 1, at + 3, None, None, True),)
    return [Found("both", number.first if number else at, at + 3, groups)]


def dead_and_hurt(tokens: tuple[Token, ...], at: int) -> bool:
    """بين قتيل وجريح: the number before it is of both."""
    if at + 2 >= len(tokens) or tokens[at].key not in ("بين", "مابين"):
        return False
    return vocabulary.has(tokens[at + 1], "dead") and vocabulary.has(tokens[at + 2], "hurt") and tokens[at + 2].key.startswith("و")


def cases(sentence: Sentence, at: int, _free: int) -> list[Found] | None:
    """12 حالة اختناق, أكثر من 20 إصابة: counted cases of being hurt."""
    tokens = sentence.tokens
    if _one_injury(tokens, at):
        return [Found("wounded", at, at + 2, (Group(at, at + 1, 1, 1),))]
    if _two_injuries(tokens, at):
        return [Found("wounded", at, at + 1, (Group(at, at + 1, 2, 2),))]
    number = numbers.number_at(sentence, at)
    behind = number.last if number is not None and not number.value.unit_kind else len(tokens)
    if number is not None and behind < len(tokens) and tokens[behind].key == "اصابه" and not _direct(tokens, behind):
        return [Found("wounded", at, behind + 1, (Group(at, behind, number.value.min, number.value.max, number.value.vague),))]
    if number is None or behind + 1 >= len(tokens) or not is_mark(tokens[behind], "cases") or not is_mark(tokens[behind + 1], "case_of"):
        return None
    value = number.value
    return [Found("wounded", at, behind + 2, (Group(at, behind, value.min, value.max, value.vague),))]


def _one_injury(tokens: tuple[Token, ...], at: int) -> bool:
    """أوقع إصابة متوسطة: one person hurt, not so many."""
    called = tokens[at].key == "اصابه" and at > 0 and is_mark(tokens[at - 1], "recorded")
    return called and at + 1 < len(tokens) and is_mark(tokens[at + 1], "one_injury")


_TWO_INJURIES = word_set("figures.two_injuries")


def _two_injuries(tokens: tuple[Token, ...], at: int) -> bool:
    """أوقع إصابتين طفيفتين: two people hurt; not إصابتين مباشرتين of a thing, nor إصابتين بالحصبة."""
    if tokens[at].key not in _TWO_INJURIES or _direct(tokens, at):
        return False
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    return behind is None or not behind.key.startswith(("بال", "مرض", "مؤكد", "موكد"))


def _direct(tokens: tuple[Token, ...], at: int) -> bool:
    """إصابة مباشرة: a hit, not somebody hurt."""
    return at + 1 < len(tokens) and is_mark(tokens[at + 1], "direct_hit")


def described(sentence: Sentence, at: int, _free: int) -> list[Found] | None:
    """14 جنديا جريحا, ثلاثة أطفال جرحى, سقوط طفل شهيدا: counted people, and behind them what became of them."""
    group = group_at(sentence, at)
    tokens = sentence.tokens
    if group is None or group.noun != "person" or group.min is None or group.named:
        return None
    if group.last - group.first < 2 and not (at and tokens[at - 1].key.removeprefix("و") in _FALLS):
        return None
    if group.last >= len(tokens) or tokens[group.last].key.startswith("و") or vocabulary.definite(tokens[group.last]):
        return None
    said = [form for form in vocabulary.forms(tokens[group.last]) if form.tags & {"dead", "hurt"} and not form.pronoun]
    if not said:
        return None
    parts, end = parts_after(sentence, group.last + 1)
    return [Found("killed" if "dead" in said[0].tags else "wounded", at, group.last + 1, (group,), parts, resume=end)]


_FALLS = word_set("figures.falls")


def called(sentence: Sentence, at: int, _free: int) -> list[Found] | None:
    """9 قتلى, قتيلان وجريح, عشرات الجرحى, سقوط شهداء."""
    tokens, group = sentence.tokens, group_at(sentence, at)
    if group is None or group.noun not in ("dead", "hurt") or _no_count(tokens, group):
        return None
    if group.min is None and not group.last - group.first > 1 and at and is_mark(tokens[at - 1], "toll"):
        return skip(group.last)  # عدد ضحايا القصف: the figure follows
    outcome = "killed" if group.noun == "dead" else "wounded"
    if group.min is not None and (shared := between(sentence, group.last, at)):
        return shared  # 31 ضحية بين قتيل وجريح
    if outcome == "killed" and _and_hurt(tokens, group):
        return [Found("both", at, group.last + 1, (group,))]
    return _counted_so(sentence, group, outcome)


def _no_count(tokens: tuple[Token, ...], group: Group) -> bool:
    """القتلى, أحد المصابين, أسماء الشهداء, طفل شهيد, إصابات مباشرة, جرحاه: known already, a name, or nobody."""
    at, alone = group.first, group.last - group.first == 1
    if tokens[at].key in ("احد", "احدي") and vocabulary.definite(tokens[group.last - 1]):
        return True
    if group.named and (group.min is None or alone):
        return True
    if at and alone and (is_mark(tokens[at - 1], "name_head") or _adjective(tokens, group)):
        return True
    return _body_or_hit(tokens, group) or vocabulary.with_pronoun(tokens[group.last - 1], group.noun)


def _counted_so(sentence: Sentence, group: Group, outcome: str) -> list[Found]:
    """The figure as it is told: a toll, one that rose from another, a part of those told before."""
    tokens, at = sentence.tokens, group.first
    parts, end = parts_after(sentence, group.last)
    told = tokens[max(0, at - 40) : at]
    total = any(is_mark(token, "toll") for token in told)
    if tokens[at].key == "من" and group.min != group.max and any(is_mark(token, "rise") for token in told):
        old, new = replace(group, last=at + 2, max=group.min), replace(group, min=group.max)  # ارتفعت الحصيلة من ستة إلى تسعة قتلى
        risen = Found(outcome, at, group.last, (new,), parts, resume=end, total=True)
        return [Found(outcome, at, at + 2, (old,), total=True, earlier=True), risen]
    earlier = total and any(is_mark(token, "former") for token in told[-6:])  # الحصيلة السابقة
    found_now = any(is_mark(token, "remains") for token in told[-1:])  # رفات 14 شهيدا
    part = found_now or (not group.vague and of_the_dead(tokens, group, outcome))
    return [Found(outcome, at, group.last, (group,), parts, resume=end, total=total, earlier=earlier, part=part)]


def _adjective(tokens: tuple[Token, ...], group: Group) -> bool:
    """طفل شهيد: the person is already counted."""
    return group.min == 1 and vocabulary.has(tokens[group.first - 1], "person") and not numbers.conjoined(tokens[group.first])


_FINDERS = 6  # words from the finding to the bodies, with who found them


def bodies(sentence: Sentence, at: int, _free: int) -> list[Found] | None:
    """عثر على جثث عشرة أشخاص, انتشلت فرق الدفاع المدني جثامين سبعة مدنيين: found, not buried."""
    if not sentence.tokens[at].key.endswith(("جثث", "جثامين")):
        return None
    if not any(is_mark(token, "found") for token in sentence.tokens[max(0, at - _FINDERS) : at]):
        return None
    victims = victims_at(sentence, at + 1)
    told = victims is not None and victims.groups[0].min is not None and victims.groups[0].noun == "person"
    return [Found("killed", at, victims.groups[-1].last, victims.groups, victims.parts)] if victims is not None and told else None


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
