"""Claims of more than one word: أودى بحياة تسعة, راح ضحيتها 51, لقي مصرعه, القضاء على خمسة, أسعفت الفرق 23.

Each rule takes a sentence, a token index and the first token that no claim has used yet. It returns what it found, or ``None`` where
it does not apply.
"""

from __future__ import annotations

from dataclasses import replace

from workers.extractor import numbers
from workers.extractor.tokens import Sentence, Token
from workers.extractor.toll import vocabulary
from workers.extractor.toll.claims import Found, skip
from workers.extractor.toll.groups import Group
from workers.extractor.toll.marks import is_mark
from workers.extractor.toll.names import household
from workers.extractor.toll.nearby import number_before
from workers.extractor.toll.predicates import GAP, behind_adverbial, found_of
from workers.extractor.toll.verbs import outcome_of
from workers.extractor.toll.victims import victims_at
from workers.extractor.word_sets import word_set

_CARE = 4  # words from those taken in to where
_STRUCK = 8  # words from one who was killed to the strike
_SUBJECT = 3  # words of the subject between a verb and those it did away with


def lives(sentence: Sentence, at: int, _free: int) -> list[Found] | None:
    """أودى بحياة تسعة, حصد أرواح خمسة."""
    tokens = sentence.tokens
    if not any(form.pronoun == "" for form in vocabulary.forms(tokens[at]) if "lives" in form.tags):
        return None
    if not any(vocabulary.has(token, "taking") for token in tokens[max(0, at - 12) : at]):
        return None
    victims = victims_at(sentence, at + 1) or household(sentence, at + 1)
    return [found_of("killed", victims)] if victims else None


def reaped(sentence: Sentence, at: int, _free: int) -> list[Found] | None:
    """حصدت 21 مدنيا, القصف حصد 12 ضحية: the verb takes the people themselves; counted people only, prizes are reaped too."""
    tokens = sentence.tokens
    if not vocabulary.has(tokens[at], "reaping") or vocabulary.has(tokens[min(at + 1, len(tokens) - 1)], "lives"):
        return None  # حصد أرواح خمسة
    return behind_adverbial(sentence, "killed", at + 1)


def aided(sentence: Sentence, at: int, _free: int) -> list[Found] | None:
    """أسعفت الفرق 23 مدنيا, إسعاف 23: the hurt who were given aid, maybe not all of them."""
    tokens = sentence.tokens
    if not is_mark(tokens[at], "aided") or vocabulary.definite(tokens[at]) or (at and numbers.thing_kind(tokens[at - 1].key)):
        return None  # سيارة إسعاف واحدة
    reach = 1 if tokens[at].key.endswith("اسعاف") else 4  # سيارة إسعاف
    for index in range(at + 1, min(len(tokens), at + 1 + reach)):
        if tokens[index].kind == "punct" or outcome_of(tokens[index]):
            return None
        victims = victims_at(sentence, index)
        if victims is not None and victims.groups[0].min is not None and not victims.groups[0].named:
            return [replace(found_of("wounded", victims), part=True)]
    return None


def taken_in(sentence: Sentence, at: int, free: int) -> list[Found] | None:
    """نقل تسعة أشخاص إلى المستشفى, تلقى 14 شخصا العلاج, إن 14 شخصا نقلوا إلى المستشفى: people in need of it, maybe not all who were
    hurt."""
    tokens = sentence.tokens
    if not is_mark(tokens[at], "taken_in") or vocabulary.definite(tokens[at]):
        return None
    if tokens[at].key in _WERE_TAKEN and (before := _told_before(sentence, at, free)) is not None:
        return before
    victims = victims_at(sentence, at + 1)
    first = victims.groups[0] if victims is not None else None
    told = first is not None and (first.noun == "person" or first.other) and first.min is not None and not first.named
    if victims is None or not told or not any(is_mark(token, "care") for token in tokens[victims.last : victims.last + _CARE]):
        return None
    return [replace(found_of("wounded", victims), part=True)]


_WERE_TAKEN = frozenset(("نقلوا", "ادخلوا", "تلقوا"))


def _told_before(sentence: Sentence, at: int, free: int) -> list[Found] | None:
    """شخصا 14 before نقلوا, and the hospital right behind it."""
    if not any(is_mark(token, "care") for token in sentence.tokens[at + 1 : at + 1 + _CARE]):
        return None
    group = number_before(sentence, at, free)
    told = group is not None and group.last == at and group.noun == "person" and group.min is not None and not group.named
    return [Found("wounded", group.first, at + 1, (group,), part=True)] if group is not None and told else None


