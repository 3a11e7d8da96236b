"""The shape of a name that the gazetteer does not know: how many words it has, and what may never be one.

A name is one word, two where the first is a word that such names begin with (كفر, تل, أبو, خربة ...) or where what follows is in the
genitive with the article (معارة النعسان), and a closing adjective (الكبير, تحتاني). What may never be a name is in ``words.tsv``
(class ``stop``), and so is every word that the lexicon of strikes knows.
"""

from __future__ import annotations

from workers.extractor.tokens import Sentence, Token
from workers.extractor.where.place_words import BUILT_FOR, as_class, feature_of, in_class, splits, words
from workers.extractor.word_sets import word_set

SETTLEMENTS = frozenset(("village", "town", "city", "quarter", "camp", "subdistrict", "farm", "district", "colony"))
_SON_OF = frozenset(("بن", "ابن", "بنت"))
_OF_VERBS = ("ت", "ي")
_IN_IT = word_set("place_names.in_it")
_TILLED = frozenset(("field", "farm"))
_OTHER_CLASSES = ("cue", "cues", "prep", "area", "native", "transport", "say", "direction_adj", "link", "origin")
_PRONOUNS = ("ها", "هم", "هما", "كم", "نا")
_ENDINGS = ("\u064b", "\u064b\u0627")  # ـً with its alif before or behind
_QUOTES = frozenset("\"“”«»'‘’")


def length_of(tokens: tuple[Token, ...], index: int, feature: str, *, joined: bool, taken: set[int]) -> int:
    """How many tokens the unknown name has; 0 where it cannot be one."""
    word = tokens[index].key
    word = without_and(word) if joined else word
    if not _may_be_name(tokens[index], word, feature, joined=joined) and not _disagrees(tokens, index):
        return 0
    length = 1
    if word in words()["head"] and goes_on(tokens, index + 1, taken):
        length = 2
        if tokens[index + 1].key in words()["head"] and goes_on(tokens, index + 2, taken):
            length = 3
    elif word in words()["head"]:
        return 0
    elif (
        feature in SETTLEMENTS
        and not word.startswith("ال")
        and goes_on(tokens, index + 1, taken)
        and tokens[index + 1].key.startswith("ال")
    ):
        length = 2
    elif index + 2 < len(tokens) and tokens[index + 1].key in _SON_OF:
        length = 3  # مسجد عمر بن الخطاب
    after = index + length
    if word.startswith(_OF_VERBS) and any(token.key in _IN_IT for token in tokens[after : after + 1]):
        return 0  # قاعدة تتواجد فيها قوات
    if after < len(tokens) and tokens[after].key in words()["tail"] and tokens[after].key not in words()["direction"]:
        length += 1
    return length


def without_and(key: str) -> str:
    """The word without the ``و`` that joins it; a short word keeps it unless names begin with what is left."""
    return key[1:] if key.startswith("و") and (len(key) > 3 or key[1:] in words()["head"]) else key


def goes_on(tokens: tuple[Token, ...], index: int, taken: set[int]) -> bool:
    """May the token be the next word of a name of several?"""
    if index >= len(tokens) or index in taken or tokens[index].kind != "word":
        return False
    token = tokens[index]
    stops = token.key in words()["stop"] and token.norm != "علي"  # folded it looks like على
    area = as_class(token, "area")
    if area is not None and area[0]:
        return False  # بريف
    return not stops and token.key not in words()["link"] and not _strikes(token) and len(token.key) > 2


_OF_STRIKES = frozenset(("strike", "hit", "blow", "dead", "hurt", "light", "undergo", "drone", "missile", "artillery"))


def _strikes(token: Token) -> bool:
    return token.has_any(_OF_STRIKES)


def _may_be_name(token: Token, word: str, feature: str, *, joined: bool) -> bool:
    if token.kind != "word" or token.norm in ("على", "وعلى"):  # folded they look like علي
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
    if _in_accusative(token, word) or _is_adjective(feature, word) or _says_of_what(feature, word) or _does_to_it(token):
        return False
    if word.startswith("ال"):
        return feature in SETTLEMENTS or not word.endswith(("يه", "ي"))
    return not word.endswith(("يه", "ين", "ات", "تين")) or joined or feature in ("village", "hill")


def _says_of_what(feature: str, word: str) -> bool:
    """``مديرية صحة``, ``حقول القمح``, ``معمل حجر``, ``محطة قطار``: no name, but what an office or a site is for, what grows there or is
    made."""
    kinds = {"district": "department", "factory": "made"} | dict.fromkeys(_TILLED, "crop")
    if feature in kinds and word in words()[kinds[feature]]:
        return True
    return feature in BUILT_FOR and word in words()["purpose"]


def _does_to_it(token: Token) -> bool:
    """``مشفى تدعمه منظمة``: a verb with "it" behind, which no ``ة`` is."""
    return token.norm.startswith(_OF_VERBS) and token.norm.endswith("ه")


def _in_accusative(token: Token, word: str) -> bool:
    """``مشفى ميدانيًا``, ``في كذا وحاجزا``, ``معسكرات ومجمعا``: a word with the ending of the indefinite is no name."""
    bare = word.removesuffix("ا")
    return token.surface.endswith(_ENDINGS) or (bare != word and any(rest in words()["cue"] for rest in (bare, bare.removeprefix("و"))))


def _is_adjective(feature: str, word: str) -> bool:
    """``مشفى ميدانيا``, ``مقرا أمنيا``: the same ending on an adjective; villages have names in it (``داريا``), sites hardly."""
    return feature not in SETTLEMENTS and feature != "hill" and word.endswith("يا")


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


def quoted_length(sentence: Sentence, index: int) -> int:
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
