"""Rules that find casualty claims. Each takes a sentence, a token index and the first token that no claim has used yet.

A rule returns what it found, an empty list for words that it recognises and that claim nothing ("no information on casualties"), or
``None`` where it does not apply.
"""

from __future__ import annotations

from workers.extractor import numbers, vocabulary
from workers.extractor.claims import Found, is_mark
from workers.extractor.tokens import Sentence, Token
from workers.extractor.victims import PART_MARKS, Group, Victims, group_at, parts_after, victims_at

_GAP = 25  # words between a predicate and its victims
_BACK = 14  # words between victims and a verb behind them
_RELATIVE = frozenset({"الذين", "اللذين", "اللذان", "ممن", "اللواتي", "اللاتي"})


# ---- nobody ----------------------------------------------------------------------------------------------------------


def nobody(sentence: Sentence, at: int, free: int) -> list[Found] | None:
    """لم يسفر عن سقوط قتلى, دون وقوع إصابات, لا خسائر بشرية; "no information on" claims nothing."""
    tokens = sentence.tokens
    if not is_mark(tokens[at], "no") or tokens[at].key in ("الا", "اللا", "بل", "كلا"):
        return None
    outcomes: set[str] = set()
    unsure, last = False, at
    for index in range(at + 1, min(len(tokens), at + 9)):
        token = tokens[index]
        if token.kind == "number" or (token.kind == "punct" and not outcomes and token.key in (".", "؛", ":", "،")):
            break
        unsure = unsure or (not outcomes and is_mark(token, "unsure"))
        said = _denied(tokens, index)
        if said:
            outcomes |= said
            last = index + 1
        elif outcomes and not (token.key in ("او", "و", "اي") or is_mark(token, "no") or is_mark(token, "body")):
            break
    if not outcomes:
        return None
    if unsure:
        return [Found("", at, at, resume=last)][:0] or _skip(last)
    return [Found(outcome, at, last, none=True) for outcome in ("killed", "wounded") if outcome in outcomes]


def _skip(behind: int) -> list[Found]:
    return [Found("nothing", behind - 1, behind, resume=behind)]


def _denied(tokens: tuple[Token, ...], index: int) -> set[str]:
    """What the word says that nobody suffered."""
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if is_mark(token, "none_verb") and following is not None and is_mark(following, "anyone"):
        return {"killed"} if token.key in ("يقتل", "تقتل") else {"killed", "wounded"}
    if vocabulary.has(token, "dead") and not vocabulary.has(token, "loss"):
        return {"killed"}
    if token.key.endswith("ضحايا"):
        return {"killed"}
    if vocabulary.has(token, "loss") and any(is_mark(other, "body") for other in tokens[index + 1 : index + 4]):
        return {"killed", "wounded"}
    if token.key.endswith(("اصابات", "اصابه")) and not (following and following.key in ("مباشره", "محققه")):
        return {"killed", "wounded"}
    return {"wounded"} if vocabulary.has(token, "hurt") else set()


# ---- tolls -----------------------------------------------------------------------------------------------------------


def toll(sentence: Sentence, at: int, free: int) -> list[Found] | None:
    """عدد القتلى إلى 35, حصيلة ضحايا القصف بلغت 60: the outcome from the noun, the number from behind "to"."""
    tokens = sentence.tokens
    if not is_mark(tokens[at], "toll") or tokens[at].key == "بعدد":
        return None
    noun_at = next((i for i in range(at + 1, min(len(tokens), at + 4)) if _tolled(tokens[i])), None)
    if noun_at is None:
        return None
    outcome = _tolled(tokens[noun_at])
    if noun_at + 1 < len(tokens) and _tolled(tokens[noun_at + 1]) and tokens[noun_at + 1].key.startswith("و"):
        outcome = "both"
    for index in range(noun_at + 1, min(len(tokens), noun_at + 40)):
        if tokens[index].key in (".", "؛") or vocabulary.has(tokens[index], "taking"):
            break
        if is_mark(tokens[index], "reach") or tokens[index].key == "من":
            found = _reached(sentence, at, index, outcome)
            if found is not None:
                return found
    return None


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
        return [Found(outcome, at + 1, at + 2, (old,), total=True, earlier=True), Found(outcome, first, value.last, (new,), parts, total=True, resume=end)]
    victims = victims_at(sentence, at + 1)
    if victims is None or victims.groups[0].min is None or victims.groups[0].noun in ("dead", "hurt") or victims.groups[0].named:
        return None
    return [Found(outcome, first, victims.groups[-1].last, victims.groups, victims.parts, total=True, resume=victims.last)]


