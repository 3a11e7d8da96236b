"""Places that the gazetteer does not know, read from the words before them: قرية X, قرى A وB وC, بلدة "X", محور X.

What such a name looks like is in ``place_names``; where a list begins that stands off from its cue, in ``place_lists``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from workers.extractor.tokens import Sentence, Token
from workers.extractor.where.gazetteer import tables
from workers.extractor.where.place_lists import gaps, is_list_word, names_begin
from workers.extractor.where.place_names import SETTLEMENTS, goes_on, length_of, quoted_length, without_and
from workers.extractor.where.place_phrase import Phrase, widen
from workers.extractor.where.place_words import as_class, in_any, in_class, is_marked, words
from workers.extractor.word_sets import word_set

_FACILITIES = frozenset(
    "area cemetery checkpoint church factory hospital lake market mosque post prison refinery school shrine site square station street "
    "university well".split()
)
_ANNOUNCING = ("cue", "cues", "cues_al")
_OF_CUES = frozenset(_ANNOUNCING)
_COMMAS = frozenset("،,/-–")
_OPENINGS = frozenset(":؛;،(")
_YIELDS = word_set("place_context.yields")
_SHORTEST_JOINED = 5  # letters, the و with them
_LONGEST_LIST, _LONGEST_ASIDE = 40, 8


def add_unknown(sentence: Sentence, known: list[Phrase]) -> list[Phrase]:
    """The phrases of a sentence in order: the known ones, and those that cue words announce."""
    ends = {phrase.name_last for phrase in known}
    known = [phrase for phrase in known if not _is_head(sentence, phrase) and not _is_tail(sentence, phrase)]
    known = [phrase for phrase in known if phrase.name_first not in ends or not _only_directs(phrase)]
    known = [phrase for phrase in known if phrase.cued or not in_class(sentence.tokens[phrase.name_first], "cues_al")]
    names, found = _Names(sentence, known), list(known)
    for index, token in enumerate(sentence.tokens):
        if is_marked(token) and _announces(token) and names.is_open(index):
            found += names.announced_by(_Cue(index, _feature(token), plural=not in_class(token, "cue")))
    found += names.between(found)
    return sorted(found, key=lambda phrase: phrase.name_first)


@dataclass(frozen=True, slots=True)
class _Cue:
    """The token that announces a name, or with ``plural`` a list of them; ``feature`` is what it calls them."""

    at: int
    feature: str
    plural: bool


class _Names:
    """The names of one sentence, as more and more of them are known."""

    def __init__(self, sentence: Sentence, known: list[Phrase]) -> None:
        self._sentence, self._tokens = sentence, sentence.tokens
        self._starts = {phrase.name_first: phrase for phrase in known}
        self._taken = {index for phrase in known for index in range(phrase.name_first, phrase.name_last)}

    def is_open(self, cue: int) -> bool:
        """May a name follow this cue? Not where ``بوابة مخيم البريج`` is called after the camp that is known."""
        known = cue + 2 in self._starts and _announces(self._tokens[cue + 1])
        other = _is_local(self._tokens, cue) or _is_owner(self._tokens, cue)
        return cue not in self._taken and not known and not other

    def announced_by(self, cue: _Cue) -> list[Phrase]:
        """The new phrases of one cue; the known members of its list are marked on the way."""
        index = _first_member(self._tokens, cue.at, plural=cue.plural)
        apart = names_begin(self._tokens, cue.at, plural=cue.plural) if index not in self._starts else -1
        named = in_class(self._tokens[cue.at], "cues_al")
        if apart > 0 and (named or not self._unknown(index, cue, joined=False)):
            return self._list_apart(apart, replace(cue, plural=True))
        return [] if named else self._list_at(index, cue)

    def between(self, known: list[Phrase]) -> list[Phrase]:
        """``الباب وكذا وجرابلس``: what stands alone between two towns of a list is one too."""
        new: list[Phrase] = []
        for before, first, last in gaps(self._tokens, sorted(known, key=lambda phrase: phrase.name_first)):
            alone = _Cue(first, before.features[0] if before.features else "town", plural=False)
            if is_list_word(self._tokens[first]) and (member := self._unknown(first, alone, joined=True)):
                member.listed = member.last == last
                new += [member] if member.listed else []
        return new

    def _list_apart(self, index: int, cue: _Cue) -> list[Phrase]:
        """The members of a list that stands off from its cue: two at least, else the words only go on (``قرى كذا، وهي المرة الأولى``)."""
        known, taken = self._starts.copy(), self._taken.copy()
        new = self._list_at(index, cue)
        alone = len(new) == 1 and not any(phrase.listed for at, phrase in known.items() if at > index)
        if alone:
            self._taken.intersection_update(taken)
            self._starts.pop(new[0].name_first)
        return [] if alone else new

    def _list_at(self, index: int, cue: _Cue) -> list[Phrase]:
        """The new phrases of the list that begins at ``index``."""
        new: list[Phrase] = []
        for number in range(_LONGEST_LIST if cue.plural else 1):
            member = self._starts.get(index)
            if member is not None and number > 0 and _joins_clauses(self._tokens[index]):
                break
            if member is None:
                member = self._unknown(index, cue, joined=number > 0 or _is_listed(self._tokens, index, cue.plural))
                if member is None:
                    break
                new.append(member)
                self._take(member)
            if number > 0 or cue.plural or index > cue.at + 1:
                _mark(member, cue, joined=number > 0)
            index = self._next_member(member)
            if index < 0:
                break
        return new

    def _take(self, member: Phrase) -> None:
        self._taken.update(range(member.name_first, member.name_last))
        self._starts[member.name_first] = member

    def _next_member(self, member: Phrase) -> int:
        """Where the next name of the list begins, or -1."""
        tokens, index = self._tokens, _past_aside(self._tokens, member.last)
        index += index < len(tokens) and tokens[index].key in words()["direction_adj"]
        if index >= len(tokens):
            return -1
        comma = tokens[index].norm in _COMMAS
        index += comma
        if index >= len(tokens) or tokens[index].kind != "word":
            return -1
        if index in self._starts:
            return index if comma or self._starts[index].joined else -1
        if tokens[index].key == "و":
            return index + 1
        return index if comma or tokens[index].key.startswith("و") else -1

    def _unknown(self, index: int, cue: _Cue, *, joined: bool) -> Phrase | None:
        """The name that begins at ``index``, if one does that nobody knows."""
        sentence, tokens, feature = self._sentence, self._tokens, cue.feature
        if index >= len(tokens) or index in self._taken or (index == cue.at + 1 and _ends_at(tokens, cue.at)):
            return None
        quoted = quoted_length(sentence, index) or _bracketed_length(tokens, index)
        if index == cue.at + 1 and not quoted and tokens[index].key.startswith("و") and (cue.plural or feature not in SETTLEMENTS):
            return None  # قواعد ومصالح: a second noun, and no name
        if quoted and (tokens[index].key in words()["stop"] or (quoted == 1 and feature == "area" and tokens[index].key.endswith("يه"))):
            return None  # منطقة "إنسانية"
        length = quoted or length_of(tokens, index, feature, joined=joined, taken=self._taken)
        if not length:
            return None
        clitics = "و" if joined and without_and(tokens[index].key) != tokens[index].key else ""
        last = index + length
        if clitics and not quoted and index > cue.at + 1 and tokens[index - 1].norm in _COMMAS and _opens_clause(tokens, last):
            return None
        phrase = Phrase(sentence, index, last, index, last, clitics=clitics, joined=joined, quoted=bool(quoted))
        phrase.name = " ".join(token.norm for token in tokens[index:last])[len(clitics) :]
        if index == cue.at + 1 or _opened(tokens, index):
            widen(phrase)
        phrase.features = phrase.features or [feature]
        phrase.weak = not quoted and feature in _FACILITIES
        return phrase


_SPOKESMEN = word_set("place_context.spokesmen")
_WHO_IS_LOCAL = word_set("place_context.who_is_local")


def _is_local(tokens: tuple[Token, ...], cue: int) -> bool:
    """``مصادر محلية``: an adjective, and no district of Sudan."""
    return tokens[cue].key == "محليه" and cue > 0 and tokens[cue - 1].key.removeprefix("و") in _WHO_IS_LOCAL


def _is_owner(tokens: tuple[Token, ...], cue: int) -> bool:
    """``مخازن تابعة لكتيبة كذا``, ``المتحدث لجبهة كذا``: whose they are, not where."""
    before = tokens[cue - 1].key if cue and tokens[cue].key.startswith("ل") else ""
    owned = before.removeprefix("ال").startswith("تابع") and _feature(tokens[cue]) == "base"
    return owned or (before in _SPOKESMEN and _feature(tokens[cue]) in ("base", "front"))


def _opens_clause(tokens: tuple[Token, ...], last: int) -> bool:
    """``أحياء كذا، وفرق الإسعاف تتوجه``: behind a comma and "and" a clause goes on behind its noun, a list of names does not."""
    if last >= len(tokens) or tokens[last].kind == "punct":
        return False
    token = tokens[last]
    of_place = any(in_class(token, name) for name in ("prep", "link", "near", "area", "direction")) or token.key in words()["direction_adj"]
    return not of_place and not token.key.startswith(("و", "ب", "ل"))


def _mark(member: Phrase, cue: _Cue, *, joined: bool) -> None:
    """It is of the list that the cue announces."""
    _as_singular(member, cue.feature)
    member.listed = member.listed or cue.plural
    member.joined = member.joined or joined
    member.features = member.features or [cue.feature]


def _announces(token: Token) -> bool:
    return in_any(token, _OF_CUES)


def _is_head(sentence: Sentence, phrase: Phrase) -> bool:
    """``بلدة عين المزراب``, ``قرية رشيد بك``: a known name only begins the name of an unknown place."""
    tokens = sentence.tokens
    single = phrase.name_last == phrase.name_first + 1 and bool(phrase.features)
    if single and any(in_class(token, "lord") for token in tokens[phrase.name_last : phrase.name_last + 1]):
        return True
    return single and tokens[phrase.name_first].key in words()["head"] and goes_on(tokens, phrase.name_last, set())


def _only_directs(phrase: Phrase) -> bool:
    """``الحويقة الغربية``: the second is no place of its own (محافظة الغربية)."""
    tokens = phrase.sentence.tokens
    single = phrase.name_last == phrase.name_first + 1 and not phrase.cued
    return single and tokens[phrase.name_first].key in words()["direction_adj"]


_OF_KIN = word_set("place_context.of_kin")


def _is_tail(sentence: Sentence, phrase: Phrase) -> bool:
    """``بلدة أبو جرين``, ``وألبو خنفر``: a known name is the second word of an unknown place's."""
    tokens, first = sentence.tokens, phrase.name_first
    if first and tokens[first - 1].key.removeprefix("و") in _OF_KIN and not phrase.clitics:
        return True
    if first < 2 or phrase.clitics or phrase.features or phrase.area or tokens[first - 1].key not in words()["head"]:
        return False
    return in_class(tokens[first - 2], "cue") or in_class(tokens[first - 2], "cues")


