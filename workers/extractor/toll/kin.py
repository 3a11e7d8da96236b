"""Kin whom somebody lost: فقد زوجته وابنه في غارة, فقدت أربعة من أبنائها, خسر والديه بالقصف."""

from __future__ import annotations

from itertools import pairwise

from workers.extractor.tokens import Sentence, Token
from workers.extractor.toll import vocabulary
from workers.extractor.toll.claims import Found
from workers.extractor.toll.groups import begins_name
from workers.extractor.toll.marks import is_mark
from workers.extractor.toll.victims import Victims, victims_at

_CAUSE = 14  # words within which the strike is named


def kin_lost(sentence: Sentence, at: int, _free: int) -> list[Found] | None:
    """The kin behind a verb of losing, where a strike is named: who is only missing or left behind is not dead."""
    tokens = sentence.tokens
    if not vocabulary.has(tokens[at], "losing") or vocabulary.has(tokens[at], "departing"):
        return None
    starts = range(at + 1, at + 2 + _subject(tokens, at + 1))
    kin = next((victims for i in starts if (victims := victims_at(sentence, i)) is not None and _own_kin(tokens, victims)), None)
    if kin is None or kin.groups[0].min is None or any(vocabulary.has(t, "dying", "lives") for t in tokens[at + 1 : kin.last + 1]):
        return None
    if not any(is_mark(token, "strike_cause") for token in tokens[kin.last : kin.last + _CAUSE]):
        return None
    return [Found("killed", at, kin.groups[-1].last, kin.groups, kin.parts, resume=kin.last)]


def _subject(tokens: tuple[Token, ...], at: int) -> bool:
    """فقد الطبيب زوجته, فقد محمد ابنه: who lost them; not فقد الاتصال بابنه."""
    person = at < len(tokens) and vocabulary.definite(tokens[at]) and vocabulary.has(tokens[at], "person")
    return person or begins_name(tokens, at)


def _own_kin(tokens: tuple[Token, ...], victims: Victims) -> bool:
    """زوجته, ثلاثة من أبنائها: kin with a pronoun."""
    first = victims.groups[0]
    near = tokens[first.first : first.last + 2]
    behind_of = [token for before, token in pairwise(near) if before.key == "من"]
    return any(_has_owner(token) for token in (tokens[first.last - 1], *behind_of))


def is_of_kin(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """``واستشهد والداها``, ``قتلت ابن عمه``: the dead are told as those of somebody named before."""
    return any(_has_owner(token) for token in tokens[first : last + 1])


def _has_owner(token: Token) -> bool:
    return any("kin" in form.tags and form.pronoun for form in vocabulary.forms(token))
