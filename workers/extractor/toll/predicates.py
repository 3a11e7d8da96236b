"""Claims made by a word of dying or of being hurt: مقتل 3 مدنيين, إن 9 مدنيين قتلوا, لقي 12 شخصا مصرعهم, أودى بحياة خمسة.

Each rule takes a sentence, a token index and the first token that no claim has used yet. It returns what it found, or ``None`` where
it does not apply.
"""

from __future__ import annotations

from workers.extractor import numbers
from workers.extractor.numbers import NumberValue
from workers.extractor.tokens import Mention, Sentence, Token
from workers.extractor.toll import vocabulary
from workers.extractor.toll.claims import Found, skip
from workers.extractor.toll.groups import Group, group_at
from workers.extractor.toll.marks import is_mark
from workers.extractor.toll.names import aged_name, household, named_each
from workers.extractor.toll.nearby import number_before
from workers.extractor.toll.subjects import subject_before, the_one
from workers.extractor.toll.verbs import of_the_dead, outcome_at, outcome_of
from workers.extractor.toll.victims import Victims, victims_at, with_others
from workers.extractor.when.calendar import begins_month
from workers.extractor.word_sets import word_set

GAP = 25  # words between a predicate and its victims
_OBJECT = 8  # words between "hit" (أصاب) and whom it hit
_LONGEST_NAME = 5
_NO_NAME = word_set("predicates.no_name")
_PHRASE_END = word_set("phrase_end")
_PROVIDES = ("قضي", "تقضي", "يقضي")


def forward(sentence: Sentence, at: int, free: int) -> list[Found] | None:
    """مقتل 3 مدنيين, قتل في الغارات أكثر من 100 شخص, استشهاد المواطن فلان."""
    tokens = sentence.tokens
    readings = _predicates(tokens[at])
    if not readings:
        return None
    outcome, behind = outcome_at(tokens, at)
    if all(form.pronoun for form in readings):
        return _known_already(sentence, readings, outcome, at, free) or skip(behind)
    if (at and is_mark(tokens[at - 1], "attempt")) or _provides(tokens, at) or _is_mourned(tokens, at):
        return skip(behind)  # محاولة اغتيال
    found = _people_behind(sentence, at, outcome, behind)
    if found is None and any(form.pos == "verb" and form.table in ("perf", "impf") for form in readings):
        start = _past_fillers(tokens, behind)
        return behind_adverbial(sentence, outcome, start) or subject_before(sentence, outcome, at, free) or the_one(sentence, outcome, at)
    return found


def _people_behind(sentence: Sentence, at: int, outcome: str, behind: int) -> list[Found] | None:
    """The people right behind the predicate at ``at``."""
    start = _past_fillers(sentence.tokens, behind)
    company = _with_company(sentence, start)
    if company is not None:
        return [Found(outcome, at, company.last, (company,))]
    victims = _names(sentence, behind) or victims_at(sentence, start) or household(sentence, start) or aged_name(sentence, start)
    return _claimed(sentence, outcome, at, _object(sentence, victims)) if victims is not None else None


