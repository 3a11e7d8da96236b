"""Deeds that are no strike: shots fired by gunmen, a charge that goes off, an arrest, an ambush (``lexicon/casualty_marks.tsv``).

A line of news that tells one of them is not about the strike told before it, and neither are its dead.
"""

from __future__ import annotations

from itertools import pairwise

from workers.extractor.tokens import Token
from workers.extractor.toll.marks import is_mark, kinds_of

_OBJECT = 4  # words between a verb and what makes the deed another one
_OPENING = 8  # words in which the line tells what it is about


def another_deed(tokens: tuple[Token, ...], *, placed: bool) -> bool:
    """Does the line open with such a deed? ``وقال شهود إن مسلحين أطلقوا النار`` still does. Where it names a place (``placed``), it may
    tell anywhere of fighters who killed others there (``تمكنوا من قتل عنصرين على محور كذا``)."""
    if any(_deed_at(tokens, at) for at in range(min(_OPENING, len(tokens)))):
        return True
    return placed and any(is_mark(token, "manages") and _to_kill(tokens[at + 1 : at + 1 + _OBJECT]) for at, token in enumerate(tokens))


def _to_kill(near: tuple[Token, ...]) -> bool:
    return any(before.key in ("من", "في") and is_mark(deed, "killing") for before, deed in pairwise(near))


def _deed_at(tokens: tuple[Token, ...], at: int) -> bool:
    """أطلق مجهولون النار, استهدف مسلحون, انفجرت عبوة, اعتقلت قسد, شن التنظيم هجوما, يأتي ذلك بعد."""
    here, near = tokens[at], tokens[at + 1 : at + 1 + _OBJECT]
    if not kinds_of(here.key) or (at and is_mark(tokens[at - 1], "ceasing")):
        return False  # وقف إطلاق النار
    if is_mark(here, "own_deed") or (is_mark(here, "comes") and _after_it(near)):
        return True
    wanted = (("shoots", "shots"), ("assails", "gunmen"), ("goes_off", "charge"), ("raises", "foray"))
    return any(is_mark(here, verb) and any(is_mark(token, of) for token in near) for verb, of in wanted)


def _after_it(near: tuple[Token, ...]) -> bool:
    """``ذلك بعد``, ``هذه التطورات بعد``: what follows is the older deed."""
    return bool(near) and is_mark(near[0], "these") and any(is_mark(token, "later") for token in near)
