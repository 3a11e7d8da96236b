"""The words before an actor's name: what hint they give of its role, and the letters joined to it."""

from __future__ import annotations

from functools import cache, lru_cache

from workers.extractor.phrases import WordClasses, begun_in, conjoined, is_any, keys, keys_of_word, respelt, starts, word_classes
from workers.extractor.sources import is_saying
from workers.extractor.tokens import Sentence, Token
from workers.extractor.who.actor_names import known
from workers.extractor.word_sets import word_beginnings, word_set


@cache
def words() -> WordClasses:
    """The classes of words around actors."""
    return word_classes("actor_words.tsv")


_BLAME = 12  # tokens between ``حمّلت`` and ``المسؤولية``


def accusation(sentence: Sentence, first: int = 0, last: int | None = None) -> int | None:
    """Where a word that blames somebody stands in ``[first, last)``: ``اتهم``; ``ألقى``, ``حمّل`` and the like only with ``اللوم``,
    ``المسؤولية`` after them, for they also drop bombs and carry loads."""
    begun = begun_in(words(), sentence)
    blaming = sorted({*begun.get("accuse", ()), *begun.get("lay_blame", ())})
    return next((at for at in blaming if first <= at and (last is None or at < last) and _blames(sentence.tokens, at)), None)


def _blames(tokens: tuple[Token, ...], at: int) -> bool:
    kinds = words().of(tokens[at])
    laid = "lay_blame" in kinds and any("blame" in words().of(token) for token in tokens[at + 1 : at + 1 + _BLAME])
    return laid or "accuse" in kinds


_FROM_OPEN = 5  # tokens from "it is not known" to what is not


@lru_cache(maxsize=64)
def undetermined(sentence: Sentence) -> int | None:
    """Where the text says that nobody knows who did it; not ``لم تعرف حصيلتهم``, ``لم تعرف هوية القتيل``, which leave something else open,
    nor ``لم تعلن X مسؤوليتها`` of somebody who is named."""
    tokens = sentence.tokens
    at = words().first_in(sentence, "undetermined")
    while at is not None and (_leaves_other_open(tokens, at) or _named_is_silent(tokens, at) or _is_little_known(tokens, at)):
        at = words().first_in(sentence, "undetermined", at + 1)
    return at if at is not None else _unable_to_tell(tokens)


_UNABLE = word_set("actor_roles.unable")
_TO_TELL = ("تحديد", "معرفه", "تاكد", "تحقق", "جزم", "تمييز")
_WHETHER = frozenset({"اذا", "هل"})
_TELL_NEAR = 6  # tokens from one of these words to the next


def _unable_to_tell(tokens: tuple[Token, ...]) -> int | None:
    """``لم يتمكن X من تحديد ما إذا كانت الطائرات سورية``, ``تعذر التأكد من هوية الطائرات``."""
    for at in range(1, len(tokens)):
        unable = tokens[at].key in _UNABLE and tokens[at - 1].key in ("لم", "ولم", "لا", "ولا")
        if unable or tokens[at].key in ("تعذر", "تعذرت", "وتعذر"):
            tell = next((here for here in range(at + 1, min(at + _TELL_NEAR, len(tokens))) if _tells(tokens[here])), None)
            if tell is not None and _whose_weapons(tokens[tell + 1 : tell + 1 + _TELL_NEAR]):
                return at
    return None


def _tells(token: Token) -> bool:
    return starts(token.key.removeprefix("ال"), _TO_TELL)


def _whose_weapons(behind: tuple[Token, ...]) -> bool:
    """``ما إذا كانت الطائرات``, ``هوية الطائرات``, ``الجهة``: what is open is who fired."""
    asked = any(token.key in _WHETHER or starts(token.key, (*_IDENTITY, "جنسي", "تبعي")) for token in behind)
    armed = any(words().of(token) & {"aircraft_head", "weapon_head"} for token in behind)
    return (asked and armed) or any("open_doer" in words().of(token) for token in behind)


def _leaves_other_open(tokens: tuple[Token, ...], at: int) -> bool:
    """``ولم تحدد المصادر مكان الضربة``: the first word behind it that tells what is open tells of something else than the doer."""
    length = words().length(tokens, at, "undetermined") or 1
    for here in range(at + length - 1, min(at + length + _FROM_OPEN, len(tokens))):
        if starts(tokens[here].key, _IDENTITY):
            return _of_the_dead(tokens, at, here)
        if "open_doer" in words().of(tokens[here]):
            return False
        if words().length(tokens, here, "open_other") or starts(tokens[here].key, _UNCOUNTED):
            return True
        if tokens[here].kind == "punct" and here > at:
            break
    return False


_UNCOUNTED = word_beginnings("actor_roles.uncounted")
_IDENTITY = ("هوي",)
_MEN = 3  # tokens before ``لم تعرف هويتهم`` in which those who died stand


