"""Words of the casualty grammar without a morphological analyser: lemma rows spelt out through the inflection tables.

``forms(key)`` gives every reading of a folded word that ``lexicon/lemmas/casualties.tsv`` knows, clitics taken off as
``tokens.key_variants`` does, so the number and casualty rules stay pure. ``number`` says what the ending says: the accusative ``ين``
of a person is both dual and plural unless the word has a broken plural (جنديين is two, مدنيين is two or more).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from workers.extractor import lexicon
from workers.extractor.text import fold
from workers.extractor.tokens import Token, key_variants

_FILE = "lemmas/casualties.tsv"
_SINGULAR_ENDINGS = frozenset({"-", "ا", "ه", "ت"})


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a word: its lemma, its classes, what its ending says of number, and a pronoun that follows."""

    lemma: str
    tags: frozenset[str]
    pos: str
    table: str
    number: str  # one, two, many, two_or_many; for verbs the number of its subject
    pronoun: str = ""
    feminine: bool = False


@dataclass(frozen=True, slots=True)
class Ending:
    """One row of the inflection tables."""

    suffix: str
    form: str
    takes_pronoun: bool


def forms(token: Token) -> tuple[Form, ...]:
    """Every reading of the token in the casualty lexicon; none for words that it does not know."""
    return _fitting(token.key, token.norm.endswith("ء")) if token.kind == "word" else ()


@lru_cache(maxsize=65536)
def _fitting(key: str, hamza: bool) -> tuple[Form, ...]:
    """The readings of a folded word; one spelt with a final hamza is no verb (قضاء is not قضى)."""
    return tuple(form for form in forms_of(key) if not hamza or form.table not in ("perf", "impf"))


@lru_cache(maxsize=65536)
def forms_of(key: str) -> tuple[Form, ...]:
    """As :func:`forms`, of a folded word."""
    found = _of_women([form for variant in _not_future(key) for form in _spelt().get(variant, ())])
    if len(key) == 3 and key.startswith("و"):  # وأم, وأب: too short for the reader of clitics
        found += [form for form in _spelt().get(key[1:], ()) if "kin" in form.tags]
    return tuple(dict.fromkeys(found)) if found else ()


def _of_women(found: list[Form]) -> list[Form]:
    """شهيدة, however its last letter is spelt, is a woman who died, and not "his martyr"."""
    women = {form.lemma for form in found if form.feminine and form.number == "one" and form.tags & {"dead", "hurt"}}
    women = {lemma for lemma in women if not lemma.endswith("ة")}  # but راح ضحيته is of him
    return [form for form in found if form.pronoun != "ه" or form.lemma not in women] if women else found


def _not_future(key: str) -> Sequence[str]:
    """The variants of a word without the future ``س`` taken off: verbs are spelt with it, and nothing else has it (سميت is no ميت)."""
    word = key[1:] if key[:1] in ("و", "ف") else key
    futures = {bare[1:] for bare in (key, word) if bare.startswith("س")}
    if not futures:
        return key_variants(key)
    return [variant for variant in key_variants(key) if variant not in futures]


def knows(key: str, hamza: bool) -> bool:
    """Has the folded word, spelt with a final hamza or not, any reading?"""
    return bool(_fitting(key, hamza))


def known(key: str) -> bool:
    """Is the folded word itself a form of the casualty lexicon, no clitic taken off?"""
    return key in _spelt()


def has(token: Token, *tags: str) -> bool:
    """Does any reading of the token carry one of these classes?"""
    return not classes(token).isdisjoint(tags)


def classes(token: Token) -> frozenset[str]:
    """The classes of all readings of the token; nearly all words have none."""
    return classes_of(token.key, token.norm.endswith("ء")) if token.kind == "word" else _NONE


_NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=65536)
def classes_of(key: str, hamza: bool) -> frozenset[str]:
    """As :func:`classes`, of a folded word, spelt with a final hamza or not."""
    return frozenset(tag for form in _fitting(key, hamza) for tag in form.tags)


def with_pronoun(token: Token, tag: str) -> bool:
    """Does a pronoun follow a word of this class (حياتهم, إصاباتهم)?"""
    return any(tag in form.tags and form.pronoun for form in forms(token))


_MEN = ("رفاق", "مرافق")


def his_men(token: Token) -> bool:
    """مرافقيه, رفاقه, أبنائها: people who are somebody's."""
    return with_pronoun(token, "person") or (token.key.startswith(_MEN) and token.key.endswith("ه"))


def definite(token: Token) -> bool:
    """Is ``ال`` written on the word, behind its other clitics?"""
    return is_definite(token.key)


