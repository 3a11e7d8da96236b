"""Claims whose people stand before the word of dying or of being hurt: إن 9 مدنيين قتلوا, امرأة قتلت, فلان الذي قتل.

Each rule takes a sentence, a token index and the first token that no claim has used yet. It returns what it found, or ``None`` where
it does not apply.
"""

from __future__ import annotations

from dataclasses import replace

from workers.extractor import numbers
from workers.extractor.tokens import Sentence, Token
from workers.extractor.toll import vocabulary
from workers.extractor.toll.claims import Found, skip
from workers.extractor.toll.groups import Group, group_at
from workers.extractor.toll.list_ends import PART_HEADS
from workers.extractor.toll.marks import is_mark
from workers.extractor.toll.names import named_each
from workers.extractor.toll.nearby import list_with, number_before, with_bound
from workers.extractor.toll.parts import parts_after
from workers.extractor.toll.verbs import of_the_dead, outcome_at, outcome_of
from workers.extractor.toll.victims import next_in_list
from workers.extractor.word_sets import word_set

_GAP = 25  # words between a predicate and the names before it
_OWN_WORDS = 6  # words that tell whose men the two are, before the verb
_OF_A_DEATH = word_set("subjects.of_a_death")
_RELATIVE = word_set("subjects.relative")


def backward(sentence: Sentence, at: int, free: int) -> list[Found] | None:
    """إن 9 مدنيين قتلوا: a verb in the plural or dual behind its victims."""
    tokens = sentence.tokens
    verbs = [form for form in vocabulary.forms(tokens[at]) if form.pos == "verb" and form.tags & {"dying", "hurting"} and not form.pronoun]
    if not any(form.number in ("many", "two") and form.table in ("perf", "impf") for form in verbs):
        return None
    outcome, end = outcome_at(tokens, at)
    if tokens[at].key.startswith("اصاب"):
        return None  # صاروخين أصابا مسجدا: what hits stands before it
    if at and tokens[at - 1].key in _RELATIVE:
        return _mourned(sentence, at, outcome, free) or skip(end)
    if tokens[at].key[0] in "وف" and _acts_on_people(sentence, at + 1):
        return None  # وقتلوا ثلاثة بحارة
    nearest = _two_before(sentence, at, verbs) or number_before(sentence, at, free)
    if nearest is None:
        return None
    groups = (*list_with(sentence, nearest, free), *_hurt_otherwise(sentence, nearest, end))
    parts, last = parts_after(sentence, max(end, groups[-1].last))
    part = of_the_dead(tokens, groups[0], outcome)
    return [Found(outcome, groups[0].first, end, groups, parts, resume=last, part=part)]


def _hurt_otherwise(sentence: Sentence, before: Group, at: int) -> tuple[Group, ...]:
    """اثنين أصيبا بجروح متوسطة و42 بجروح طفيفة: behind the verb the wounds of some, and more people with theirs."""
    found, wounded, tokens = [before], at, sentence.tokens
    while wounded < len(tokens) and _wounds(tokens[wounded]):
        following = next_in_list(sentence, found[-1], wounded)
        if following is None or following.min is None or following.last >= len(tokens) or not _wounds(tokens[following.last]):
            break
        found.append(following)
        wounded = following.last
    return tuple(found[1:])


def _wounds(token: Token) -> bool:
    return token.key.startswith("ب") and vocabulary.has(token, "injury")


def _acts_on_people(sentence: Sentence, at: int) -> bool:
    group = group_at(sentence, at)
    people = group is not None and (
        group.noun == "person" or (group.last < len(sentence.tokens) and sentence.tokens[group.last - 1].key == "من")
    )
    return group is not None and people and group.min is not None and not group.named


def _mourned(sentence: Sentence, at: int, outcome: str, free: int) -> list[Found] | None:
    """نعت الحركة كلا من فلان وفلان الذين ارتقوا, جثامين ثلاثة مقاتلين الذين قتلوا: the names or the buried before the verb."""
    for index in range(at - 2, max(free, at - _GAP) - 1, -1):
        names = named_each(sentence, index)
        if names is not None and names.last <= at:
            return [Found(outcome, names.first, at + 1, (names,))]
    people = number_before(sentence, at - 1, free)
    buried = people is not None and any(is_mark(token, "funeral") for token in sentence.tokens[max(0, people.first - 4) : people.first])
    return [Found(outcome, people.first, at + 1, (people,))] if people is not None and buried and people.noun == "person" else None


def _two_before(sentence: Sentence, at: int, verbs: list[vocabulary.Form]) -> Group | None:
    """مدنيين أصيبا, قياديين من الحركة قضيا: the verb tells that they are two."""
    if {form.number for form in verbs} != {"two"}:
        return None
    for start in range(at - 1, max(at - 1 - _OWN_WORDS, -1), -1):
        group = group_at(sentence, start)
        if outcome_of(sentence.tokens[start]) or (group is not None and group.min is not None):
            return None
        ending = {form.number for form in vocabulary.forms(sentence.tokens[start])}
        if group is not None and group.noun == "person" and (start == at - 1 or ("two_or_many" in ending and not group.named)):
            return replace(group, min=2, max=2, vague=False)
    return None


def subject_before(sentence: Sentence, outcome: str, at: int, free: int) -> list[Found] | None:
    """المواطنة فلانة (30 عاما) أصيبت, إن امرأة قتلت: one person before a verb in the singular."""
    tokens = sentence.tokens
    if tokens[at].key.removeprefix("و").startswith("اصاب"):
        return None  # مستوطنة كذا وأصابت منزلا: who stands before it has hit, and is not hurt
    if at + 1 < len(tokens) and tokens[at + 1].key in PART_HEADS:  # في المشفى 30 طبيبا قتل أحدهم
        return [Found(outcome, at, at + 2, (Group(at + 1, at + 2, 1, 1, named=True),))]
    for index in range(at - 1, max(free, at - 8) - 1, -1):
        if tokens[index].key in (":", "؛", ".") or numbers.thing_kind(tokens[index].key) not in ("", "time"):
            return None
        group = group_at(sentence, index)
        if group is not None and group.noun == "person" and not group.vague:
            if index and numbers.thing_kind(tokens[index - 1].key) not in ("", "time"):
                return None  # صاروخ حوثي أصاب
            group = with_bound(sentence, group, free)
            fits = group.named or index >= at - 3
            return [Found(outcome, group.first, at + 1, (group,))] if fits and group.min else None
    return None


def the_one(sentence: Sentence, outcome: str, at: int) -> list[Found] | None:
    """فلان الذي قتل في غارة, كان فلان قد قتل بضربة: one person, whose name the rule need not know."""
    tokens = sentence.tokens
    one = any(form.table == "perf" and form.number == "one" and not form.pronoun for form in vocabulary.forms(tokens[at]))
    behind = tokens[at + 1].key if at + 1 < len(tokens) else ""
    if not one or outcome != "killed" or not (behind.startswith("ب") or behind in _OF_A_DEATH) or not at:
        return None
    had = tokens[at - 1].key == "قد" and any(token.key.removeprefix("و") in ("كان", "كانت") for token in tokens[max(0, at - 7) : at - 1])
    return [Found(outcome, at, at + 1, (Group(at, at + 1, 1, 1, named=True),))] if had or tokens[at - 1].key in ("الذي", "التي") else None
