"""Whose own words an article is: statements of armies and groups, whose ``قواتنا`` are their issuer's.

heading     الحرس الثوري الإيراني: ... ؛ بيان صادر عن كتائب القسام
signature   a line that is only a name (``القوات المسلحة اليمنية``), under a heading ``بيان``
praise      استهدف مجاهدو X, under such a heading: how X alone calls its men
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from workers.extractor.phrases import WordClasses, is_any, word_classes
from workers.extractor.tokens import Document, Sentence, Token
from workers.extractor.who.actor_names import Name, Setting, in_setting, known, nisba
from workers.extractor.word_sets import word_set


@cache
def _words() -> WordClasses:
    return word_classes("actor_words.tsv")


_WATCHERS = word_set("issuers.watchers")
_OPENING = 5  # sentences: the title, who issues it, the invocation, what it is about
_HEADING = 8  # tokens of a statement's heading


def speaker_of(document: Document, setting: Setting) -> tuple[str, bool]:
    """The actor that a statement opens with: ``الحرس الثوري الإيراني: ...``, ``بيان صادر عن كتائب القسام``; and whether all of the article
    is its statement, not only the line that a name heads among those of others."""
    issued = _issued(document, setting) or _own_name(document)
    headed = "" if issued else _headed(document, setting)
    return issued or headed, bool(issued) or not _others_speak(document)


_LINES = 12  # of a list


def _others_speak(document: Document) -> bool:
    """``- الجيش: ...`` and ``- قناة X: ...``: a list of what many say."""
    headings = {tuple(_of_words(sentence.tokens[: _colon(sentence)])) for sentence in document.sentences[:_LINES]}
    return len(headings - {()}) > 1


def _colon(sentence: Sentence) -> int:
    return next((index for index, token in enumerate(sentence.tokens[:_HEADING]) if token.norm == ":"), 0)


def _of_words(tokens: tuple[Token, ...]) -> list[str]:
    return [token.key for token in tokens if token.kind == "word" and token.key != "عاجل"]


def _headed(document: Document, setting: Setting) -> str:
    for sentence in document.sentences[:3]:
        colon = _colon(sentence)
        strikes = any("event_noun" in _words().of(token) for token in sentence.tokens[:colon])
        for index in range(colon):
            named = _force_at(sentence.tokens, index, colon)
            if named:
                return named
            adjective = nisba(sentence.tokens[index], setting)
            if adjective and index and not strikes and not _watches(sentence.tokens[index - 1].key):
                return adjective
    return ""


_OWN_NAMES = {("جيش", "الدفاع"): "israel"}  # how only the army itself calls itself, where its country does not follow


def _own_name(document: Document) -> str:
    """``جيش الدفاع هاجم``: the words of the army's own spokesman."""
    for sentence in document.sentences[:2]:
        keyed = [token.key for token in sentence.tokens]
        for at, pair in enumerate(pairwise(keyed)):
            if pair in _OWN_NAMES and not any(key.startswith("الاسرا") for key in keyed[at + 2 : at + 3]):
                return _OWN_NAMES[pair]
    return ""


def _force_at(tokens: tuple[Token, ...], index: int, stop: int) -> str:
    """The group or force named here, if its name ends before ``stop``; an army is called by several words (``القوات المسلحة اليمنية``)."""
    for last, name, _ in known().phrases.at(tokens, index):
        army = name.form == "epithet" and last - index >= _ARMY
        if last <= stop and (army or name.form in ("name", "force")):
            return name.actor_id
    return ""


_ARMY = 3  # words


def _issued(document: Document, setting: Setting) -> str:
    """Whose statement it is, where the article is one: by its heading, its signature, or whose ``مجاهدو`` it praises."""
    opening = document.sentences[:_OPENING]
    if not any(sentence.tokens and (_heads(sentence.tokens) or _follow(sentence)) for sentence in opening):
        return ""
    headings = (_issuer(sentence.tokens, setting) or _doer_below(sentence.tokens, setting) for sentence in opening)
    return next((actor for actor in headings if actor), "") or _signature(document, setting) or _praised(document, setting)


