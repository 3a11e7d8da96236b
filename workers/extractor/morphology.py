"""Word forms by camel-tools: the only module that imports it.

The library's analyser runs over a database of our own in its format, compiled from ``lexicon/lemmas`` and the clitic and
inflection tables each time a process starts (a few tens of milliseconds). Nothing is downloaded and nothing is written to the
home directory: the library makes ``~/.camel_tools`` when it is imported, so its home is a scratch directory for that moment.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from workers.extractor import lexicon
from workers.extractor.text import fold
from workers.extractor.tokens import Reading


@contextmanager
def _scratch_home() -> Iterator[Path]:
    names = ("HOME", "CAMELTOOLS_DATA")
    before = {name: os.environ.get(name) for name in names}
    with tempfile.TemporaryDirectory(prefix="rasd-words-") as scratch:
        catalogue = {"version": "0", "packages": {}, "components": {}}
        Path(scratch, "catalogue.json").write_text(json.dumps(catalogue), encoding="utf-8")
        os.environ.update(dict.fromkeys(names, scratch))
        try:
            yield Path(scratch)
        finally:
            for name, value in before.items():
                os.environ.pop(name, None) if value is None else os.environ.update({name: value})


with _scratch_home():
    from camel_tools.morphology.analyzer import Analyzer
    from camel_tools.morphology.database import MorphologyDB
    from camel_tools.utils.dediac import dediac_ar
    from camel_tools.utils.normalize import normalize_unicode

_LETTERS = frozenset("ابتثجحخدذرزسشصضطظعغفقكلمنهوي")  # of which folded words are made; the library has ways of its own for others
_MOST_CACHED = 200_000  # words; then the cache starts anew


class Words:
    """An analyser of folded words with a cache: ``words(key)`` gives the readings of ``key``."""

    def __init__(self, analyser: Any) -> None:
        self._analyser = analyser
        self._known: dict[str, tuple[Reading, ...]] = {}

    def __call__(self, key: str) -> tuple[Reading, ...]:
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST_CACHED:
                self._known.clear()
            found = self._known[key] = self._analysed(key)
        return found

    def _analysed(self, key: str) -> tuple[Reading, ...]:
        if len(key) > 24:  # no word of the lexicon is so long; hostile runs of letters cost nothing
            return ()
        if _LETTERS.issuperset(key) and not _may_be_read(key):
            return ()
        return tuple(dict.fromkeys(_reading(analysis) for analysis in self._analyser.analyze(key)))


@cache
def words() -> Words:
    """The analyser over the shipped lexicon, built once per process."""
    with tempfile.TemporaryDirectory(prefix="rasd-words-") as scratch:
        path = Path(scratch, "words.db")
        path.write_text("\n".join(_database()) + "\n", encoding="utf-8")
        return Words(Analyzer(MorphologyDB(str(path), "a")))


def _may_be_read(key: str) -> bool:
    """Does a stem in a word of plain letters fit what stands before and behind it? Where none does, the analyser finds nothing, but takes
    long to say so."""
    prefixes, stems, suffixes, longest_prefix, longest_suffix = _parts()
    size = len(key)
    for first in range(min(longest_prefix, size - 1) + 1):
        before = prefixes.get(key[:first], _NONE)
        for last in range(max(first + 1, size - longest_suffix), size + 1) if before else ():
            stem = stems.get(key[first:last])
            if stem and not stem.isdisjoint(before & suffixes.get(key[last:], _NONE)):
                return True
    return False


_NONE: frozenset[str] = frozenset()
_Fitting = dict[str, frozenset[str]]  # the inflection tables that go with a spelling


@cache
def _parts() -> tuple[_Fitting, _Fitting, _Fitting, int, int]:
    """The prefixes, stems and suffixes of the database, and the lengths of its longest prefix and suffix."""
    taking: dict[str, set[str]] = {}
    for _, (name, clitics, *_) in lexicon.table("inflections.tsv"):
        taking.setdefault(clitics, set()).add(name)
    prefixes = _fitting((spelt, name) for spelt, clitics in _spelt(_prefixes()) for name in taking.get(clitics, ()))
    suffixes = _fitting(_spelt(_suffixes()))
    return prefixes, _fitting(_spelt(_stems())), suffixes, max(map(len, prefixes)), max(map(len, suffixes))


def _spelt(rows: Iterable[str]) -> Iterator[tuple[str, str]]:
    for row in rows:
        spelt, category, _ = row.split("\t")
        yield spelt, category


def _fitting(pairs: Iterable[tuple[str, str]]) -> _Fitting:
    found: dict[str, set[str]] = {}
    for spelt, name in pairs:
        found.setdefault(spelt, set()).add(name)
    return {spelt: frozenset(names) for spelt, names in found.items()}


def _reading(analysis: dict[str, str]) -> Reading:
    return Reading(
        lemma=analysis["lex"],
        pos=analysis["pos"],
        tags=frozenset(analysis["tags"].split(",")) - {"-"},
        stem=analysis["stem"],
        form=analysis["form"],
        proclitics=tuple(name for name in analysis["prc"].split(",") if name != "-"),
        enclitic=analysis["enc"].strip("-"),
    )


# ---- compiling the lexicon into the library's format -----------------------------------------------------------------

_FEATURES = ("diac", "lex", "pos", "tags", "form", "prc", "enc")
_CONJUNCTIONS = (("", ()), ("و", ("w",)), ("ف", ("f",)))


def _database() -> Iterator[str]:
    yield "###DEFINES###"
    yield from (f"DEFINE {name} {name}:*open*" for name in _FEATURES)
    yield "###DEFAULTS###"
    yield from (f"DEFAULT pos:{pos} " + " ".join(f"{name}:-" for name in _FEATURES if name != "pos") for pos in ("digit", "punc", "latin"))
    yield from ("###ORDER###", "ORDER " + " ".join(_FEATURES), "###TOKENIZATIONS###", "TOKENIZATION diac", "###STEMBACKOFF###")
    yield "STEMBACKOFF NONE -"
    yield from ("###PREFIXES###", *_prefixes(), "###SUFFIXES###", *_suffixes(), "###STEMS###", *_stems())
    pairs = sorted({(cells[1], cells[0]) for _, cells in lexicon.table("inflections.tsv")})
    yield from ("###TABLE AB###", *(f"{clitics} {name}" for clitics, name in pairs))
    yield from ("###TABLE BC###", *(f"{name} {name}" for _, name in pairs))
    yield from ("###TABLE AC###", *(f"{clitics} {name}" for clitics, name in pairs))


def _prefixes() -> Iterator[str]:
    for _, (kind, letters, names) in lexicon.table("clitics.tsv"):
        if kind == "pronoun":
            continue
        for mark, conjunction in _CONJUNCTIONS:
            spelt = mark + letters.strip("-")
            proclitics = ",".join([*conjunction, *(name for name in names.split(",") if name != "-")])
            yield f"{spelt}\t{kind}\tdiac: prc:{proclitics or '-'}"


def _suffixes() -> Iterator[str]:
    pronouns = [cells[1] for _, cells in lexicon.table("clitics.tsv") if cells[0] == "pronoun"]
    for _, (name, _, suffix, form, followed) in lexicon.table("inflections.tsv"):
        for pronoun in ["", *(pronouns if followed == "yes" else [])]:
            yield f"{suffix.strip('-')}{pronoun}\t{name}\tdiac: form:{form} enc:{pronoun or '-'}"


def _stems() -> Iterator[str]:
    for row in lexicon.lemma_rows():
        for name, stem in dict.fromkeys(row.forms):
            spelt = fold(dediac_ar(normalize_unicode(stem)))
            if name in ("nf", "vnf"):
                spelt = spelt.removesuffix("ه")
            feats = f"diac:{spelt} lex:{row.lemma} pos:{row.pos} tags:{','.join(row.tags) or '-'} form:- prc:- enc:-"
            yield f"{spelt}\t{name}\t{feats}"
