"""Places that the gazetteer does not know, read from the words before them: قرية X, قرى A وB وC, بلدة "X", محور X.

A name is one word, two where the first is a word that such names begin with (كفر, تل, أبو, خربة ...) or where what follows is in the
genitive with the article (معارة النعسان), and a closing adjective (الكبير, تحتاني). What may never be a name is in ``words.tsv``
(class ``stop``), and so is every word that the lexicon of strikes knows.
"""

from __future__ import annotations

from workers.extractor.tokens import Sentence, Token
from workers.extractor.where.gazetteer import tables
from workers.extractor.where.place_phrase import Phrase, widen
from workers.extractor.where.place_words import as_class, feature_of, in_class, is_marked, splits, words

_SETTLEMENTS = frozenset(("village", "town", "city", "quarter", "camp", "subdistrict", "farm", "district", "colony"))
_FACILITIES = frozenset(
    "area cemetery checkpoint church factory hospital lake market mosque post prison refinery school shrine site square station street "
    "university well".split()
)
_OTHER_CLASSES = ("cue", "cues", "prep", "area", "native", "transport", "say", "direction_adj", "link", "origin")
_PRONOUNS = ("ها", "هم", "هما", "كم", "نا")
_COMMAS = frozenset("،,/-–")
_QUOTES = frozenset("\"“”«»'‘’")
_OPENINGS = frozenset(":؛;،(")
_YIELDS = frozenset(("نفط", "غاز", "النفط", "الغاز", "بترول"))
_SHORTEST_JOINED = 5  # letters, the و with them
_LONGEST_LIST, _LONGEST_ASIDE = 40, 8


def add_unknown(sentence: Sentence, known: list[Phrase]) -> list[Phrase]:
    """The phrases of a sentence in order: the known ones, and those that cue words announce."""
    known = [phrase for phrase in known if not _is_head(sentence, phrase) and not _is_tail(sentence, phrase)]
    starts = {phrase.name_first: phrase for phrase in known}
    taken = {index for phrase in known for index in range(phrase.name_first, phrase.name_last)}
    found = list(known)
    for index, token in enumerate(sentence.tokens):
        if not is_marked(token) or index in taken or not (in_class(token, "cue") or in_class(token, "cues")):
            continue
        plural = not in_class(token, "cue")
        found += _members(sentence, index, plural, starts, taken)
    return sorted(found, key=lambda phrase: phrase.name_first)


def _is_head(sentence: Sentence, phrase: Phrase) -> bool:
    """``بلدة عين المزراب``: a known short name only begins the name of an unknown place."""
    tokens = sentence.tokens
    single = phrase.name_last == phrase.name_first + 1 and bool(phrase.features)
    return single and tokens[phrase.name_first].key in words()["head"] and _goes_on(tokens, phrase.name_last, set())


def _is_tail(sentence: Sentence, phrase: Phrase) -> bool:
    """``بلدة أبو جرين``: a known name is the second word of an unknown place's."""
    tokens, first = sentence.tokens, phrase.name_first
    if first < 2 or phrase.clitics or phrase.features or phrase.area or tokens[first - 1].key not in words()["head"]:
        return False
    return in_class(tokens[first - 2], "cue") or in_class(tokens[first - 2], "cues")


def _members(sentence: Sentence, cue: int, plural: bool, starts: dict[int, Phrase], taken: set[int]) -> list[Phrase]:
    """The new phrases of one cue; the known members of its list are marked on the way."""
    new: list[Phrase] = []
    feature = _feature(sentence.tokens[cue])
    index = _first_member(sentence.tokens, cue, plural=plural)
    for number in range(_LONGEST_LIST if plural else 1):
        member = starts.get(index)
        if member is not None and number > 0 and _joins_clauses(sentence.tokens[index]):
            break
        if member is None:
            member = _unknown(sentence, index, cue, feature, joined=number > 0 or _is_listed(sentence, index, plural), taken=taken)
            if member is None:
                break
            new.append(member)
            taken.update(range(member.name_first, member.name_last))
            starts[member.name_first] = member
        if number > 0 or plural or index > cue + 1:
            _as_singular(member, feature)
            member.listed = member.listed or plural
            member.joined = member.joined or number > 0
            member.features = member.features or [feature]
        index = _next_member(sentence, member, starts)
        if index < 0:
            break
    return new