# ---- one number for both ---------------------------------------------------------------------------------------------


def between(sentence: Sentence, at: int, free: int) -> list[Found] | None:
    """سبعة مدنيين بين قتيل وجريح: one number for the killed and the wounded."""
    tokens = sentence.tokens
    if tokens[at].key not in ("بين", "مابين") or at + 2 >= len(tokens):
        return None
    if not (vocabulary.has(tokens[at + 1], "dead") and vocabulary.has(tokens[at + 2], "hurt") and tokens[at + 2].key.startswith("و")):
        return None
    number = _number_before(sentence, at, free)
    groups = (number,) if number else (Group(at + 1, at + 3, None, None, True),)
    return [Found("both", number.first if number else at, at + 3, groups)]


def _number_before(sentence: Sentence, at: int, free: int) -> Group | None:
    """The nearest group with a number that ends before ``at``."""
    for start in range(at - 1, max(free, at - _BACK) - 1, -1):
        group = group_at(sentence, start)
        if group is None or group.last > at or group.min is None and group.max is None and not group.vague:
            continue
        if group.min is None and group.max is None or group.named:
            continue
        earlier = group_at(sentence, start - 1) if start - 1 >= free else None  # a bound or first numeral before it
        while earlier is not None and earlier.last == group.last and earlier.min is not None:
            group, start = earlier, start - 1
            earlier = group_at(sentence, start - 1) if start - 1 >= free else None
        return _with_bound(sentence, group, free)
    return None


def _with_bound(sentence: Sentence, group: Group, free: int) -> Group:
    """The same group read from the words that bound it (ما لا يقل عن)."""
    for start in range(max(free, group.first - 5), group.first):
        wider = group_at(sentence, start)
        if wider is not None and wider.last == group.last and wider.min is not None:
            return wider
    return group


# ---- predicates ------------------------------------------------------------------------------------------------------


def outcome_of(token: Token) -> str:
    """``killed`` or ``wounded`` for a word of dying or of being hurt."""
    return "killed" if vocabulary.has(token, "dying") else "wounded" if vocabulary.has(token, "hurting") else ""


def lives(sentence: Sentence, at: int, free: int) -> list[Found] | None:
    """أودى بحياة تسعة, حصد أرواح خمسة."""
    tokens = sentence.tokens
    if not any(form.pronoun == "" for form in vocabulary.forms(tokens[at]) if "lives" in form.tags):
        return None
    if not any(vocabulary.has(token, "taking") for token in tokens[max(0, at - 12) : at]):
        return None
    victims = victims_at(sentence, at + 1)
    return [_found("killed", victims)] if victims else None


def met_end(sentence: Sentence, at: int, free: int) -> list[Found] | None:
    """لقي 12 شخصا مصرعهم, فقد مدنيان حياتهما, راح ضحيتها 51 شخصا."""
    tokens = sentence.tokens
    if any("dead" in form.tags and form.pronoun in ("ه", "ها") for form in vocabulary.forms(tokens[at])) and tokens[at].key.startswith("ضحيت"):
        victims = victims_at(sentence, at + 1)
        return [_found("killed", victims)] if victims else None
    tag = "end" if vocabulary.has(tokens[at], "meet") else "lives" if vocabulary.has(tokens[at], "losing") else ""
    close = next((i for i in range(at + 1, min(len(tokens), at + _GAP)) if _own(tokens[i], tag)), None) if tag else None
    if close is None:
        return None
    inner = next((victims for i in range(at + 1, close) if (victims := victims_at(sentence, i)) is not None), None)
    if inner is not None and inner.groups[0].last <= close:
        return [_found("killed", inner, max(close + 1, inner.last))]
    after = victims_at(sentence, close + 1)
    if after is not None:
        return [_found("killed", after)]
    before = _number_before(sentence, at, free)
    return [Found("killed", before.first, close + 1, (before,))] if before else None