def _of_the_dead(tokens: tuple[Token, ...], at: int, identity: int) -> bool:
    """``هوية القتيل``; ``رجلان لم تعرف هويتهما``, but ``طائرة لم تعرف هويتها``."""
    key = tokens[identity].key
    if not key.endswith(("ته", "تها", "تهما", "تهم", "هم", "هما")):
        return any("open_person" in words().of(token) for token in tokens[identity + 1 : identity + 3])
    before = tokens[max(at - _MEN, 0) : at]
    if any("aircraft_head" in words().of(token) or "weapon_head" in words().of(token) for token in before):
        return False
    return not key.endswith("تها") or any("open_person" in words().of(token) for token in before)


def _is_little_known(tokens: tuple[Token, ...], at: int) -> bool:
    """``جماعة غير معروفة``."""
    return tokens[at].key == "غير" and at > 0 and "militia_head" in words().of(tokens[at - 1])


def _named_is_silent(tokens: tuple[Token, ...], at: int) -> bool:
    """``ولم تتبن إسرائيل الضربة``."""
    last = at + words().length(tokens, at, "undetermined")
    silent = starts(tokens[last - 1].key, ("يعلن", "تعلن", "تتبن", "يتبن", "يكشف"))
    return silent and last < len(tokens) and known().phrases.longest(tokens, last) is not None


def is_struck(token: Token) -> bool:
    """Is it a thing that is struck, and not rather a thing that strikes?"""
    return bool(word_classes("targets.tsv").of(token)) and not words().of(token) & {"force_head", "aircraft_head"}


def is_stored(token: Token) -> bool:
    """``مخازن صواريخ``, ``منصات إطلاق صواريخ``: the weapon belongs to the thing before it."""
    return not conjoined(token.key) and (is_struck(token) or "اطلاق" in keys(token))


def clitics_before(tokens: tuple[Token, ...], first: int) -> str:
    """The letters of ``و ف ب ل ك`` joined before a name, a lone preposition token included."""
    key = respelt(tokens[first].key)
    stem = next((stem for stem in keys(tokens[first]) if _knows(stem)), key)
    assimilated = "لل" if "لل" in key[:3] else ""  # للنظام, of النظام
    joined = key[: len(key) - len(stem)].removesuffix("ال") if key.endswith(stem) else assimilated
    if first and tokens[first - 1].key in ("ل", "ب", "ول", "وب", "ك"):
        joined = tokens[first - 1].key + joined
    return joined


def _knows(word: str) -> bool:
    names = known()
    return names.phrases.knows(word) or word in names.nisbas or words().knows(word)


LATTER = frozenset({"الاخيره", "الاخير"})  # who was named last
_FIRST_WORDS = ("force_head", "aircraft_head", "militia_head", "partner", "unknown_word", "we_force", "own_men")


@lru_cache(maxsize=65536)
def may_name(key: str) -> bool:
    """Can the naming of an actor begin with this word? Most words cannot, and are passed over at once."""
    read = keys_of_word(key)
    named = known().phrases.knows_any(read) or not known().nisbas.keys().isdisjoint(read)
    return named or key in LATTER or not words().of_word(key).isdisjoint(_FIRST_WORDS)


def his_own(tokens: tuple[Token, ...], index: int) -> bool:
    """``طائراتها``; and right behind an act ``قصف مقاتليها``: forces of the actor named before."""
    kinds = words().of(tokens[index])
    if "own_men" in kinds:
        return index > 0 and "event_noun" in words().of(tokens[index - 1])
    return "aircraft_head" in kinds and tokens[index].key.endswith(_OWN_AIRCRAFT)


_OWN_AIRCRAFT = ("اتها", "اته", "انها", "انه", "اتنا", "اتهم")