def _provides(tokens: tuple[Token, ...], at: int) -> bool:
    """اتفاق يقضي بإخراج المقاتلين: what it provides for, unless what follows is a strike (قضى بغارة)."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    return tokens[at].key.endswith(_PROVIDES) and behind is not None and behind.key.startswith("ب") and not is_mark(behind, "strike_cause")


def _is_mourned(tokens: tuple[Token, ...], at: int) -> bool:
    """واجب العزاء في وفاة والد الوزير: the death that they came for."""
    return tokens[at].key == "وفاه" and any(is_mark(token, "condolence") for token in tokens[max(0, at - 3) : at])


def _with_company(sentence: Sentence, at: int) -> Group | None:
    """ارتقى القائد وستة من رفاقه: he whose name the rule need not know, and his men."""
    tokens = sentence.tokens
    if at < len(tokens) and tokens[at].key.endswith(("ها", "هم")):
        return None  # إخوتها الثلاثة وأمها
    for index in range(at + 1, min(len(tokens) - 2, at + 1 + _LONGEST_NAME)):
        if tokens[index - 1].kind != "word" or tokens[index - 1].key in _NO_NAME or group_at(sentence, index - 1) is not None:
            return None
        number = numbers.number_at(sentence, index) if numbers.conjoined(tokens[index]) else None
        if number is not None and number.value.min and number.value.min == number.value.max:
            his = tokens[number.last] if not number.value.unit_kind and number.last < len(tokens) else tokens[number.last - 1]
            men = number.value.unit if number.value.unit is not None else number.last + 1 if his.key == "من" else None
            theirs = men is not None and men < len(tokens) and vocabulary.his_men(tokens[men])
            count = number.value.min + 1
            return Group(at, (men or at) + 1, count, count, noun="person") if theirs else None
    return None


def _names(sentence: Sentence, at: int) -> Victims | None:
    """استشهد كل من فلان وفلان."""
    names = named_each(sentence, at)
    return Victims((names,), (), names.last) if names is not None else None


def _predicates(token: Token) -> list[vocabulary.Form]:
    """The readings of a word as one of dying or being hurt: not with ``ال``, not مصرعه by itself, not "injuries"."""
    readings = [form for form in vocabulary.forms(token) if form.tags & {"dying", "hurting"}]
    ends = all("end" in form.tags and form.pronoun for form in readings)
    return [] if ends or vocabulary.definite(token) or token.key.endswith("اصابات") else readings


def _known_already(sentence: Sentence, readings: list[vocabulary.Form], outcome: str, at: int, free: int) -> list[Found] | None:
    """مقتله, إصابتهما: the people are named by a pronoun; تقل 4 مدنيين ما أدى إلى مقتلهم: and counted before."""
    if not _his_wound(sentence, at) and not all(form.table in ("vn", "vnf") for form in readings):
        return _them(sentence, readings[0].pronoun, outcome, at, free)
    if readings[0].pronoun == "هم":
        group = number_before(sentence, at, free)
        return [Found(outcome, group.first, at + 1, (group,))] if group is not None and group.noun == "person" and group.min else None
    count = {"ه": 1, "ها": 1, "هما": 2}.get(readings[0].pronoun)
    if not count:
        return None
    end = at + 1 + (at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].key in _SELF)
    known = with_others(sentence, Group(at, end, count, count, named=True))
    return [Found(outcome, at, known.groups[-1].last, known.groups, known.parts, resume=known.last)]


def _his_wound(sentence: Sentence, at: int) -> bool:
    """إصابته بشظايا, إصابته وزوجته: the noun, spelt with its hamza; not إصابته مباشرة of what was hit, nor متأثرا بإصابته."""
    tokens = sentence.tokens
    if not tokens[at].surface.startswith(("إصاب", "وإصاب", "لإصاب")) or at + 1 >= len(tokens):
        return False
    behind = tokens[at + 1]
    return vocabulary.has(behind, "injury") or (numbers.conjoined(behind) and group_at(sentence, at + 1) is not None)


_SELF = frozenset({"هو", "هي", "هما"})  # مقتله هو واثنين من رفاقه


_SO_MANY = {"ه": (1, 1), "ها": (1, 1), "هما": (2, 2), "هم": (3, None), "هن": (3, None)}  # whom a pronoun may mean
_JUST_TOLD = 8  # words between those whom it means and the verb


def _them(sentence: Sentence, pronoun: str, outcome: str, at: int, free: int) -> list[Found] | None:
    """استهدفت المسيرة ثلاثة شبان فقتلتهم: those whom the words before it name as struck."""
    least, most = _SO_MANY.get(pronoun, (0, 0))
    hits = sentence.tokens[at].key[1:].startswith("اصاب") and most == 1  # ضرب هدفا وأصابه
    if not least or hits or sentence.tokens[at].key[0] not in "فو":
        return None
    group = number_before(sentence, at, max(free, at - _JUST_TOLD))
    fits = group is not None and group.noun == "person" and least <= (group.min or 0) <= (most or group.min or 0)
    struck = any(is_mark(token, "strike_cause") for token in sentence.tokens[max(0, at - 2 * _JUST_TOLD) : at])  # not دهست طفلا فقتلته
    if not struck:
        return None
    return [Found(outcome, group.first, at + 1, (group,))] if group is not None and fits else None


def _object(sentence: Sentence, victims: Victims) -> Victims:
    """قتل مسلحون جنديين: the plural without a number is who killed; so is the second drone (وقتلت ثانية شخصين)."""
    first = victims.groups[0]
    may_kill = len(victims.groups) == 1 and (first.min is None or (first.other and first.min == 1))
    behind = victims_at(sentence, victims.last) if may_kill else None
    return behind if behind is not None and behind.groups[0].noun == "person" and behind.groups[0].min is not None else victims


def _past_fillers(tokens: tuple[Token, ...], at: int) -> int:
    end = at + (at < len(tokens) and is_mark(tokens[at], "of_them"))
    while end < len(tokens) and end < at + 5 and (is_mark(tokens[end], "filler") or _introduces_digits(tokens, end)):
        end += 1
    return end


def _introduces_digits(tokens: tuple[Token, ...], at: int) -> bool:
    """عدد (4) من: the word stands between; in عدد من it is the number."""
    return (tokens[at].key == "عدد" and at + 1 < len(tokens) and (tokens[at + 1].key == "(" or tokens[at + 1].kind == "number")) or tokens[
        at
    ].key == "("


def _claimed(sentence: Sentence, outcome: str, at: int, victims: Victims) -> list[Found] | None:
    first = victims.groups[0]
    if outcome == "wounded" and not first.noun and not first.other and first.min is not None and first.named:
        return None
    if first.noun == "hurt" and outcome == "wounded" and first.vague and first.named:
        return skip(victims.last)
    return [
        Found(
            outcome,
            at,
            victims.groups[-1].last,
            victims.groups,
            victims.parts,
            resume=victims.last,
            part=of_the_dead(sentence.tokens, first, outcome),
        )
    ]


def found_of(outcome: str, victims: Victims, resume: int = 0) -> Found:
    """A predicate with its people; reading goes on behind both them and ``resume``."""
    last = victims.groups[-1].last
    return Found(outcome, victims.first, last, victims.groups, victims.parts, resume=max(resume, victims.last))


_STOPS = frozenset((".", "؛", ":", "ان", "بان"))  # أصابته قذيفة، وقالت الوكالة إن ثلاثة قتلوا: of them something else is told


def behind_adverbial(sentence: Sentence, outcome: str, start: int) -> list[Found] | None:
    """The first counted people behind the verb, before the next predicate."""
    tokens = sentence.tokens
    reach = _OBJECT if tokens[start - 1].key.removeprefix("و").startswith("اصاب") else GAP
    for index in range(start, min(len(tokens), start + reach)):
        token = tokens[index]
        if outcome == "killed" and (hurt := _died_of_wounds(sentence, start, index)) is not None:
            return hurt
        another = index > start or numbers.conjoined(token)  # قتلت وأصيب ثلاثة: the second verb has its own people
        if token.key in _STOPS or (another and (outcome_of(token) or vocabulary.has(token, "dead", "hurt", "loss"))):
            return None
        number = numbers.number_at(sentence, index)
        one_of = number is not None and not number.value.unit_kind and (token.key in ("احد", "احدي") or _of_a_family(tokens, number.last))
        one_of = one_of or (number is not None and _behind_the_day(tokens, start, number))
        if number is not None and (one_of or (number.value.unit_kind == "person" and _told_how_many(tokens, start, number))):
            victims = victims_at(sentence, index)
            if victims is not None and (one_of or victims.groups[0].noun == "person"):
                return [Found(outcome, index, victims.groups[-1].last, victims.groups, victims.parts, resume=victims.last)]
    return None


def _behind_the_day(tokens: tuple[Token, ...], start: int, number: Mention[NumberValue]) -> bool:
    """استشهد اليوم خمسة في غارة: several, with nothing but the day before them and what befell them behind; no مساء الثلاثاء 12 آب."""
    several = not number.value.unit_kind and (number.value.min or 0) > 1 and not numbers.conjoined(tokens[number.first])
    befell = number.last < len(tokens) and tokens[number.last].key in _PHRASE_END
    return several and befell and number.first > start and _only_the_day(tokens[start : number.first])


def _told_how_many(tokens: tuple[Token, ...], start: int, number: Mention[NumberValue]) -> bool:
    """Not the man who only tells of it: one person is meant where he is said to be one, or nothing but the day stands before him."""
    if not number.rule.startswith("one") or number.last - number.first > 1:
        return True
    if numbers.conjoined(tokens[number.first]) or number.first == start:
        return False
    return _only_the_day(tokens[start : number.first]) or _hit_by_it(tokens, start, number)


def _hit_by_it(tokens: tuple[Token, ...], start: int, number: Mention[NumberValue]) -> bool:
    """What struck stands right behind the verb, and then the one: قتلت مدفعية النظام طفلا, قتل بغارة على البلدة شخص وأصيب."""
    cause = start + (tokens[start].key in _THROUGH)
    if not is_mark(tokens[cause], "strike_cause"):
        return False
    if tokens[number.first].norm.endswith("ا"):  # the accusative: whom it struck
        return True
    behind = tokens[number.last] if number.last < len(tokens) else None
    alone = behind is None or behind.kind == "punct" or numbers.conjoined(behind) or behind.key in _PHRASE_END
    passive = cause > start or tokens[start].key.startswith("ب")
    return passive and alone and numbers.thing_kind(tokens[number.first - 1].key) == ""


_THROUGH = word_set("predicates.through")


def _only_the_day(tokens: tuple[Token, ...]) -> bool:
    """``قتل، مساء الأحد 28 نوفمبر، شخص``: when it was, and nothing else, between the verb and the one."""
    return all(
        token.key in ("،", ",")
        or token.kind == "number"
        or begins_month(token.key)
        or is_mark(token, "recent")
        or is_mark(token, "no_owner")
        for token in tokens
    )


def _died_of_wounds(sentence: Sentence, start: int, at: int) -> list[Found] | None:
    """توفي اليوم الأربعاء جريح: one of the hurt, nothing but the day before him."""
    tokens = sentence.tokens
    if at == start or not _only_the_day(tokens[start:at]) or numbers.conjoined(tokens[at]) or not vocabulary.has(tokens[at], "hurt"):
        return None
    group = group_at(sentence, at)
    one = group is not None and group.noun == "hurt" and group.min is not None and not group.named
    return [Found("killed", at, group.last, (group,))] if group is not None and one else None


def _of_a_family(tokens: tuple[Token, ...], at: int) -> bool:
    """سبعة من أسرة واحدة: the number has no noun of its own."""
    return at + 1 < len(tokens) and tokens[at].key == "من" and is_mark(tokens[at + 1], "household")