def _joins_clauses(token: Token) -> bool:
    """``وأن`` after a list is not the town of Van, and ``عبر`` no place: what follows is how it was struck."""
    joined = token.key.startswith("و") and len(token.key) < _SHORTEST_JOINED
    return token.key in words()["prep"] or (joined and token.key[1:] in words()["stop"])


def _first_member(tokens: tuple[Token, ...], cue: int, *, plural: bool) -> int:
    """Where the names begin: after ``بلدات:`` and ``قرى؛`` too, and after what the field is of (حقل نفط كذا, حقل غاز كذا)."""
    after = cue + 1
    if after >= len(tokens):
        return after
    opens = plural and tokens[after].norm in _OPENINGS and tokens[after].kind == "punct"
    return after + 1 if opens or (tokens[after].key in _YIELDS and in_class(tokens[cue], "cue")) else after


def _is_listed(sentence: Sentence, index: int, plural: bool) -> bool:
    """Is the word the first of several names (``بلدات "حميمات، والرامي"``)?"""
    tokens = sentence.tokens
    if not plural or index + 1 >= len(tokens):
        return False
    after = tokens[index + 1]
    return after.norm in _COMMAS or (after.kind == "word" and after.key.startswith("و") and len(after.key) > 3)


def _as_singular(member: Phrase, feature: str) -> None:
    """``مخيمي النصيرات والبريج`` are مخيم النصيرات and مخيم البريج: such rows come first."""
    cue = next((word for word, told in words()["cue"].items() if told == feature), "")
    rows = tables().by_key.get(cue + member.word, ()) if member.word else ()
    member.rows = (*rows, *(row for row in member.rows if row not in rows))


def _feature(token: Token) -> str:
    for name in ("cue", "cues"):
        found = as_class(token, name)
        if found:
            return words()[name][found[1]]
    return "place"


def _next_member(sentence: Sentence, member: Phrase, starts: dict[int, Phrase]) -> int:
    """Where the next name of the list begins, or -1."""
    tokens, index = sentence.tokens, _past_aside(sentence.tokens, member.last)
    if index >= len(tokens):
        return -1
    if tokens[index].norm in _COMMAS:
        index += 1
        comma = True
    else:
        comma = False
    if index >= len(tokens) or tokens[index].kind != "word":
        return -1
    if index in starts:
        return index if comma or starts[index].joined else -1
    if tokens[index].key == "و":
        return index + 1
    return index if comma or tokens[index].key.startswith("و") else -1


def _past_aside(tokens: tuple[Token, ...], index: int) -> int:
    """Past what stands in brackets after a name of a list: ``شبعا (قذائف حارقة)، طيرحرفا``."""
    if index >= len(tokens) or tokens[index].norm != "(":
        return index
    closing = (at for at in range(index + 1, min(index + _LONGEST_ASIDE, len(tokens))) if tokens[at].norm == ")")
    return next(closing, index - 1) + 1


def _unknown(sentence: Sentence, index: int, cue: int, feature: str, *, joined: bool, taken: set[int]) -> Phrase | None:
    tokens = sentence.tokens
    if index >= len(tokens) or index in taken:
        return None
    quoted = _quoted(sentence, index)
    if quoted and tokens[index].key in words()["stop"]:
        return None
    length = quoted or _length(tokens, index, feature, joined=joined, taken=taken)
    if not length:
        return None
    clitics = "و" if joined and _without_and(tokens[index].key) != tokens[index].key else ""
    last = index + length
    phrase = Phrase(sentence, index, last, index, last, clitics=clitics, joined=joined, quoted=bool(quoted))
    phrase.name = " ".join(token.norm for token in tokens[index:last])[len(clitics) :]
    if index == cue + 1:
        widen(phrase)
    phrase.features = phrase.features or [feature]
    phrase.weak = not quoted and feature in _FACILITIES
    return phrase


