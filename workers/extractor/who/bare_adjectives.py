"""The bare adjective of a country beside an act or a struck thing: ``قصف تركي``, ``قاعدة أمريكية``, ``قصفا روسيا``."""

from __future__ import annotations

from dataclasses import dataclass

from workers.extractor.tokens import Token
from workers.extractor.who.actor_names import NEUTRAL, Setting, in_setting, known, nisba, says_make
from workers.extractor.who.actor_roles import is_struck, words
from workers.extractor.word_sets import word_set

_Tokens = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A naming that ends before token ``last``, and the rule that read it."""

    last: int
    actor_id: str
    form: str
    rule: str
    certainty: str = ""


def accusative(tokens: _Tokens, index: int, setting: Setting) -> Found | None:
    """``قصفا جويا روسيا``: behind an indefinite object the adjective, spelt as the land is."""
    names = known().accusatives.get(tokens[index].key)
    if names is None or not index or not _is_indefinite_object(tokens[index - 1]) or head_before(tokens, index) is None:
        return None
    name = in_setting(names, setting)
    return Found(index + 1, name.actor_id, "nisba", "adjective of a country") if name is not None else None


def _is_indefinite_object(token: Token) -> bool:
    """``قصفا``, ``جويا``."""
    return len(token.key) > 3 and token.key.endswith("ا") and not token.key.startswith("ال")


def bare_adjective(tokens: _Tokens, index: int, setting: Setting) -> Found | None:
    """``قصف تركي``, ``غارات جوية إسرائيلية``, ``قاعدة أمريكية``: the adjective right after an act or a struck thing."""
    if "unknown_word" in words().of(tokens[index]) and head_before(tokens, index) is not None:
        tail = index + 1 < len(tokens) and "unknown_tail" in words().of(tokens[index + 1])
        return Found(index + 1 + tail, "unknown", "unknown", "actor said to be unknown")
    actor_id = nisba(tokens[index], setting) if not says_make(tokens, index, setting) else None
    doubted = index and tokens[index - 1].key in _BEING and words().anywhere(tokens, "suspect", index - 5, index) is not None
    if actor_id and (doubted or head_before(tokens, index) is not None):
        return Found(index + 1, actor_id, "nisba", "adjective of a country")
    return None


def behind_adjectives(tokens: _Tokens, index: int, setting: Setting) -> Found | None:
    """``القصف المدفعي الحوثي``: what is a name elsewhere (الحوثي) is an adjective behind those of an act."""
    head = head_before(tokens, index) if nisba(tokens[index], setting) else None
    return bare_adjective(tokens, index, setting) if head is not None and head < index - 1 else None


_BEING = word_set("being") | {"انه", "بانه", "كان"}


def head_before(tokens: _Tokens, index: int) -> int | None:
    """Where the act or the struck thing stands that the adjective is of, or None."""
    for at in range(index - 1, max(index - 7, -1), -1):
        kinds = words().of(tokens[at])
        if "event_noun" in kinds or is_struck(tokens[at]):
            return at
        if not kinds & {"event_adjective", "filler"} and tokens[at].key not in ("او", "و") and not nisba(tokens[at], NEUTRAL):
            return None
    return None
