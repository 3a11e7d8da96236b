"""The names of actors as the lexicon gives them, and the setting that decides the ambiguous ones.

``known`` reads ``lexicon/actors.tsv`` once; the adjective of a country is inflected here for gender and number. ``setting_of`` looks
through an article for the countries that it is about (``lexicon/settings.tsv``) and for epithets that it spells out itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from workers.extractor import lexicon
from workers.extractor.phrases import Phrases, folded, is_any, keys, split, word_classes
from workers.extractor.tokens import Document, Token


@dataclass(frozen=True, slots=True)
class Setting:
    """What decides whose enemy ``العدو`` is: the countries that the article is about, most named first, and the full names that the
    article itself gives to an epithet (``الاحتلال التركي`` settles a later ``الاحتلال``)."""

    countries: tuple[str, ...] = ()
    spelt_out: tuple[tuple[str, str], ...] = ()
    speaker: str = ""  # whose statement the article is, so that ``قواتنا`` has a name


NEUTRAL = Setting()


@dataclass(frozen=True, slots=True)
class Name:
    actor_id: str
    form: str
    where: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    phrases: Phrases[Name]
    nisbas: dict[str, list[Name]]
    canonical: dict[str, str]
    proxies: dict[str, list[Name]] = field(default_factory=dict)


@cache
def known() -> Lexicon:
    names: list[tuple[str, Name]] = []
    nisbas: dict[str, list[Name]] = {}
    canonical = {"unknown": "جهة مجهولة"}
    proxies: dict[str, list[Name]] = {}
    for _, (actor_id, form, where, cell) in lexicon.table("actors.tsv"):
        name = Name(actor_id, form, where)
        if form == "proxy":
            for backer in split(cell):
                proxies.setdefault(backer, []).append(name)
            continue
        canonical.setdefault(actor_id, split(cell)[0])
        for phrase in split(cell):
            if form == "nisba":
                for inflected in _inflections(folded(phrase)[0]):
                    nisbas.setdefault(inflected, []).append(name)
            else:
                names.append((phrase, name))
    phrases = Phrases(names)
    lands = {word for word in nisbas if word.endswith("يا") and phrases.knows(word)}  # تركيا is the land, not a Turkish one
    return Lexicon(phrases, {word: found for word, found in nisbas.items() if word not in lands}, canonical, proxies)


def _inflections(masculine: str) -> list[str]:
    return [masculine + ending for ending in ("", "ه", "ا", "ون", "ين", "ات", "ان", "تان", "تين")]


def canonical_name(actor_id: str) -> str:
    """The Arabic name that the record gives an actor."""
    return known().canonical.get(actor_id, actor_id)


def actor_ids() -> frozenset[str]:
    """Every actor that the lexicon can name."""
    return frozenset(known().canonical) - {"-"}


# ---- setting ---------------------------------------------------------------------------------------------------------


@cache
def _setting_words() -> Phrases[str]:
    return Phrases((phrase, code) for _, (code, cell) in lexicon.table("settings.tsv") for phrase in split(cell))


def setting_of(document: Document, places: Iterable[str] = ()) -> Setting:
    """The countries that the article speaks of, most named first (the outlet's own country last), and its own spelt-out epithets;
    ``places`` are the countries of the places that it names."""
    counts: Counter[str] = Counter(places)
    for sentence in document.sentences:
        for index in _setting_words().openings(sentence.tokens):
            counts.update(dict.fromkeys(code for _, code, _ in _setting_words().at(sentence.tokens, index)).keys())
    countries = [code for code, _ in counts.most_common()]
    if counts["KU"]:
        countries.sort(key=lambda code: code != "KU")
    found = Setting(tuple(dict.fromkeys([*countries, document.context.country.upper()])))
    return replace(found, spelt_out=_spelt_out(document, found), speaker=_speaker(document, found))


_WATCHERS = frozenset("مرصد شبكه وكاله اعلام تلفزيون مركز هلال منتدي مدني احمر انباء".split())
_HEADING = 8  # tokens of a statement's heading


def _speaker(document: Document, setting: Setting) -> str:
    """The actor that a statement opens with: ``الحرس الثوري الإيراني: ...``."""
    for sentence in document.sentences[:3]:
        colon = next((index for index, token in enumerate(sentence.tokens[:_HEADING]) if token.norm == ":"), 0)
        strikes = any("event_noun" in word_classes("actor_words.tsv").of(token) for token in sentence.tokens[:colon])
        for index in range(colon):
            for last, name, _ in known().phrases.at(sentence.tokens, index):
                if last <= colon and name.form in ("name", "force"):
                    return name.actor_id
            adjective = nisba(sentence.tokens[index], setting)
            if adjective and index and not strikes and not _watches(sentence.tokens[index - 1].key):
                return adjective
    return ""


def _watches(key: str) -> bool:
    """``المرصد السوري``, ``وكالة الأنباء السورية``: who reports of a country and commands no forces."""
    return is_any(key.removeprefix("ال"), _WATCHERS)


_SPELT = ("احتلال", "عدوان", "عدو", "تحالف", "نظام")
_SPELT_SET = frozenset(_SPELT)


def _spelt_out(document: Document, setting: Setting) -> tuple[tuple[str, str], ...]:
    """``احتلال`` -> ``turkey`` where the article says ``الاحتلال التركي`` more often than any other occupation."""
    counts: dict[str, Counter[str]] = {word: Counter() for word in (*_SPELT, *_BODIES)}
    for sentence in document.sentences:
        spelt = [(index, token) for index, token in enumerate(sentence.tokens[:-1]) if is_any(token.key, _SPELT_SET)]
        for index, token in spelt:
            for word in _SPELT:
                if word in keys(token):
                    adjective = nisba(sentence.tokens[index + 1], setting)
                    counts[word].update([adjective] if adjective else [])
        _count_bodies(sentence.tokens, setting, counts)
        _count_resistances(sentence.tokens, setting, counts)
    return tuple((word, count.most_common(1)[0][0]) for word, count in counts.items() if count)


_BODIES = ("تنظيم", "جماعه", "حركه", "حزب")
_BODY_SET = frozenset(_BODIES)


def _count_bodies(tokens: tuple[Token, ...], setting: Setting, counts: dict[str, Counter[str]]) -> None:
    """``تنظيم داعش``, ``جماعة الحوثي``: whom ``التنظيم`` and ``الجماعة`` mean from then on."""
    for index, token in enumerate(tokens[:-1]):
        if is_any(token.key, _BODY_SET) and not token.key.startswith(("ال", "وال", "لل", "بال")):
            ends = [(last, name) for last, name, _ in known().phrases.at(tokens, index) if last > index + 1]
            longest = [name for last, name in ends if last == max(end for end, _ in ends)]
            named = in_setting(longest, setting)
            body = next(word for word in _BODIES if word in keys(token))
            counts.setdefault(body, Counter()).update([named.actor_id] if named and named.actor_id != "-" else [])


_RESISTANCE = "مقاومه"


def _count_resistances(tokens: tuple[Token, ...], setting: Setting, counts: dict[str, Counter[str]]) -> None:
    """``المقاومة الإسلامية في العراق``: whom ``المقاومة`` alone means from then on."""
    for index, token in enumerate(tokens[:-1]):
        if _RESISTANCE in keys(token):
            ends = [(last, name) for last, name, _ in known().phrases.at(tokens, index) if last > index + 1]
            longest = [name for last, name in ends if last == max(end for end, _ in ends) and name.form != "epithet"]
            named = in_setting(longest, setting)
            counts.setdefault(_RESISTANCE, Counter()).update([named.actor_id] if named and named.actor_id != "-" else [])


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