@lru_cache(maxsize=65536)
def is_definite(key: str) -> bool:
    bare = key[1:] if key[:1] in ("و", "ف") and len(key) > 4 else key
    bare = bare[1:] if bare[:1] in ("ب", "ك") and len(bare) > 4 else bare
    return (bare.startswith("ال") and len(bare) > 4) or (bare.startswith("لل") and len(bare) > 4)


@cache
def _spelt() -> dict[str, tuple[Form, ...]]:
    """Every spelling of every lemma of the casualty file."""
    found: defaultdict[str, list[Form]] = defaultdict(list)
    for row in lexicon.lemma_rows():
        if row.where.startswith(_FILE):
            for key, form in _spellings(row):
                found[key].append(form)
    return {key: tuple(dict.fromkeys(values)) for key, values in found.items()}


_FIVE = ("اخ", "اب")  # nouns whose case is written as a long vowel: أخاه, أبيه are one


def _spellings(row: lexicon.Lemma) -> Iterator[tuple[str, Form]]:
    """A lemma in all its forms, with what each says."""
    broken = any(name == "pl" for name, _ in row.forms)
    for table, stem in row.forms:
        for ending in _endings()[table]:
            yield from _inflected(row, table, fold(stem), ending, broken)
            if table in ("n", "nf") or (table == "hum" and (broken or ending.suffix in ("ان", "تان"))):
                yield from _duals_of_somebody(row, table, fold(stem), ending)
        if table == "pl" and stem.endswith("اء"):
            yield from _plurals_of_somebody(row, fold(stem))


def _inflected(row: lexicon.Lemma, table: str, stem: str, ending: Ending, broken: bool) -> Iterator[tuple[str, Form]]:
    """A stem with one ending, with and without a pronoun, a verb with every prefix of its person."""
    suffix, number = ending.suffix.strip("-"), _number(table, ending, broken)
    prefixes = ("ي", "ت", "ن", "سي", "ست") if table == "impf" else ("",)
    for prefix in prefixes:
        for pronoun in ("", *(_pronouns() if ending.takes_pronoun else ())):
            form = Form(row.lemma, frozenset(row.tags), row.pos, table, number, pronoun, _is_feminine(table, suffix))
            yield f"{prefix}{_root(table, stem)}{suffix}{pronoun}", form


def _duals_of_somebody(row: lexicon.Lemma, table: str, stem: str, ending: Ending) -> Iterator[tuple[str, Form]]:
    """طفليه, طفلاه, مرافقاه: the dual loses its n before a pronoun; مرافقيه may be many."""
    suffix, number = ending.suffix.strip("-"), "one" if stem in _FIVE else "two"
    if suffix in ("ين", "تين", "ان", "تان"):
        for pronoun in _pronouns():
            form = Form(row.lemma, frozenset(row.tags), row.pos, table, number, pronoun, _is_feminine(table, suffix))
            yield f"{_root(table, stem)}{suffix[:-1]}{pronoun}", form


def _plurals_of_somebody(row: lexicon.Lemma, stem: str) -> Iterator[tuple[str, Form]]:
    """أبنائه, أقرباؤها: before a pronoun the final hamza is written, and not as the key of the bare word leaves it out."""
    for seat in "يو":
        for pronoun in _pronouns():
            yield f"{stem}{seat}{pronoun}", Form(row.lemma, frozenset(row.tags), row.pos, "pl", "many", pronoun)


def _root(table: str, stem: str) -> str:
    """What the endings of a feminine noun are added to."""
    return stem.removesuffix("ه") if table in ("nf", "vnf") else stem


def _is_feminine(table: str, suffix: str) -> bool:
    return table == "nf" or suffix in ("ه", "ت", "تا", "تان", "تين", "ات", "ن")


def _number(table: str, ending: Ending, broken: bool) -> str:
    suffix = ending.suffix
    if table in ("perf", "impf"):
        return {"ا": "two", "تا": "two", "ان": "two", "وا": "many", "ون": "many", "و": "many", "ن": "many"}.get(suffix, "one")
    if table == "pl" or (ending.form == "plural" and suffix != "ين"):
        return "many"
    if suffix == "ين" and table == "hum":
        return "two" if broken else "two_or_many"
    return "one" if suffix in _SINGULAR_ENDINGS else "two"


@cache
def _endings() -> dict[str, tuple[Ending, ...]]:
    found: defaultdict[str, list[Ending]] = defaultdict(list)
    for _, (table, _, suffix, form, pronoun) in lexicon.table("inflections.tsv"):
        found[table].append(Ending(suffix, form, pronoun == "yes"))
    return {table: tuple(rows) for table, rows in found.items()}


@cache
def _pronouns() -> tuple[str, ...]:
    third_person = ("ه", "ها", "هم", "هما", "هن")
    return tuple(cells[1] for _, cells in lexicon.table("clitics.tsv") if cells[0] == "pronoun" and cells[1] in third_person)
