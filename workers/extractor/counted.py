"""What a number counts: people of a group, or a kind of thing that no person is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from workers.extractor import lexicon
from workers.extractor.text import fold
from workers.extractor.tokens import Token, key_variants
from workers.extractor.toll import vocabulary

GROUPS = (
    "child",
    "woman",
    "medic",
    "journalist",
    "displaced",
    "civilian",
    "soldier",
    "police",
    "commander",
    "fighter",
    "official",
    "man",
    "kin",
    "worker",
)


@cache
def things() -> dict[str, str]:
    """Words for what is no person, with the kind that each is."""
    rows = (cells for _, cells in lexicon.table("things.tsv"))
    found = {fold(word): kind for kind, spellings in rows for word in spellings.split() if kind != "age"}
    return {f"{word}ا": kind for word, kind in found.items() if word[-1] not in "اهةتي"} | found  # 12 صهريجا


@lru_cache(maxsize=65536)
def thing_kind(key: str) -> str:
    """What a counted word is when it is not a person: ``time``, ``measure``, ``strike``, ``weapon``, ``thing``; else empty."""
    known = things()
    return next((known[variant] for variant in key_variants(key) if variant in known), "")


def unit_kind(token: Token) -> str:
    """What a counted word is: ``person``, or a kind of thing; empty for words that neither list knows."""
    if vocabulary.has(token, "person", "hurt") and not thing_kind(token.key):
        return "person"
    return thing_kind(token.key)


def group_of(token: Token) -> str:
    """The group that a person word names, the most telling class first; empty for plain persons."""
    return group_among(vocabulary.forms(token))


def group_among(forms: Iterable[vocabulary.Form]) -> str:
    """The group of the first reading that is a person."""
    tags = next((form.tags for form in forms if "person" in form.tags), frozenset())
    return next((group for group in GROUPS if group in tags), "")