def _joins_clauses(token: Token) -> bool:
    """``وأن`` after a list is not the town of Van, and ``عبر`` no place: what follows is how it was struck."""
    joined = token.key.startswith("و") and len(token.key) < _SHORTEST_JOINED
    return token.key in words()["prep"] or (joined and token.key[1:] in words()["stop"])


def _first_member(tokens: tuple[Token, ...], cue: int, *, plural: bool) -> int:
    """Where the names begin: after ``بلدات:`` and ``قرى؛`` too, and after what the field is of (حقل نفط كذا, حقل غاز كذا)."""
    after = cue + 1
    if after >= len(tokens):
        return after
    opens = (plural and tokens[after].norm in _OPENINGS and tokens[after].kind == "punct") or _bracketed(tokens, after)
    return after + 1 if opens or (tokens[after].key in _YIELDS and in_class(tokens[cue], "cue")) else after


def _bracketed(tokens: tuple[Token, ...], at: int) -> bool:
    """``فندق (كذا)``: the name of a site in brackets."""
    return tokens[at].norm == "(" and any(token.norm == ")" for token in tokens[at + 2 : at + 4])


def _is_listed(tokens: tuple[Token, ...], index: int, plural: bool) -> bool:
    """Is the word the first of several names (``بلدات "حميمات، والرامي"``)?"""
    if not plural or index + 1 >= len(tokens):
        return False
    after = tokens[index + 1]
    return after.norm in _COMMAS or (after.kind == "word" and after.key.startswith("و") and len(after.key) > 3)