def _own(token: Token, tag: str) -> bool:
    return any(tag in form.tags and form.pronoun for form in vocabulary.forms(token))


def backward(sentence: Sentence, at: int, free: int) -> list[Found] | None:
    """إن 9 مدنيين قتلوا: a verb in the plural or dual behind its victims."""
    tokens = sentence.tokens
    verbs = [form for form in vocabulary.forms(tokens[at]) if form.pos == "verb" and form.tags & {"dying", "hurting"} and not form.pronoun]
    if not any(form.number in ("many", "two") and form.table in ("perf", "impf") for form in verbs):
        return None
    outcome, end = _outcome(tokens, at)
    if at and tokens[at - 1].key in _RELATIVE:
        return _skip(end)
    group = _number_before(sentence, at, free)
    if group is None:
        return None
    if outcome == "both":
        return [Found("both", group.first, end, (group,))]
    parts, last = parts_after(sentence, end)
    return [Found(outcome, group.first, end, (group,), parts, resume=last, part=_of_the_dead(tokens, group))]


def _of_the_dead(tokens: tuple[Token, ...], group: Group) -> bool:
    """تسعة من القتلى: a part of those already said."""
    behind = tokens[group.last : group.last + 2]
    said = len(behind) == 2 and behind[0].key == "من" and vocabulary.has(behind[1], "dead", "hurt") and vocabulary.definite(behind[1])
    return said or any(token.key in PART_MARKS for token in behind[:1]) or tokens[group.last - 1].key in ("القتلي", "الجرحي")


def _outcome(tokens: tuple[Token, ...], at: int) -> tuple[str, int]:
    """The outcome of the predicate at ``at``, a pair (قتل وجرح, مقتل وإصابة) taken as one, and the index behind it."""
    outcome, end = outcome_of(tokens[at]), at + 1
    if end < len(tokens) and tokens[end].key in ("و", "او"):
        end += 1
    joined = end < len(tokens) and (tokens[end].key.startswith("و") or end > at + 1)
    if joined and outcome_of(tokens[end]) not in ("", outcome):
        return "both", end + 1
    return outcome, at + 1


def forward(sentence: Sentence, at: int, free: int) -> list[Found] | None:
    """مقتل 3 مدنيين, قتل في الغارات أكثر من 100 شخص, استشهاد المواطن فلان."""
    tokens = sentence.tokens
    readings = [form for form in vocabulary.forms(tokens[at]) if form.tags & {"dying", "hurting"}]
    if not readings or vocabulary.definite(tokens[at]) or all("dead" in form.tags or "hurt" in form.tags for form in readings):
        return None
    if all("end" in form.tags and form.pronoun for form in readings):
        return None
    outcome, behind = _outcome(tokens, at)
    start = _past_fillers(tokens, behind)
    victims = victims_at(sentence, start) or _bare_name(sentence, start)
    if victims is not None:
        return _claimed(sentence, outcome, at, victims)
    noun = all(form.pos == "noun" or form.table in ("vn", "vnf") for form in readings)
    if all(form.pronoun for form in readings):
        count = {"ه": 1, "ها": 1, "هما": 2}.get(readings[0].pronoun) if noun else None
        return [Found(outcome, at, at + 1, (Group(at, at + 1, count, count, named=True),))] if count else _skip(behind)
    if any(form.pos == "verb" for form in readings):
        return _behind_adverbial(sentence, outcome, at, start) or _subject_before(sentence, outcome, at, free)
    return None


def _past_fillers(tokens: tuple[Token, ...], at: int) -> int:
    end = at
    while end < len(tokens) and end < at + 5 and is_mark(tokens[end], "filler") and not tokens[end].key.startswith(("الع",)):
        if group_words(tokens, end):
            break
        end += 1
    return end


def group_words(tokens: tuple[Token, ...], at: int) -> bool:
    """عدد من, كل من: words that belong to a number rather than stand between."""
    return tokens[at].key.endswith("عدد") and at + 1 < len(tokens) and tokens[at + 1].key in ("من", "كبير", "غير")


