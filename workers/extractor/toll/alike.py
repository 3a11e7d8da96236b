"""As many as those just counted: 11 قتيلا ومثلهم جرحى, وإصابة عدد مماثل, وجرح ضعفهم."""

from __future__ import annotations

from dataclasses import replace

from workers.extractor.tokens import Sentence, Token
from workers.extractor.toll import vocabulary
from workers.extractor.toll.claims import Found
from workers.extractor.toll.groups import Group
from workers.extractor.toll.marks import is_mark
from workers.extractor.toll.nearby import number_before

_NEAR = 10  # words between the count and the one that is as large


def as_many(sentence: Sentence, at: int, _free: int) -> list[Found] | None:
    """The count told just before, for those hurt (or killed) who are said to be as many, or twice as many."""
    tokens = sentence.tokens
    start, end = at + 1, _alike(tokens, at + 1)
    outcome = _fate(tokens[at]) if end else ""
    if not outcome:  # ومثلهم جرحى, ومثلهم من الجرحى
        start, end = at, _alike(tokens, at)
        end += bool(end) and end < len(tokens) and tokens[end].key == "من"
        outcome = _called(tokens[end]) if end and end < len(tokens) and tokens[at].key.startswith("و") else ""
        end += 1
    counted = number_before(sentence, at, max(0, at - _NEAR)) if outcome else None
    if counted is None or counted.min is None or counted.vague:
        return None
    return [Found(outcome, at, end, (_times(counted, 2 if is_mark(tokens[start], "twice") else 1, start, end),))]


def _alike(tokens: tuple[Token, ...], at: int) -> int:
    """Where the words end that say "as many" from ``at``; 0 where none do."""
    if at >= len(tokens):
        return 0
    if is_mark(tokens[at], "as_many") or is_mark(tokens[at], "twice"):
        return at + 1
    pair = {token.key for token in tokens[at : at + 2]}
    return at + 2 if pair in ({"عدد", "مماثل"}, {"وعدد", "مماثل"}, {"العدد", "نفسه"}, {"والعدد", "نفسه"}, {"نفس", "العدد"}) else 0


def _fate(token: Token) -> str:
    return "killed" if vocabulary.has(token, "dying") else "wounded" if vocabulary.has(token, "hurting") else ""


def _called(token: Token) -> str:
    return "killed" if vocabulary.has(token, "dead") else "wounded" if vocabulary.has(token, "hurt") else ""


def _times(counted: Group, factor: int, first: int, last: int) -> Group:
    """The group that is so many times as large; who they are is not said."""
    most = counted.max * factor if counted.max is not None else None
    return replace(counted, first=first, last=last, min=(counted.min or 0) * factor, max=most, group="", other=False)