def acts_by_verb(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Does a verb of saying or doing stand right before or right after the name?"""
    beside = [tokens[at] for at in (first - 1, last) if 0 <= at < len(tokens)]
    if last < len(tokens) and any("strike" in each.tags and each.form == "imperfect" for each in tokens[last].readings):
        return True  # بغداد تقصف مواقع
    joined = tokens[first].key.startswith("و")
    back = range(max(0, first - 3 if joined else first - 1), first)
    if any(tokens[at].key.endswith(_DID_IT) and "by" in words().of(tokens[at]) for at in back):
        return True  # ضربات شنتها واشنطن وتل أبيب
    return any(is_saying(token) or "light" in words().of(token) or token.has("hit") or token.has("threat") for token in beside)


_DID_IT = ("ها", "ه", "هما")


def role_before(tokens: tuple[Token, ...], first: int, clitics: str, form: str) -> str:
    """A hint of the role from the words before a name."""
    at = first - 1
    while at >= 0 and tokens[at].key in ("ل", "ب", "("):
        at -= 1
    if at < 0 or "ب" in clitics or _killed_by_it(tokens, at, first):
        return ""
    kinds = words().of(tokens[at])
    if "against" in kinds or tokens[at].key in _AGAINST:
        return "victim"
    if "backer" in kinds:
        return "backer"
    if _controlled(tokens, at):
        return "holder"
    if _owned(tokens, at, "ل" in clitics) or ("و" in clitics and _owns_too(tokens, at)):
        return "owner"
    return "place" if form in ("country", "capital") and "place_word" in kinds and not _fired_from(tokens, at) else ""


_HOLDS = ("يسيطر", "تسيطر", "سيطر")


def holds_it(tokens: tuple[Token, ...], last: int) -> bool:
    """``تلة لا يزال التنظيم يسيطر عليها``: who holds the place that was told, and struck nobody."""
    behind = [token.key for token in tokens[last : last + 2]]
    return len(behind) > 1 and behind[0].startswith(_HOLDS) and behind[1] in ("عليها", "عليه", "عليهما")


def _killed_by_it(tokens: tuple[Token, ...], at: int, first: int) -> bool:
    """``قتلى الصواريخ الإيرانية``: whom the weapon killed, and none of its owner's."""
    return bool(words().of(tokens[first]) & {"weapon_head", "aircraft_head"}) and tokens[at].has("dead")


def _fired_from(tokens: tuple[Token, ...], at: int) -> bool:
    """``رشقات صاروخية من إيران``, ``نسبت القصف إلى إسرائيل``: a land that stands for its government."""
    if tokens[at].key == "الي":
        return any(key.startswith(("نسب", "تنسب", "ينسب")) for token in tokens[max(at - 16, 0) : at] for key in keys(token))
    armed = any("weapon_head" in words().of(token) or "صاروخي" in token.key for token in tokens[max(at - 2, 0) : at])
    return tokens[at].key == "من" and armed


_AGAINST = frozenset({"علي", "وعلي", "صفوف"})
_BETWEEN = frozenset({"belong", "backed", "filler", "event_adjective", "stuff"})


def _controlled(tokens: tuple[Token, ...], at: int) -> bool:
    """``تحت سيطرة X``, ``التي تسيطر عليها X``."""
    return any("controlled" in words().of(tokens[back]) for back in (at, at - 1) if back >= 0 and tokens[back].kind == "word")


_ROOMS = frozenset({"غرفه", "غرف", "قاعه"})  # غرفة عمليات X


def _owned(tokens: tuple[Token, ...], at: int, linked: bool) -> bool:
    """``مواقع X``, ``مقرات عسكرية تابعة لـX``, ``عناصر من X``: adjectives and ``تابعة`` may stand between."""
    linked = linked or tokens[at].key == "من"
    for back in range(at, max(at - 5, -1), -1):
        if is_struck(tokens[back]) or "member" in words().of(tokens[back]) or is_any(tokens[back].key, _ROOMS):
            return True
        if not words().of(tokens[back]) & _BETWEEN and not (linked and tokens[back].key == "من"):
            return False
    return False


_JOINED_NEAR = 4  # words of the first owner's name


def _owns_too(tokens: tuple[Token, ...], at: int) -> bool:
    """``استهداف مقرات عصبة الكادحين وحزب X``: whose headquarters were struck, too."""
    for back in range(at, max(at - _JOINED_NEAR, 0), -1):
        if tokens[back].kind != "word" or tokens[back].has("hit"):
            return False
        if is_struck(tokens[back]) and "object_of" in words().of(tokens[back - 1]):
            return True
    return False


_MAKES = word_set("actor_roles.makes")


def passes(token: Token, form: str) -> bool:
    """What may stand between a head and its owner: adjectives, and a type of aircraft (``مقاتلات (إف-16)``)."""
    typed = form == "aircraft" and (token.kind in ("number", "latin") or token.norm in ("(", ")", "-") or token.key in _MAKES)
    return typed or "filler" in words().of(token)


_EQUIPMENT = word_beginnings("actor_roles.equipment")


_NO_ARTICLE = ("اليات", "اليه", "الويه")  # آليات, ألوية


def may_own(tokens: tuple[Token, ...], at: int, head: int, kinds: frozenset[str]) -> bool:
    """``طائرات X``; but in ``دمرت الطائرات آليات لـX`` and ``دمرت طائرات آليات لـX`` another noun begins."""
    definite = tokens[head].key.removeprefix("و").startswith("ال") and not starts(tokens[head].key, _NO_ARTICLE)
    if definite and not tokens[at].key.startswith("ل"):
        return False
    return "aircraft_head" not in kinds or not tokens[at].key.startswith(_EQUIPMENT)
