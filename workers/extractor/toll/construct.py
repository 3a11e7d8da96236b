"""Duals of people before the noun that they belong to, which cost them their last letter: راعيا أغنام, حفيدي الرجل, راعيتي أغنام."""

from __future__ import annotations

from functools import lru_cache

from workers.extractor.tokens import Token
from workers.extractor.toll import vocabulary
from workers.extractor.toll.marks import is_mark


def two_of(tokens: tuple[Token, ...], at: int) -> bool:
    """Is the token such a dual? The noun behind it tells, for طفلا الحي are two and طفلا في الحي is one."""
    here, owner = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else tokens[at]
    if here.kind != "word" or owner.kind != "word" or owner is here or here.norm.endswith("ء"):
        return False
    if _two_women(here.key) and is_mark(owner, "owner"):
        return True  # before a definite word شقيقتي is "my sister"
    if not _may_be_two(here.key):
        return False
    belongs = vocabulary.definite(owner) or is_mark(owner, "owner") or is_mark(owner, "given_name")
    elsewhere = is_mark(owner, "recent") or is_mark(owner, "no_owner") or owner.key.startswith(("و", "ب", "ل", "ف"))
    return belongs and not elsewhere


def names_a_group(tokens: tuple[Token, ...], at: int) -> bool:
    """``مقاتلو طالبان``: the group, and not two students, before whom stands what became of them, or other people (قتل معلم وطالبان)."""
    if not is_mark(tokens[at], "named_like_two"):
        return False
    before, joined = tokens[at - 1] if at else tokens[at], tokens[at].key.startswith("و")
    told = vocabulary.has(before, "person") and not vocabulary.definite(before) if joined else vocabulary.has(before, "dying", "hurting")
    return not told


@lru_cache(maxsize=65536)
def _may_be_two(key: str) -> bool:
    """A word for one person with ا or ي behind it, whose plural is broken, so that the dual cannot be a plural: not عاملي."""
    if key[-1:] not in ("ا", "ي") or vocabulary.is_definite(key):
        return False
    if key.endswith("ي") and any("person" in form.tags for form in vocabulary.forms_of(key)):
        return False
    one = [form for form in vocabulary.forms_of(key[:-1]) if _person(form.tags) and form.number == "one" and not form.pronoun]
    both = {form.number for form in vocabulary.forms_of(key[:-1] + "ين") if "person" in form.tags}
    return bool(one) and both == {"two"}


@lru_cache(maxsize=65536)
def _two_women(key: str) -> bool:
    """راعيتي, معلمتا: the word for one woman, its last letter written as it is before an ending."""
    if not key.endswith(("تا", "تي")) or vocabulary.is_definite(key):
        return False
    return any(_person(form.tags) and form.number == "one" and not form.pronoun for form in vocabulary.forms_of(key[:-2] + "ه"))


def _person(tags: frozenset[str]) -> bool:
    """Of a nation the word would be its country: روسيا is not two Russians."""
    return "person" in tags and "nation" not in tags