def _claimed(sentence: Sentence, outcome: str, at: int, victims: Victims) -> list[Found] | None:
    first = victims.groups[0]
    if outcome == "wounded" and not first.noun and not first.other and first.min is not None and first.named:
        return None
    if first.noun == "hurt" and outcome == "wounded" and first.vague and first.named:
        return _skip(victims.last)
    return [Found(outcome, at, victims.groups[-1].last, victims.groups, victims.parts, resume=victims.last, part=_of_the_dead(sentence.tokens, first))]


def _found(outcome: str, victims: Victims, resume: int = 0) -> Found:
    last = victims.groups[-1].last
    return Found(outcome, victims.first, last, victims.groups, victims.parts, resume=max(resume, victims.last))


def _bare_name(sentence: Sentence, at: int) -> Victims | None:
    """حسام الصوفي (24 عاما): a name that its age tells to be a person's."""
    tokens = sentence.tokens
    if at >= len(tokens) or tokens[at].kind != "word" or tokens[at].readings:
        return None
    for index in range(at + 1, min(len(tokens) - 2, at + 6)):
        if tokens[index].key == "(" and tokens[index + 1].kind == "number" and numbers.thing_kind(tokens[index + 2].key) == "time":
            return Victims((Group(at, index, 1, 1, named=True),), (), index)
        if tokens[index].kind != "word":
            return None
    return None


def _behind_adverbial(sentence: Sentence, outcome: str, at: int, start: int) -> list[Found] | None:
    """The first counted people behind the verb, before the next predicate."""
    tokens = sentence.tokens
    for index in range(start, min(len(tokens), start + _GAP)):
        token = tokens[index]
        if token.key in (".", "؛", ":") or (index > start and (outcome_of(token) or vocabulary.has(token, "dead", "hurt", "loss"))):
            return None
        number = numbers.number_at(sentence, index)
        if number is not None and number.value.unit_kind == "person" and not number.rule.startswith("one"):
            victims = victims_at(sentence, index)
            if victims is not None and victims.groups[0].noun == "person":
                return [Found(outcome, index, victims.groups[-1].last, victims.groups, victims.parts, resume=victims.last)]
    return None


def _subject_before(sentence: Sentence, outcome: str, at: int, free: int) -> list[Found] | None:
    """المواطنة فلانة (30 عاما) أصيبت: one definite person before a verb in the singular."""
    for index in range(at - 1, max(free, at - 8) - 1, -1):
        group = group_at(sentence, index)
        if group is not None and group.named and group.min == 1 and group.noun == "person":
            return [Found(outcome, index, at + 1, (group,))]
    return None


# ---- what the people are called --------------------------------------------------------------------------------------


def called(sentence: Sentence, at: int, free: int) -> list[Found] | None:
    """9 قتلى, قتيلان وجريح, عشرات الجرحى, سقوط شهداء."""
    tokens = sentence.tokens
    group = group_at(sentence, at)
    if group is None or group.noun not in ("dead", "hurt") or (group.named and group.min is None) or group.named:
        return None
    if at and (is_mark(tokens[at - 1], "name_head") or _adjective(tokens, group)) and group.last - group.first == 1:
        return None
    if _body_or_hit(tokens, group):
        return None
    outcome = "killed" if group.noun == "dead" else "wounded"
    if outcome == "killed" and _and_hurt(tokens, group):
        return [Found("both", at, group.last + 1, (group,))]
    parts, end = parts_after(sentence, group.last)
    total = any(is_mark(token, "toll") for token in tokens[max(0, at - 40) : at])
    return [Found(outcome, at, group.last, (group,), parts, resume=end, total=total)]


def _adjective(tokens: tuple[Token, ...], group: Group) -> bool:
    """طفل شهيد: the person is already counted."""
    return group.min == 1 and vocabulary.has(tokens[group.first - 1], "person")


def _body_or_hit(tokens: tuple[Token, ...], group: Group) -> bool:
    """A corpse found, a name (شهيد المحراب), or direct hits (إصابات مباشرة) are no count of casualties."""
    word = tokens[group.last - 1].key
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
    return counted and (numbers_said == {"one"} and (group.min or 0) > 10 or ("many" in numbers_said and 3 <= (group.min or 0) <= 10))
