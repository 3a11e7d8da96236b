"""Where a list of people ends: at a preposition, a word of time, a part of those told, another predicate."""

from __future__ import annotations

from workers.extractor import numbers
from workers.extractor.toll import vocabulary
from workers.extractor.toll.groups import Tokens
from workers.extractor.toll.marks import is_given_name, is_mark
from workers.extractor.word_sets import word_set

REACH = 8  # words that may describe one group before the next of the list
PART_MARKS = word_set("list_ends.part_marks")
PART_HEADS = word_set("list_ends.part_heads")
MOSTLY = word_set("list_ends.mostly")
_STOPS = word_set("phrase_end", "list_end")


def closing(tokens: Tokens, at: int) -> int:
    """Behind the bracket that opens at ``at`` (an age, a name)."""
    for index in range(at + 1, min(len(tokens), at + 12)):
        if tokens[index].key == ")":
            return index + 1
    return len(tokens)


def ends_list(tokens: Tokens, index: int) -> bool:
    """Is a list of people over at this token: at a stop, a preposition, a part of the list, another word of dying?"""
    token = tokens[index]
    if token.kind == "punct" and token.key not in ("،", ",", "(", ")", "-"):
        return True
    if _is_ali(tokens, index):
        return False
    if (
        token.key in _STOPS
        or token.key in PART_MARKS
        or token.key in PART_HEADS
        or token.key in MOSTLY
        or (token.key == "من" and _part_ahead(tokens, index))
    ):
        return True
    wounds = vocabulary.has(token, "injury") or vocabulary.has(tokens[index - 1], "injury")  # بجروح بليغة
    if token.key.startswith("ب") and token.kind == "word" and not wounds:
        return not _one_more(tokens, index + 1)
    return vocabulary.has(token, "dying", "hurting", "dead", "hurt", "loss")


def _is_ali(tokens: Tokens, at: int) -> bool:
    """أحمد علي: the name, which is folded to the preposition, behind another name."""
    ali = tokens[at].key == "علي" and tokens[at].surface.endswith(("ي", "ی"))
    return ali and at > 0 and is_given_name(tokens[at - 1].norm)


def _one_more(tokens: Tokens, at: int) -> bool:
    """إصابة منتسب بالشرطة وطفلة: one more person, with no place and no strike of his own."""
    if at >= len(tokens) or not numbers.conjoined(tokens[at]) or is_mark(tokens[at - 1], "strike_cause"):
        return False
    one = [form for form in vocabulary.forms(tokens[at]) if "person" in form.tags and form.table in ("n", "nf", "hum")]
    own = at + 1 < len(tokens) and (tokens[at + 1].key == "في" or tokens[at + 1].key.startswith("ب"))
    return (
        bool(one) and not vocabulary.definite(tokens[at]) and not vocabulary.has(tokens[at], "dying", "hurting", "dead", "hurt") and not own
    )


def _part_ahead(tokens: Tokens, index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].key in PART_MARKS