def _length(tokens: tuple[Token, ...], index: int, feature: str, *, joined: bool, taken: set[int]) -> int:
    """How many tokens the unknown name has; 0 where it cannot be one."""
    word = tokens[index].key
    word = _without_and(word) if joined else word
    if not _may_be_name(tokens[index], word, feature, joined=joined) and not _disagrees(tokens, index):
        return 0
    length = 1
    if word in words()["head"] and _goes_on(tokens, index + 1, taken):
        length = 2
        if tokens[index + 1].key in words()["head"] and _goes_on(tokens, index + 2, taken):
            length = 3
    elif word in words()["head"]:
        return 0
    elif (
        feature in _SETTLEMENTS
        and not word.startswith("ال")
        and _goes_on(tokens, index + 1, taken)
        and tokens[index + 1].key.startswith("ال")
    ):
        length = 2
    after = index + length
    if after < len(tokens) and tokens[after].key in words()["tail"] and tokens[after].key not in words()["direction"]:
        length += 1
    return length


def _without_and(key: str) -> str:
    return key[1:] if key.startswith("و") and (len(key) > 3 or key[1:] in words()["head"]) else key


def _goes_on(tokens: tuple[Token, ...], index: int, taken: set[int]) -> bool:
    if index >= len(tokens) or index in taken or tokens[index].kind != "word":
        return False
    token = tokens[index]
    return token.key not in words()["stop"] and token.key not in words()["link"] and not _strikes(token) and len(token.key) > 2


def _strikes(token: Token) -> bool:
    return any(token.has(tag) for tag in ("strike", "hit", "blow", "dead", "hurt", "light", "undergo", "drone", "missile", "artillery"))


def _may_be_name(token: Token, word: str, feature: str, *, joined: bool) -> bool:
    if token.kind != "word" or token.norm == "على":
        return False
    if word in words()["head"]:
        return True
    if (
        len(word) < 3
        or (token.readings and not (joined and _only_looks_inflected(token, word)))
        or _is_other(token, word)
        or _dative(word, feature, joined=joined)
    ):
        return False
    if word.startswith("ال"):
        return feature in _SETTLEMENTS or not word.endswith(("يه", "ي"))
    return not word.endswith(("يه", "ين", "ات", "تين")) or joined or feature in ("village", "hill")


def _disagrees(tokens: tuple[Token, ...], index: int) -> bool:
    """``مدرسة الجرجاوي``: an adjective would be feminine as the word before it is."""
    before, token = tokens[index - 1], tokens[index]
    if not (index and before.key.endswith("ه") and feature_of(before) and token.key.startswith("ال") and token.key.endswith("ي")):
        return False
    return not (token.readings or _is_other(token, token.key))


def _only_looks_inflected(token: Token, word: str) -> bool:
    """``حيي كذا والمواصلات``: a finite verb has no article."""
    return word.startswith("ال") and not _strikes(token) and all(reading.pos == "verb" for reading in token.readings)


def _is_other(token: Token, word: str) -> bool:
    """Is it, with or without clitics, a word that no place is called by?"""
    if word.endswith(_PRONOUNS) or any(rest in words()["stop"] for _, rest in (("", word), *splits(token.key))):
        return True
    return any(in_class(token, name) for name in _OTHER_CLASSES)


def _dative(word: str, feature: str, *, joined: bool) -> bool:
    """``مقر لفيلق``: the word begins with a preposition, not with a letter of a name."""
    return not joined and (word.startswith("لل") or (word.startswith("ل") and feature not in ("village", "town", "city")))


def _quoted(sentence: Sentence, index: int) -> int:
    """How many tokens stand between quotation marks that open right before ``index``; 0 without them."""
    tokens, base = sentence.tokens, sentence.start
    opening = sentence.text[tokens[index - 1].end - base : tokens[index].start - base] if index else ""
    if not _QUOTES & set(opening):
        return 0
    for length in range(1, 5):
        last = index + length - 1
        if last >= len(tokens) or tokens[last].kind == "punct":
            return 0
        end = tokens[last].end - base
        following = tokens[last + 1].start - base if last + 1 < len(tokens) else end + 1
        if _QUOTES & set(sentence.text[end:following]):
            return length
    return 0