def eliminated(sentence: Sentence, at: int, _free: int) -> list[Found] | None:
    """القضاء على خمسة مسلحين, تحييد قياديين اثنين, قضى على المدعو فلان, حيّدت المدفعية ثلاثة عناصر: people only, the words are used of
    much else; one known person only where they tell of a deed."""
    tokens = sentence.tokens
    done_away = at + 1 < len(tokens) and tokens[at + 1].key == "علي" and (tokens[at].key.endswith("القضا") or is_done_away(tokens[at].key))
    if not done_away and not is_mark(tokens[at], "neutralised"):
        return None
    if done_away and at + 2 < len(tokens) and tokens[at + 2].key == "المدعو":
        one = Group(at + 2, at + 3, 1, 1, named=True)
        groups = (one, *_with_him(sentence, at + 3))
        return [Found("killed", at, groups[-1].last, groups)]
    reach = 1 if done_away or tokens[at].key.endswith("تحييد") else _SUBJECT  # the verb's subject may stand between
    first = at + 1 + done_away
    first += first < len(tokens) and tokens[first].key == "عدد"  # القضاء على عدد (10) أفراد
    first += first < len(tokens) and tokens[first].key == "("
    starts = range(first, first + reach)
    victims = next((found for start in starts if (found := victims_at(sentence, start)) is not None and found.groups[0].min), None)
    if victims is None or victims.groups[0].noun != "person":
        return None
    struck = any(is_mark(token, "strike_cause") for token in tokens[victims.last : victims.last + _STRUCK])
    known = victims.groups[0].named and not is_done_away(tokens[at].key) and not struck
    return None if known else [found_of("killed", victims)]


_COMPANY = word_set("idioms.company")
_TITLES = 16  # words of a name, its titles and its office


def _with_him(sentence: Sentence, at: int) -> tuple[Group, ...]:
    """قضت على المدعو فلان، قائد كذا، ومعه ثلاثة من عناصره: those who are counted with him."""
    for index in range(at, min(len(sentence.tokens), at + _TITLES)):
        token = sentence.tokens[index]
        if token.key in (".", "؛", ":") or outcome_of(token):
            return ()
        victims = victims_at(sentence, index + 1) if token.key in _COMPANY else None
        if victims is not None and victims.groups[0].min is not None and not victims.groups[0].named:
            return victims.groups
    return ()


_CAPTIVE = word_set("idioms.captive")
_HURT_TOO = 8  # words from those who fell to those who were hurt


def fell(sentence: Sentence, at: int, _free: int) -> list[Found] | None:
    """سقط سبعة مدنيين وجرح خمسة: beside the wounded, those who fell are the dead."""
    tokens = sentence.tokens
    if not is_fallen(tokens[at].key):
        return None
    victims = victims_at(sentence, at + 1)
    if victims is None or victims.groups[0].noun != "person" or victims.groups[0].min is None or victims.groups[0].named:
        return None
    behind = tokens[victims.last : victims.last + _HURT_TOO]
    hurt = any(numbers.conjoined(token) and outcome_of(token) == "wounded" for token in behind)
    told = any(token.key in _CAPTIVE or vocabulary.has(token, "dead", "hurt") for token in behind)  # سقط 12 بين شهيد وجريح
    return [found_of("killed", victims)] if hurt and not told else None


_BY_STRIKE = frozenset(("اثر", "جرا", "نتيجه", "خلال", "بسبب", "في"))


def fell_before(sentence: Sentence, at: int, free: int) -> list[Found] | None:
    """أن خمسة أشخاص سقطوا في ضربة: they died; not سقطوا جرحى, سقطوا في الأسر, سقطوا من شاحنة."""
    tokens = sentence.tokens
    if not they_fell(tokens[at].key):
        return None
    behind = tokens[at + 1 : at + 3]
    by_strike = bool(behind) and (behind[0].key in _BY_STRIKE or behind[0].key.startswith(("بغار", "بقصف", "بقذ", "بضرب", "بصاروخ")))
    told = any(token.key in _CAPTIVE or vocabulary.has(token, "dead", "hurt") for token in behind)
    people = number_before(sentence, at, free) if by_strike and not told else None
    counted = people is not None and people.noun == "person" and people.min is not None
    return [Found("killed", people.first, at + 1, (people,))] if people is not None and counted else None


