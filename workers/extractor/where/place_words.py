"""The words around place names, by class (``lexicon/places/words.tsv``), and clitics of a folded word.

``cue`` and ``cues`` are followed by one name or by a list of names (قرية, قرى); ``area`` widens or narrows a name (محيط, شمال),
``inside`` of these not beyond the town;
``unit`` and ``title`` make the name beside them another thing's name (لواء القدس, العميد الحلبي); ``origin``, ``native``,
``transport`` and ``say`` tell that a place was not struck. ``again`` stands for the place of its kind named before (المطار),
``around_it`` goes on with a list (ومحيطها), ``department`` is no district's name (مديرية صحة), ``leaving`` and ``while`` are of what was
struck on its way out (لدى خروجه من), ``other_deed`` of what was no strike (قناص), ``else_deed`` too where it begins anew or
behind a word that ``turns`` to it. ``based`` behind ``post_of`` or ``troops`` tells where those struck stood, ``post_of`` behind من where
the fire came from; ``seat`` is what a council of a town has there; ``of_clinic`` who speaks for a
hospital, ``takes_in`` what it does with the wounded; ``group`` who fights in which
country; ``road`` what has two ends; ``launcher`` what fires, or is
fired at; ``out_of_use`` what a site is put, ``heard`` and ``closed`` tell
of places beside the one struck, ``resides`` of who lives there, ``crop`` what grows in a field that has no name,
``made`` what is made in such a factory, ``purpose`` what any site is for or like;
``every_city`` has a quarter of such a name; a village called after a ``lord`` (بك) is no city of his name. ``strikes_abroad`` are
countries whose forces strike in others. ``institution`` is what has its seat in a town, ``calls_on`` what is said to a government;
``travels`` and ``visits`` tell of who goes somewhere, ``crosses`` of what a struck convoy had passed, ``frees`` of what was taken;
``leaves`` of who leaves a capital or is received there, ``wire`` who writes from a dateline;
``reporter`` has a post somewhere; ``vehicle`` is what may be for transport.
"""

from __future__ import annotations

from functools import cache, lru_cache

from monitor.errors import LexiconError
from workers.extractor.text import fold
from workers.extractor.tokens import Token
from workers.extractor.where.gazetteer import HERE
from workers.extractor.word_sets import word_set

_LOOK_ALIKE = frozenset("أدى وأدى والي الوالي إحياء لإحياء بإحياء وإحياء".split())  # folded they look like وادي, وإلى and أحياء
_SHORT_HEADS = word_set("place_words.short_heads")
DISTANCES = word_set("unit_of_distance")
CAPITALS = frozenset("دمشق بغداد بيروت عمان القاهرة الرياض صنعاء طهران أنقرة موسكو كييف الدوحة أبوظبي مسقط الخرطوم القدس".split())
COMMON_SHORT = word_set("place_words.common_short")
BUILT_FOR = frozenset(  # sites that are called by what they are for as often as by a name
    "base bridge church depot factory hospital junction market mosque port post prison refinery school site station university".split()
)


@cache
def words() -> dict[str, dict[str, str]]:
    """Class -> folded word -> the feature that the word tells of (empty for most)."""
    out: dict[str, dict[str, str]] = {}
    path = HERE / "words.tsv"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith(("#", "class\t")) or not line:
            continue
        cells = line.split("\t")
        if len(cells) != 3:
            raise LexiconError(f"{path.name}, line {number}: {len(cells)} columns instead of 3")
        out.setdefault(cells[0], {})[fold(cells[1])] = cells[2]
    return out


_SO_IN = frozenset(("ففي", "فعلي", "فمن"))


@lru_cache(maxsize=32768)
def splits(key: str) -> tuple[tuple[str, str], ...]:
    """Ways to part a folded word into clitics and the rest, the word as it stands first: ``(("", "بحلب"), ("ب", "حلب"))``.

    ``ف`` is taken off before an article or a preposition only (فالرقة, ففي, not فرقه), and ``ك`` never: no text likens a strike to a
    town."""
    out = [("", key)]
    rests = [("", key)]
    if (len(key) > 2 and key[0] == "و") or key.startswith(("فال", "فبال")) or key in _SO_IN:
        rests.append((key[0], key[1:]))
        out.append(rests[1])
    for mark, rest in rests:
        if len(rest) > 4 and rest.startswith("لل"):
            out.append((mark + "ل", "ال" + rest[2:]))
            out.append((mark + "ل", rest[1:]))
        elif rest[0] in "بل" and (len(rest) > 3 or rest[1:] in _SHORT_HEADS):
            out.append((mark + rest[0], rest[1:]))
    return tuple(out)


@lru_cache(maxsize=32768)
def _classes(key: str) -> dict[str, tuple[str, str]]:
    """The classes that a folded word belongs to, with or without clitics, and how it then parts. Most words have none."""
    found: dict[str, tuple[str, str]] = {}
    for mark, rest in splits(key):
        for name in _classes_of_word().get(rest, ()):
            found.setdefault(name, (mark, rest))
    return found


@cache
def _classes_of_word() -> dict[str, list[str]]:
    """Folded word -> its classes, as it stands in the table."""
    out: dict[str, list[str]] = {}
    for name, table in words().items():
        for word in table:
            out.setdefault(word, []).append(name)
    return out


def as_class(token: Token, name: str) -> tuple[str, str] | None:
    """``(clitics, word)`` where the token is a word of this class, with or without clitics."""
    return _classes(token.key).get(name) if in_class(token, name) else None


def in_class(token: Token, name: str) -> bool:
    """Is the token, clitics aside, a word of this class?"""
    return name in _classes(token.key) and token.kind == "word" and (name == "unit" or token.norm not in _LOOK_ALIKE)


def in_any(token: Token, names: frozenset[str]) -> bool:
    """Is the token, clitics aside, a word of one of these classes (``unit`` aside)?"""
    return not names.isdisjoint(_classes(token.key)) and token.kind == "word" and token.norm not in _LOOK_ALIKE


def is_marked(token: Token) -> bool:
    """Is the token a word of any class?"""
    return bool(_classes(token.key))


def feature_of(token: Token) -> str | None:
    """What the cue word that this token is says of the name after it."""
    for name in ("cue", "cues"):
        found = as_class(token, name)
        if found:
            return words()[name][found[1]]
    return None
