"""The names of actors as the lexicon gives them, and how a setting decides between the readings of an ambiguous one.

``known`` reads ``lexicon/actors.tsv`` once; the adjective of a country is inflected here for gender and number. What the setting of an
article is, ``setting`` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from workers.extractor import lexicon
from workers.extractor.phrases import Phrases, folded, keys, split
from workers.extractor.tokens import Token


@dataclass(frozen=True, slots=True)
class Setting:
    """What decides whose enemy ``العدو`` is: the countries that the article is about, most named first, and the full names that the
    article itself gives to an epithet (``الاحتلال التركي`` settles a later ``الاحتلال``)."""

    countries: tuple[str, ...] = ()
    spelt_out: tuple[tuple[str, str], ...] = ()
    speaker: str = ""  # whose statement the article is, so that ``قواتنا`` has a name
    issued: bool = False  # and is all of it his statement, not only a line of it


NEUTRAL = Setting()


@dataclass(frozen=True, slots=True)
class Name:
    """One row of the actors: whom it names, in which form, and in which countries (``*``: everywhere)."""

    actor_id: str
    form: str
    where: str


@dataclass(frozen=True, slots=True)
class Names:
    """The rows of the actors, by how their words are looked up."""

    phrases: Phrases[Name]
    nisbas: dict[str, list[Name]]  # the adjective of a country in every gender and number
    accusatives: dict[str, list[Name]]  # those that are spelt as the land is (روسيا)
    canonical: dict[str, str]  # the name that the record gives
    proxies: dict[str, list[Name]]  # by their backer
    homes: dict[str, str]  # the state that an actor is, by the code of its land
    ruled: dict[str, str]  # the same, of governments too that fight within their land
    bodies: dict[str, frozenset[str]]  # the word for what an actor is (تنظيم, حركة) -> the actors that are one


@cache
def known() -> Names:
    """Every name of the lexicon, read once per process."""
    rows = [(Name(actor_id, form, where), split(cell)) for _, (actor_id, form, where, cell) in lexicon.table("actors.tsv")]
    called = [(name, phrases) for name, phrases in rows if name.form not in ("proxy", "body", "home", "rules")]
    phrases = Phrases((phrase, name) for name, spelt in called if name.form != "nisba" for phrase in spelt)
    nisbas = _by_word(
        (word, name) for name, spelt in called if name.form == "nisba" for one in spelt for word in _inflections(folded(one)[0])
    )
    lands = {word for word in nisbas if word.endswith("يا") and phrases.knows(word)}  # تركيا is the land, not a Turkish one
    bodies = _by_word((folded(word)[0], name) for name, spelt in rows if name.form == "body" for word in spelt)
    return Names(
        phrases=phrases,
        nisbas={word: found for word, found in nisbas.items() if word not in lands},
        accusatives={word: found for word, found in nisbas.items() if word in lands},
        canonical={name.actor_id: spelt[0] for name, spelt in reversed(called)} | {"unknown": "جهة مجهولة"},  # the first row of each actor
        proxies=_by_word((backer, name) for name, spelt in rows if name.form == "proxy" for backer in spelt),
        homes={name.actor_id: spelt[0] for name, spelt in rows if name.form == "home"},
        ruled={name.actor_id: spelt[0] for name, spelt in rows if name.form in ("home", "rules")},
        bodies={word: frozenset(name.actor_id for name in names) for word, names in bodies.items()},
    )


def _by_word(pairs: Iterable[tuple[str, Name]]) -> dict[str, list[Name]]:
    found: dict[str, list[Name]] = {}
    for word, name in pairs:
        found.setdefault(word, []).append(name)
    return found


def _inflections(masculine: str) -> list[str]:
    return [masculine + ending for ending in ("", "ه", "ا", "ون", "ين", "ات", "ان", "تان", "تين")]


def canonical_name(actor_id: str) -> str:
    """The Arabic name that the record gives an actor."""
    return known().canonical.get(actor_id, actor_id)


def actor_ids() -> frozenset[str]:
    """Every actor that the lexicon can name."""
    return frozenset(known().canonical) - {"-"}


def in_setting(names: list[Name], setting: Setting) -> Name | None:
    """The reading of an ambiguous name for these countries; ``*`` where none is listed."""
    for country in setting.countries:
        for name in names:
            if country in name.where.split():
                return name
    return next((name for name in names if "*" in name.where.split()), None)


def spelt_elsewhere(names: list[Name], token: Token, setting: Setting) -> Name | None:
    """An epithet of other countries, where the article itself has named whom it means."""
    epithet = next((name for name in names if name.form == "epithet"), None)
    return epithet if epithet and any(word in keys(token) for word, _ in setting.spelt_out) else None


def spelt(token: Token, setting: Setting, name: Name) -> str:
    """Whom an epithet means in the article."""
    return next((actor_id for word, actor_id in setting.spelt_out if word in keys(token)), name.actor_id)


def nisba(token: Token, setting: Setting) -> str | None:
    """The actor whose country the adjective is of (``التركية``)."""
    if token.kind != "word":
        return None
    for key in keys(token):
        name = in_setting(known().nisbas.get(key, []), setting)
        if name:
            return name.actor_id
    return None


def says_make(tokens: Sequence[Token], at: int, setting: Setting) -> int:
    """How many words tell the make of a weapon: ``تركية الصنع``, ``من طراز بيرقدار``."""
    after = tokens[at + 1].key if at + 1 < len(tokens) else ""
    if tokens[at].key == "من" and after in ("نوع", "طراز"):
        return 3
    return 2 if after in ("الصنع", "صنع") and nisba(tokens[at], setting) else 0