def _ends_at(tokens: tuple[Token, ...], cue: int) -> bool:
    """``جنوبي العاصمة وأوقع``: the definite word stands for a place named before, and what follows goes on."""
    return tokens[cue].norm.startswith("ال") and tokens[cue + 1].key.startswith("و")


def _as_singular(member: Phrase, feature: str) -> None:
    """``مخيمي النصيرات والبريج`` are مخيم النصيرات and مخيم البريج: such rows come first."""
    cue = next((word for word, told in words()["cue"].items() if told == feature), "")
    rows = tables().by_key.get(cue + member.word, ()) if member.word else ()
    member.rows = (*rows, *(row for row in member.rows if row not in rows))


def _feature(token: Token) -> str:
    for name in _ANNOUNCING:
        found = as_class(token, name)
        if found:
            return words()[name][found[1]]
    return "place"


def _past_aside(tokens: tuple[Token, ...], index: int) -> int:
    """Past what stands in brackets after a name of a list: ``شبعا (قذائف حارقة)، طيرحرفا``; past ``ومحيطها`` too."""
    if index < len(tokens) and in_class(tokens[index], "around_it"):
        return index + 1
    if index >= len(tokens) or tokens[index].norm != "(":
        return index
    closing = (at for at in range(index + 1, min(index + _LONGEST_ASIDE, len(tokens))) if tokens[at].norm == ")")
    return next(closing, index - 1) + 1


def _opened(tokens: tuple[Token, ...], index: int) -> bool:
    return index > 1 and _bracketed(tokens, index - 1) and in_class(tokens[index - 2], "cue") and _feature(tokens[index - 2]) != "area"


def _bracketed_length(tokens: tuple[Token, ...], index: int) -> int:
    """How many tokens stand between the brackets that open right before ``index``, behind a cue; else 0."""
    length = next((at for at in (1, 2) if index + at < len(tokens) and tokens[index + at].norm == ")"), 0)
    return length if _opened(tokens, index) and tokens[index].kind == "word" else 0