def they_fell(key: str) -> bool:
    """سقطوا."""
    return key == "سقطوا"


def is_fallen(key: str) -> bool:
    """سقط, وسقطت."""
    return key.removeprefix("و").removeprefix("ف") in ("سقط", "سقطت")


def is_done_away(key: str) -> bool:
    """قضى (على), قضت, قضينا."""
    return key.removeprefix("و") in ("قضي", "قضت", "قضينا", "قضوا")


def met_end(sentence: Sentence, at: int, free: int) -> list[Found] | None:
    """لقي 12 شخصا مصرعهم, فقد مدنيان حياتهما, راح ضحيتها 51 شخصا."""
    tokens = sentence.tokens
    if tokens[at].key.startswith("ضحيت") and any("dead" in form.tags and form.pronoun for form in vocabulary.forms(tokens[at])):
        return _befell(sentence, at)
    if tokens[at].key == "ضحيه" and _went(tokens, at):
        near = next((victims for i in range(at + 1, at + 4) if (victims := victims_at(sentence, i)) is not None), None)
        counted = near is not None and near.groups[0].noun == "person" and near.groups[0].min is not None
        return [found_of("killed", near)] if near is not None and counted else behind_adverbial(sentence, "killed", at + 1)
    tag = "end" if vocabulary.has(tokens[at], "meet") else "lives" if vocabulary.has(tokens[at], "losing") else ""
    close = next((i for i in range(at + 1, min(len(tokens), at + GAP)) if _closes(tokens, at, i, tag)), None) if tag else None
    if close is None:
        return _men_lost(sentence, at)
    inner = next((victims for i in range(at + 1, close) if (victims := victims_at(sentence, i)) is not None), None)
    if inner is not None and inner.groups[0].last <= close:
        return [_of_as_many(found_of("killed", inner, max(close + 1, inner.last)), tokens[close])]
    after = victims_at(sentence, close + 1)
    if after is not None:
        return [found_of("killed", after)]
    before = number_before(sentence, at, free)
    return [Found("killed", before.first, close + 1, (before,))] if before else None


def _befell(sentence: Sentence, at: int) -> list[Found] | None:
    """راح ضحيتها 51 شخصا, مجزرة ضحيتها أسرة; in جريمة ضحيتها طفل the one may live."""
    victims = victims_at(sentence, at + 1)
    if victims is None or victims.groups[0].noun == "dead":
        return None  # عشرات القتلى والجرحى: the nouns tell it
    one = len(victims.groups) == 1 and victims.groups[0].min == 1
    return skip(victims.last) if one and not _went(sentence.tokens, at) else [found_of("killed", victims)]


_TAKEN = word_set("idioms.taken")


def _went(tokens: tuple[Token, ...], at: int) -> bool:
    """راح ضحيتها: they died."""
    return at > 0 and tokens[at - 1].key.removeprefix("و") in _TAKEN


def _of_as_many(found: Found, end: Token) -> Found:
    """فقدت المديرة ونائبتها حياتهما: the pronoun tells that they are two, whose names the rule need not know."""
    if (
        not end.key.endswith("هما")
        or any(group.max is None for group in found.groups)
        or sum(group.min or 0 for group in found.groups) != 1
    ):
        return found
    return replace(found, groups=(replace(found.groups[0], min=2, max=2),))


def _men_lost(sentence: Sentence, at: int) -> list[Found] | None:
    """خسرت القوات خمسة من عناصرها: so many of its own."""
    tokens = sentence.tokens
    if not vocabulary.has(tokens[at], "losing"):
        return None
    for index in range(at + 1, min(len(tokens) - 2, at + 6)):
        number = numbers.number_at(sentence, index)
        if number is not None and number.value.unit is not None and number.last - index > 2 and tokens[number.value.unit - 1].key == "من":
            own = vocabulary.with_pronoun(tokens[number.value.unit], "person")
            victims = victims_at(sentence, index) if own else None
            return [found_of("killed", victims)] if victims is not None else None
    return None


def _closes(tokens: tuple[Token, ...], at: int, index: int, tag: str) -> bool:
    """مصرعهم, حياتهما; the life that one departs from needs no pronoun (فارق الحياة)."""
    return vocabulary.with_pronoun(tokens[index], tag) or (tokens[index].key == "الحياه" and vocabulary.has(tokens[at], "departing"))
