"""A place name with the words that belong to it: بريف دير الزور الغربي, محيط مدينة الباب, إلى الغرب من الرقة."""

from __future__ import annotations

from dataclasses import dataclass, field

from workers.extractor.tokens import Sentence, Token
from workers.extractor.where.place_spans import Span
from workers.extractor.where.place_words import DISTANCES, as_class, feature_of, in_class, words
from workers.extractor.word_sets import word_set

_MOST_BEFORE = 5
_STRIKING = frozenset(("strike", "blow", "hit", "reach", "raid", "aggression", "attack", "destroy", "massacre"))
_BORDERS = frozenset(("حدود", "الحدود"))
_AIRFIELD = word_set("place_phrase.airfield")


@dataclass(slots=True)
class Phrase:
    """One name in its sentence while it is being read; ``places`` turns it into a mention.

    ``first`` and ``last`` span the whole phrase, ``name_first`` and ``name_last`` the name. ``features`` are what cue words say
    that it is, ``area`` the words that widen it, ``prep`` the preposition before all of it; ``joined`` tells that it begins with و,
    ``follows`` that this ties it to the place before. ``parent`` is the phrase that contains it, in the same sentence, and ``inside``
    are those that it contains.
    """

    sentence: Sentence
    first: int
    last: int
    name_first: int
    name_last: int
    rows: tuple[int, ...] = ()
    clitics: str = ""
    exact: bool = True
    word: str = ""
    name: str = ""  # as written, without clitics: only for names outside the gazetteer
    features: list[str] = field(default_factory=list)
    area: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)
    prep: str = ""
    joined: bool = False
    follows: bool = False  # the place before it begins the list that it continues
    in_row: bool = False  # right behind a place and a comma
    leader: Phrase | None = None  # the place that it follows in a list
    follower: Phrase | None = None  # the place that goes on with the list that it begins or continues
    listed: bool = False
    quoted: bool = False
    parent: Phrase | None = None
    inside: list[Phrase] = field(default_factory=list)
    contains: bool = False
    near: bool = False  # it only says what the phrase before it is close to
    inner_size: int = 0  # of the widest phrase that it contains or locates
    header: bool = False
    section: bool = False  # a header that tells where what follows happened
    in_name: str = ""
    fires: bool = False  # من جهة X باتجاه Y
    on_road: bool = False  # an end of a road on which the text names the spot
    weak: bool = False  # a market or a school is a place to name only inside one

    @property
    def before(self) -> Token | None:
        """The token before the phrase."""
        return self.sentence.tokens[self.first - 1] if self.first else None

    @property
    def after(self) -> Token | None:
        """The token after the phrase."""
        return self.sentence.tokens[self.last] if self.last < len(self.sentence.tokens) else None

    @property
    def after_strike(self) -> bool:
        """Does a word of the strike lexicon stand right before it (قصف التنف)?"""
        return self.before is not None and self.before.has_any(_STRIKING)

    @property
    def nation(self) -> str:
        """The country of the adjective right after it (مدينة سروج التركية), if any."""
        return words()["nation"].get(self.after.key, "") if self.after else ""

    @property
    def rural(self) -> bool:
        """Does it mean the country around the name?"""
        return bool(self.area) and any(word in words()["rural"] for word in self.area)

    @property
    def at_border(self) -> bool:
        """Does it only say which border is near (عند حدود كذا)?"""
        return any(word in _BORDERS for word in self.area)

    @property
    def measured(self) -> bool:
        """``180 كيلومترا غربي بغداد``: what is so far from it need not be in its province."""
        return self.before is not None and self.before.key in DISTANCES

    @property
    def has_article(self) -> bool:
        """``القدس``, ``بالقدس``, ``للقدس``; not ``قدس``."""
        key = self.sentence.tokens[self.name_first].key.removeprefix(self.clitics)
        return key.startswith("ال") or (self.clitics.endswith("ل") and key.startswith("ل"))

    @property
    def amid_row(self) -> bool:
        """Is it one of a row of names with commas between them, and not the second of two (يارون، كونين، كفردونين)?"""
        return self.in_row and (self.follower is not None or (self.leader is not None and self.leader.in_row))

    @property
    def cued(self) -> bool:
        """Do the words before the name say that it is a place?"""
        return bool(self.features or self.area or self.listed)


