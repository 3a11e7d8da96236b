"""Words of dying and of being hurt as predicates: what became of the people, and where two such words are a pair."""

from __future__ import annotations

from workers.extractor import numbers
from workers.extractor.tokens import Token
from workers.extractor.toll import vocabulary
from workers.extractor.toll.groups import Group


def outcome_of(token: Token) -> str:
    """``killed`` or ``wounded`` for a word of dying or of being hurt."""
    return "killed" if vocabulary.has(token, "dying") else "wounded" if vocabulary.has(token, "hurting") else ""


def outcome_at(tokens: tuple[Token, ...], at: int) -> tuple[str, int]:
    """The outcome of the predicate at ``at``, a pair (قتل وجرح, مقتل وإصابة) taken as one, and the index behind it."""
    outcome, end = outcome_of(tokens[at]), at + 1
    if end < len(tokens) and tokens[end].key in ("و", "او"):
        end += 1
    joined = end < len(tokens) and (tokens[end].key.startswith("و") or end > at + 1)
    others = end + 1 < len(tokens) and tokens[end + 1].key in ("اخرون", "اخرين") and not numbers.conjoined(tokens[end + 1])
    subject_ahead = at > 0 and vocabulary.has(tokens[at - 1], "person")  # إن طفلا قتل وأصيب آخرون
    apart = (others and subject_ahead) or _one_died(tokens, at)
    if joined and not apart and outcome_of(tokens[end]) not in ("", outcome) and _alike(tokens[at], tokens[end]):
        return "both", end + 1
    return outcome, at + 1


def _one_died(tokens: tuple[Token, ...], at: int) -> bool:
    """إن رجلا قتل وأصيب أربعة: one person before the verb, who cannot be both."""
    if not at or tokens[at - 1].kind != "word" or vocabulary.definite(tokens[at - 1]):
        return False
    called = [form for form in vocabulary.forms(tokens[at - 1]) if "person" in form.tags]
    counted = at > 1 and (tokens[at - 2].kind == "number" or numbers.may_begin(tokens[at - 2].key))
    return bool(called) and all(form.number == "one" for form in called) and not counted


def _alike(first: Token, second: Token) -> bool:
    """قتل وأصيب and قتلوا وأصيبوا are pairs; in قتلوا وأصيب the second verb has its own people."""
    return bool(_agreement(first) & _agreement(second))


def _agreement(token: Token) -> set[tuple[str, bool]]:
    """Number and gender of a verb of dying or being hurt; verbal nouns have neither."""
    readings = [form for form in vocabulary.forms(token) if form.tags & {"dying", "hurting"}]
    verbs = [form for form in readings if form.table in ("perf", "impf") and not form.pronoun]
    nouns = [form for form in readings if form.table in ("vn", "vnf")]
    return {(form.number, form.feminine) for form in verbs} | {("noun", False) for _ in nouns[: 1 if not token.key.endswith("ا") else 0]}


def of_the_dead(tokens: tuple[Token, ...], group: Group, outcome: str) -> bool:
    """تسعة من القتلى, أحد القتيلين: a part of those already said."""
    behind = tokens[group.last : group.last + 2]
    noun = "dead" if outcome == "killed" else "hurt"
    said = len(behind) == 2 and behind[0].key == "من" and vocabulary.has(behind[1], noun) and vocabulary.definite(behind[1])
    one_of = tokens[group.first].key.removeprefix("و") in ("احد", "احدي")
    told = group.last - group.first > (1 if one_of else 2)
    last = tokens[group.last - 1]  # not that of على الأقل
    return said or (told and vocabulary.definite(last) and vocabulary.has(last, noun) and group.noun == noun)
