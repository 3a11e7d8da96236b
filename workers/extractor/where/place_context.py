"""Places that the gazetteer does not know, read from the words before them: قرية X, قرى A وB وC, بلدة "X", محور X.

What such a name looks like is in ``place_names``; where a list begins that stands off from its cue, in ``place_lists``.
"""

from __future__ import annotations

from workers.extractor.tokens import Sentence, Token
from workers.extractor.where.gazetteer import tables
from workers.extractor.where.place_lists import gaps, is_list_word, names_begin
from workers.extractor.where.place_names import goes_on, length_of, quoted_length, without_and
from workers.extractor.where.place_phrase import Phrase, widen
from workers.extractor.where.place_words import as_class, in_any, in_class, is_marked, words

_FACILITIES = frozenset(
    "area cemetery checkpoint church factory hospital lake market mosque post prison refinery school shrine site square station street "
    "university well".split()
)
_ANNOUNCING = ("cue", "cues", "cues_al")
_OF_CUES = frozenset(_ANNOUNCING)
_COMMAS = frozenset("،,/-–")
_OPENINGS = frozenset(":؛;،(")
_YIELDS = frozenset(("نفط", "غاز", "النفط", "الغاز", "بترول"))
_SHORTEST_JOINED = 5  # letters, the و with them
_LONGEST_LIST, _LONGEST_ASIDE = 40, 8


def add_unknown(sentence: Sentence, known: list[Phrase]) -> list[Phrase]:
    """The phrases of a sentence in order: the known ones, and those that cue words announce."""
    ends = {phrase.name_last for phrase in known}
    known = [phrase for phrase in known if not _is_head(sentence, phrase) and not _is_tail(sentence, phrase)]
    known = [phrase for phrase in known if phrase.name_first not in ends or not _only_directs(phrase)]
    known = [phrase for phrase in known if phrase.cued or not in_class(sentence.tokens[phrase.name_first], "cues_al")]
    starts = {phrase.name_first: phrase for phrase in known}
    taken = {index for phrase in known for index in range(phrase.name_first, phrase.name_last)}
    found = list(known)
    for index, token in enumerate(sentence.tokens):
        if not is_marked(token) or index in taken or not _announces(token) or _leads_to_known(sentence.tokens, index, starts):
            continue
        plural = not in_class(token, "cue")
        found += _members(sentence, index, plural, starts, taken)
    found += _between_known(sentence, found, taken)
    return sorted(found, key=lambda phrase: phrase.name_first)


def _leads_to_known(tokens: tuple[Token, ...], cue: int, starts: dict[int, Phrase]) -> bool:
    """``بوابة مخيم البريج``: the gate is called after the camp that is known."""
    return cue + 2 in starts and _announces(tokens[cue + 1])


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


def _is_tail(sentence: Sentence, phrase: Phrase) -> bool:
    """``بلدة أبو جرين``: a known name is the second word of an unknown place's."""
    tokens, first = sentence.tokens, phrase.name_first
    if first < 2 or phrase.clitics or phrase.features or phrase.area or tokens[first - 1].key not in words()["head"]:
        return False
    return in_class(tokens[first - 2], "cue") or in_class(tokens[first - 2], "cues")


def _members(sentence: Sentence, cue: int, plural: bool, starts: dict[int, Phrase], taken: set[int]) -> list[Phrase]:
    """The new phrases of one cue; the known members of its list are marked on the way."""
    feature = _feature(sentence.tokens[cue])
    index = _first_member(sentence.tokens, cue, plural=plural)
    apart = names_begin(sentence.tokens, cue, plural=plural) if index not in starts else -1
    named = in_class(sentence.tokens[cue], "cues_al")
    if apart > 0 and (named or not _unknown(sentence, index, cue, feature, joined=False, taken=taken)):
        return _list_apart(sentence, apart, cue, feature, starts, taken)
    return [] if named else _list_at(sentence, index, cue, plural, feature, starts, taken)


def _list_apart(sentence: Sentence, index: int, cue: int, feature: str, starts: dict[int, Phrase], taken: set[int]) -> list[Phrase]:
    """The members of a list that stands off from its cue: two at least, else the words only go on (``قرى كذا، وهي المرة الأولى``)."""
    known, before = starts.copy(), taken.copy()
    new = _list_at(sentence, index, cue, True, feature, starts, taken)
    alone = len(new) == 1 and not any(phrase.listed for at, phrase in known.items() if at > index)
    if alone:
        taken.intersection_update(before)
        starts.pop(new[0].name_first)
    return [] if alone else new


def _list_at(
    sentence: Sentence, index: int, cue: int, plural: bool, feature: str, starts: dict[int, Phrase], taken: set[int]
) -> list[Phrase]:
    """The new phrases of the list that begins at ``index``."""
    new: list[Phrase] = []
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


def _between_known(sentence: Sentence, known: list[Phrase], taken: set[int]) -> list[Phrase]:
    """``الباب وكذا وجرابلس``: what stands alone between two towns of a list is one too."""
    new: list[Phrase] = []
    for before, first, last in gaps(sentence.tokens, sorted(known, key=lambda phrase: phrase.name_first)):
        feature = before.features[0] if before.features else "town"
        if is_list_word(sentence.tokens[first]) and (member := _unknown(sentence, first, first, feature, joined=True, taken=taken)):
            member.listed = member.last == last
            new += [member] if member.listed else []
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
    opens = (plural and tokens[after].norm in _OPENINGS and tokens[after].kind == "punct") or _bracketed(tokens, after)
    return after + 1 if opens or (tokens[after].key in _YIELDS and in_class(tokens[cue], "cue")) else after


def _bracketed(tokens: tuple[Token, ...], at: int) -> bool:
    """``فندق (كذا)``: the name of a site in brackets."""
    return tokens[at].norm == "(" and any(token.norm == ")" for token in tokens[at + 2 : at + 4])


def _is_listed(sentence: Sentence, index: int, plural: bool) -> bool:
    """Is the word the first of several names (``بلدات "حميمات، والرامي"``)?"""
    tokens = sentence.tokens
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


def _next_member(sentence: Sentence, member: Phrase, starts: dict[int, Phrase]) -> int:
    """Where the next name of the list begins, or -1."""
    tokens, index = sentence.tokens, _past_aside(sentence.tokens, member.last)
    index += index < len(tokens) and tokens[index].key in words()["direction_adj"]
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


def _unknown(sentence: Sentence, index: int, cue: int, feature: str, *, joined: bool, taken: set[int]) -> Phrase | None:
    tokens = sentence.tokens
    if index >= len(tokens) or index in taken or (index == cue + 1 and _ends_at(tokens, cue)):
        return None
    quoted = quoted_length(sentence, index) or _bracketed_length(tokens, index)
    if quoted and (tokens[index].key in words()["stop"] or (quoted == 1 and feature == "area" and tokens[index].key.endswith("يه"))):
        return None  # منطقة "إنسانية"
    length = quoted or length_of(tokens, index, feature, joined=joined, taken=taken)
    if not length:
        return None
    clitics = "و" if joined and without_and(tokens[index].key) != tokens[index].key else ""
    last = index + length
    phrase = Phrase(sentence, index, last, index, last, clitics=clitics, joined=joined, quoted=bool(quoted))
    phrase.name = " ".join(token.norm for token in tokens[index:last])[len(clitics) :]
    if index == cue + 1 or _opened(tokens, index):
        widen(phrase)
    phrase.features = phrase.features or [feature]
    phrase.weak = not quoted and feature in _FACILITIES
    return phrase