def phrase_of(sentence: Sentence, span: Span) -> Phrase:
    """A known name with the words before and after that belong to it."""
    found = Phrase(
        sentence, span.first, span.last, span.first, span.last, rows=span.rows, exact=span.exact, word=span.word, clitics=span.clitics
    )
    opening = as_class(sentence.tokens[span.first], "cue")
    if opening and span.last > span.first + 1 and opening[1] not in words()["head"]:  # قاعدة الإمام علي is one name
        found.features.append(feature_of(sentence.tokens[span.first]) or "")
    widen(found)
    return found


def widen(phrase: Phrase) -> None:
    """Take in the cue words, area words and directions before the name, and the adjectives after it."""
    _take_clitics(phrase, phrase.clitics)
    if not phrase.clitics:
        _open_bracket(phrase)
        _widen_left(phrase)
    _widen_right(phrase)


def _take_clitics(phrase: Phrase, clitics: str) -> None:
    phrase.joined = phrase.joined or clitics.startswith(("و", "ف"))
    phrase.prep = clitics.lstrip("وف") or phrase.prep


def _open_bracket(phrase: Phrase) -> None:
    """``بلدة (تلمنس)``, but not ``عين العرب (كوباني)``"""
    tokens, first = phrase.sentence.tokens, phrase.first
    if first > 1 and tokens[first - 1].norm == "(" and feature_of(tokens[first - 2]):
        phrase.first -= 1


def _widen_left(phrase: Phrase) -> None:
    tokens = phrase.sentence.tokens
    for _ in range(_MOST_BEFORE):
        if not phrase.first:
            return
        token = tokens[phrase.first - 1]
        marks = _absorb(phrase, token)
        if marks is None:
            if phrase.first > 1 and _stands_between(token, tokens[phrase.first - 2]):
                phrase.first -= 1
                continue
            _note_preposition(phrase, token)
            return
        phrase.first -= 1
        if marks and not _pairs(tokens, phrase.first):
            _take_clitics(phrase, marks)
            return


def _stands_between(token: Token, before: Token) -> bool:
    """``بالقرب من كذا``, ``على طريق عام كذا``: a word between the area and the name."""
    near = token.key == "من" and in_class(before, "near")
    return _is_area(before) and (near or (token.key in _OF_ROADS and in_class(before, "road")))


_OF_ROADS = frozenset(("عام", "دولي", "رييسي"))


def _pairs(tokens: tuple[Token, ...], at: int) -> bool:
    """``قرى وبلدات كذا``: two plurals that announce one list."""
    announces = at > 0 and as_class(tokens[at], "cues") and as_class(tokens[at - 1], "cues")
    return bool(announces) and tokens[at].key.startswith("و")


def _is_area(token: Token) -> bool:
    return in_class(token, "area")


def _absorb(phrase: Phrase, token: Token) -> str | None:
    """Note a cue or area word; its clitics, or None where the token is neither."""
    for name in ("cue", "cues"):
        found = as_class(token, name)
        if found:
            phrase.features.append(words()[name][found[1]])
            phrase.listed = phrase.listed or name == "cues"
            if found[1] in words()["area"]:
                phrase.area.append(found[1])
            return found[0]
    found = as_class(token, "area")
    if found:
        phrase.area.append(found[1])
        return found[0]
    return None


def _note_preposition(phrase: Phrase, token: Token) -> None:
    found = as_class(token, "prep")
    if found and token.kind == "word":
        phrase.prep = phrase.prep or found[1]
        phrase.joined = phrase.joined or found[0].startswith("و")


def _widen_right(phrase: Phrase) -> None:
    tokens = phrase.sentence.tokens
    while phrase.last < len(tokens) and len(phrase.adjectives) < 2:
        key = tokens[phrase.last].key
        fits = (key in words()["direction_adj"] and phrase.area) or (key in _AIRFIELD and "airport" in phrase.features)
        if not fits:
            return
        phrase.adjectives.append(key)
        phrase.last += 1