def _heads(tokens: tuple[Token, ...]) -> int:
    """Where the words behind ``بيان``, ``بسم الله`` begin, with which a statement opens; nought where it does not."""
    opens = _past_marks(tokens)
    length = _words().length(tokens, opens, "statement") if opens < len(tokens) else 0
    return opens + length if length else 0


def _past_marks(tokens: tuple[Token, ...]) -> int:
    """Where the words begin behind ``عاجل |``, a hash or a flag."""
    return next((at for at, token in enumerate(tokens) if token.kind == "word" and token.key != "عاجل"), len(tokens))


def _follow(sentence: Sentence) -> bool:
    """``وفق بيانات صادرة عن الإعلام الحربي ... على النحو التالي:``: statements follow."""
    tokens = sentence.tokens
    issued = any(token.key.endswith(("بيان", "بيانات")) and after.key.startswith("صادر") for token, after in pairwise(tokens))
    return (issued or _deals_below(tokens) is not None) and tokens[-1].norm == ":"


_BELOW, _ISSUES = word_set("issuers.below"), word_set("issuers.issues")


def _deals_below(tokens: tuple[Token, ...]) -> int | None:
    """``نفذت X عددا من العمليات وفقا للآتي:``, ``أصدرت X 5 بيانات``: where the verb stands, if the deeds follow below; whoever did them
    tells of them."""
    deals = next((at for at, token in enumerate(tokens) if "light" in _words().of(token) or token.key in _ISSUES), None)
    return deals if deals is not None and any(token.key in _BELOW for token in tokens[deals:]) else None


def _named_here(tokens: tuple[Token, ...], index: int, setting: Setting) -> tuple[int, Name] | None:
    """The longest name here in this setting, and where it ends."""
    ends = [(last, name) for last, name, _ in known().phrases.at(tokens, index)]
    end = max((last for last, _ in ends), default=0)
    name = in_setting([name for last, name in ends if last == end], setting)
    return (end, name) if name is not None and name.form in ("name", "force", "epithet") and name.actor_id != "-" else None


def _issuer(tokens: tuple[Token, ...], setting: Setting) -> str:
    """``بيان صادر عن القوات المسلحة اليمنية``, ``بلاغ عسكري رقم 4 صادر عن X``: whose statement the heading announces."""
    kinds, first = _words(), _heads(tokens)
    if not first:
        return ""
    for index in range(first, min(first + _HEADING + 1, len(tokens))):
        named = _named_here(tokens, index, setting)
        if named is not None:
            return named[1].actor_id
        if tokens[index].kind != "number" and not kinds.of(tokens[index]) & {"issued", "force_head", "filler"}:
            return ""
    return ""


def _doer_below(tokens: tuple[Token, ...], setting: Setting) -> str:
    """Whom a sentence names right behind its verb, where the deeds follow below."""
    deals = _deals_below(tokens)
    named = _named_here(tokens, deals + 1, setting) if deals is not None and deals + 1 < len(tokens) else None
    return named[1].actor_id if named is not None else ""


_SIGNED = 4  # words that a signature may have beside the name


def _signature(document: Document, setting: Setting) -> str:
    """``المركز الإعلامي لقوات X``, ``القوات المسلحة X``: a line that is only a name."""
    kinds = _words()
    for sentence in document.sentences[1:]:
        for index in range(min(_SIGNED, len(sentence.tokens))):
            named = _named_here(sentence.tokens, index, setting)
            if named is not None:
                if len(sentence.tokens) - named[0] <= 1 and index + len(sentence.tokens) - named[0] <= _SIGNED:
                    return named[1].actor_id
                break
            if not kinds.of(sentence.tokens[index]) & {"issued", "force_head", "filler"}:
                break
    return ""


_FIGHTERS = word_set("issuers.fighters")


def _praised(document: Document, setting: Setting) -> str:
    """``استهدف مجاهدو X``: how X alone calls its men."""
    for sentence in document.sentences:
        for index, token in enumerate(sentence.tokens[:-1]):
            if is_any(token.key, _FIGHTERS):
                named = _named_here(sentence.tokens, index + 1, setting)
                return named[1].actor_id if named else ""
    return ""


def _watches(key: str) -> bool:
    """``المرصد السوري``, ``وكالة الأنباء السورية``: who reports of a country and commands no forces."""
    return is_any(key.removeprefix("ال"), _WATCHERS)
