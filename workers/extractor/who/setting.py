"""The setting that decides ambiguous names: the countries that an article is about, and the epithets that it spells out itself.

``lexicon/settings.tsv`` gives the words by which an article is known to be about a country. ``الاحتلال التركي`` settles a later
``الاحتلال``, ``جماعة الحوثي`` a later ``الجماعة``; where no such body is spelt out, ``الجماعة`` is the only one of that kind that the
article names at all (rows ``body`` of ``lexicon/actors.tsv``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache

from workers.extractor import lexicon
from workers.extractor.phrases import Phrases, conjoined, keys, keys_of_word, split
from workers.extractor.tokens import Document, Token
from workers.extractor.who.actor_names import Setting, in_setting, known, nisba
from workers.extractor.who.issuers import speaker_of
from workers.extractor.word_sets import word_beginnings


@cache
def _setting_words() -> Phrases[str]:
    return Phrases((phrase, code) for _, (code, cell) in lexicon.table("settings.tsv") for phrase in split(cell))


_IN_PASSING = 10  # times as often as a country another is named where the first is only named in passing, as a street may be after it


def setting_of(document: Document, places: Iterable[str] = ()) -> Setting:
    """The countries that the article speaks of, most named first (none named in passing, the outlet's own last), and its own
    spelt-out epithets; ``places`` are the countries of the places that it names."""
    counts: Counter[str] = Counter(places)
    for sentence in document.sentences:
        for index in _setting_words().openings(sentence.tokens):
            counts.update(dict.fromkeys(code for _, code, _ in _setting_words().at(sentence.tokens, index)).keys())
    most = max(counts.values(), default=0)
    countries = [code for code, count in counts.most_common() if count * _IN_PASSING > most]
    if counts["KU"]:
        countries.sort(key=lambda code: code != "KU")
    found = Setting(tuple(dict.fromkeys([*countries, document.context.country.upper()])))
    speaker, whole = speaker_of(document, found)
    return replace(found, spelt_out=_spelt_out(document, found), speaker=speaker, issued=whole)


_ARMY, _STRIKES_NOBODY = "جيش", "LB"  # an army of its own land that the press names beside strikes as often, but hardly ever for one
_SPELT = ("احتلال", "عدوان", "عدو", "تحالف", "نظام", _ARMY)
_BODIES = ("تنظيم", "جماعه", "حركه", "حزب")
_RESISTANCE = "مقاومه"
_DEFINITE = word_beginnings("setting.definite")


def _spelt_out(document: Document, setting: Setting) -> tuple[tuple[str, str], ...]:
    """``احتلال`` -> ``turkey`` where the article says ``الاحتلال التركي`` more often than any other occupation; whom ``التنظيم`` and
    ``المقاومة`` mean from then on."""
    counts: dict[str, Counter[str]] = {word: Counter() for word in (*_SPELT, *_BODIES, _RESISTANCE)}
    for sentence in document.sentences:
        for index, token in enumerate(sentence.tokens[:-1]):
            for word in _epithets(token.key):
                actor_id = (_by_adjective if word in _SPELT else _by_name)(sentence.tokens, index, setting)
                counts[word].update([actor_id] if actor_id else [])
    if len(counts[_ARMY]) > 1 or _STRIKES_NOBODY not in setting.countries:
        del counts[_ARMY]
    told = {word: count.most_common(1)[0][0] for word, count in counts.items() if count}
    return tuple({**_only_bodies(document, frozenset(_BODIES) - told.keys()), **told}.items())


@lru_cache(maxsize=32768)
def _epithets(key: str) -> tuple[str, ...]:
    """What may be spelt out, of which a folded word is one, clitics aside; nearly all words are none."""
    read = keys_of_word(key)
    bodies = () if key.startswith(_DEFINITE) else [word for word in _BODIES if word in read][:1]
    return (*(word for word in _SPELT if word in read), *bodies, *([_RESISTANCE] if _RESISTANCE in read else []))


def _by_adjective(tokens: tuple[Token, ...], index: int, setting: Setting) -> str | None:
    """``الاحتلال التركي``; not ``تبادل التحالف والحوثيون``."""
    after = tokens[index + 1]
    return nisba(after, setting) if not conjoined(after.key) else None


def _by_name(tokens: tuple[Token, ...], index: int, setting: Setting) -> str | None:
    """``تنظيم داعش``, ``جماعة الحوثي``, ``المقاومة الإسلامية في العراق``: the longest name that goes on behind the word."""
    ends = [(last, name) for last, name, _ in known().phrases.at(tokens, index) if last > index + 1]
    resists = _RESISTANCE in keys(tokens[index])
    longest = [name for last, name in ends if last == max(end for end, _ in ends) and not (resists and name.form == "epithet")]
    named = in_setting(longest, setting)
    return named.actor_id if named and named.actor_id != "-" else None


def _only_bodies(document: Document, words: frozenset[str]) -> dict[str, str]:
    """``الجماعة`` -> ``houthis`` where the article names no other body of that kind, under whatever name (``ميليشيا الحوثي``)."""
    definite = {mark + word: word for word in words for mark in ("ال", "لل")}
    called = {definite[token.key] for sentence in document.sentences for token in sentence.tokens if token.key in definite}
    if not called:
        return {}
    names = known()
    found = {
        name.actor_id
        for sentence in document.sentences
        for index in names.phrases.openings(sentence.tokens)
        for _, name, _ in names.phrases.at(sentence.tokens, index)
        if name.form in ("name", "force")
    }
    kinds = {word: found & names.bodies.get(word, frozenset()) for word in called}
    return {word: next(iter(ids)) for word, ids in kinds.items() if len(ids) == 1}
