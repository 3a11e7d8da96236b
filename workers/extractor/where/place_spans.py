"""Known names in the tokens of a sentence: longest match over gazetteer keys, clitics taken off the first word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from monitor.errors import LexiconError
from workers.extractor.text import fold
from workers.extractor.tokens import Sentence, Token
from workers.extractor.where.gazetteer import HERE, bare, key_of, place, tables
from workers.extractor.where.place_words import BUILT_FOR, COMMON_SHORT, feature_of, splits, words
from workers.extractor.word_sets import word_set

LONGEST_NAME = 6
_PIECE = 3  # letters: of shorter pieces a name is made only after words such as أبو
_ANAPHORS = word_set("kind_of_place")


@dataclass(frozen=True, slots=True)
class Span:
    """A name at the tokens ``[first, last)``: the rows of the gazetteer that it may mean, and the clitics before it.

    ``exact`` is false where the text has an article that the gazetteer's spelling lacks, or lacks one that it has.
    """

    first: int
    last: int
    rows: tuple[int, ...]
    clitics: str = ""
    exact: bool = True
    word: str = ""


@dataclass(frozen=True, slots=True)
class Homonym:
    """What else a name is: ``cue`` wants a word like مدينة before it, ``prep`` a preposition at least, ``home`` an
    article about its country; and the words before or after that rule it out."""

    rule: str
    not_after: frozenset[str]
    not_before: frozenset[str]


def homonym(word: str, *, article: bool) -> Homonym | None:
    """What else a bare folded name is. One row may speak of it with its article (``القدس``) and one without (``قدس``); where only one of
    them is listed, it holds for both."""
    rows = homonyms().get(word, {})
    return rows.get(article) or rows.get(not article)


@cache
def homonyms() -> dict[str, dict[bool, Homonym]]:
    """Names that are also ordinary words or parts of other names, by bare folded word and by whether they are listed with their article.

    Raises :class:`LexiconError` where a row is malformed or stands twice."""
    out: dict[str, dict[bool, Homonym]] = {}
    for number, line in enumerate((HERE / "homonyms.tsv").read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith(("#", "name\t")) or not line:
            continue
        cells = line.split("\t")
        if len(cells) != 4 or cells[1] not in ("cue", "prep", "home", "free"):
            raise LexiconError(f"homonyms.tsv, line {number}: name, rule (cue, prep, home, free), words before, words after")
        before, after = (frozenset(fold(word) for word in cell.split("|") if word) for cell in cells[2:])
        key, article = key_of(fold(cells[0]).split()), cells[0].startswith("ال")
        rows = out.setdefault(key, {})
        if article in rows:
            raise LexiconError(f"homonyms.tsv, line {number}: {cells[0]} stands above already")
        rows[article] = Homonym(cells[1], before, after)
    return out


def known_spans(sentence: Sentence) -> list[Span]:
    """The known names of a sentence, not overlapping, longest first from the left."""
    found: list[Span] = []
    free = 0
    for index, token in enumerate(sentence.tokens):
        span = span_at(sentence.tokens, index) if index >= free and _openings(token.key) else None
        if span:
            found.append(span)
            free = span.last
    return found


def span_at(tokens: tuple[Token, ...], index: int) -> Span | None:
    """The longest known name that begins at a token; of equally long ones that with the fewest clitics."""
    if tokens[index].kind != "word":
        return None
    best: Span | None = None
    for clitics, word, most in _openings(tokens[index].key):
        span = _longest(tokens, index, clitics, word, most)
        if span and (best is None or span.last > best.last):
            best = span
    return best


@lru_cache(maxsize=32768)
def _openings(key: str) -> tuple[tuple[str, str, int], ...]:
    """The ways in which a folded word may begin a known name: its clitics, the rest, and the most words that a name with it has."""
    if key in COMMON_SHORT:
        return ()
    first_words = tables().first_words
    return tuple((clitics, word, most) for clitics, word in splits(key) if (most := first_words.get(bare(word), 0)))


def _longest(tokens: tuple[Token, ...], index: int, clitics: str, word: str, most: int) -> Span | None:
    by_key = tables().by_key
    keys = [bare(word)]
    for token in tokens[index + 1 : index + min(most, LONGEST_NAME)]:
        if token.kind == "punct" or token.norm == "على":  # folded it looks like علي
            break
        keys.append(bare(token.key))
    for length in range(len(keys), 0, -1):
        key = "".join(keys[:length])
        rows = by_key.get(key)
        if not rows:
            continue
        written = tokens[index : index + length]
        if _several_fit(rows, word, written, key) if length > 1 else not is_cue_alone(word, tokens[index - 1] if index else None):
            as_spelt = rows if length > 1 else tuple(row for row in rows if spelt_so(row, word))
            return Span(index, index + length, as_spelt or rows, clitics, bool(as_spelt), key)
    return None


def _several_fit(rows: tuple[int, ...], word: str, written: tuple[Token, ...], key: str) -> bool:
    """Do several words make the name? Not ``بي جي`` بيجي, nor ``طريق مطار`` (of another town) طريق المطار."""
    ends, most = _shape(rows)
    if most < len(written) and word not in words()["head"] and min(len(token.key) for token in written) < _PIECE:
        return False
    last = written[-1].key
    if last in words()["cue"] and last not in ends:
        return False
    if words()["cue"].get(word) in BUILT_FOR and len(written) == 2 and not _written_alike(rows, key, (word, last)):
        return False
    return _article_fits(rows, word, key)


@lru_cache(maxsize=4096)
def _written_alike(rows: tuple[int, ...], key: str, pair: tuple[str, str]) -> bool:
    """``سوق مركزي``: any market, not السوق المركزي."""
    names = [name for name in _names_of(rows, key) if len(name) == 2]
    return not names or any(name[1].startswith("ال") <= pair[1].startswith("ال") for name in names)


def _names_of(rows: tuple[int, ...], key: str) -> list[list[str]]:
    """The names of the rows that are spelt so, but for their articles, in folded words."""
    names = (fold(name).replace("-", " ").split() for row in rows for name in (place(row).name, *place(row).variants))
    return [name for name in names if "".join(map(bare, name)) == key]


@lru_cache(maxsize=4096)
def _shape(rows: tuple[int, ...]) -> tuple[frozenset[str], int]:
    """The last words of the names of some rows, and how many words the longest name has."""
    names = [fold(name).replace("-", " ").split() for row in rows for name in (place(row).name, *place(row).variants)]
    return frozenset(name[-1] for name in names), max(len(name) for name in names)


def _article_fits(rows: tuple[int, ...], word: str, key: str) -> bool:
    """الباب شرقي (حلب) is not باب شرقي, nor المحافظة جنوب محافظة الجنوب: a name of several words has an article on its first only where the
    gazetteer has."""
    return not word.startswith("ال") or _begins_with_article(rows, key)


@lru_cache(maxsize=4096)
def _begins_with_article(rows: tuple[int, ...], key: str) -> bool:
    names = _names_of(rows, key) or [fold(name).split() for row in rows for name in (place(row).name, *place(row).variants)]
    return any(name[0].startswith("ال") for name in names)


_ALSO_NAMES = frozenset(("الباديه",))


def is_cue_alone(word: str, before: Token | None) -> bool:
    """Is the word one that names announce (مدينة, القرية)? With the article and after another such word it is a name (مدينة التل)."""
    if word in words()["cue"] or word in words()["cues"]:
        return True
    if bare(word) not in words()["cue"] or not word.startswith("ال") or word in _ALSO_NAMES:
        return False
    return bare(word) in _ANAPHORS or not (before and feature_of(before) in ("city", "town", "village"))


@lru_cache(maxsize=16384)
def spelt_so(row: int, word: str) -> bool:
    """Has the row the word with, or without, the article as written?"""
    with_article, stem, spot = word.startswith("ال"), bare(word), place(row)
    for name in (spot.name, *spot.variants):
        folded = fold(name)
        if folded.replace(" ", "") == word or (bare(folded) == stem and folded.startswith("ال") == with_article):
            return True
    return False
