"""Said in words that nobody was killed or hurt; "no information on casualties" is told apart and claims nothing."""

from __future__ import annotations

from workers.extractor.tokens import Sentence, Token
from workers.extractor.toll import vocabulary
from workers.extractor.toll.claims import Found, skip
from workers.extractor.toll.marks import is_mark
from workers.extractor.word_sets import word_set


def nobody(sentence: Sentence, at: int, _free: int) -> list[Found] | None:
    """لم يسفر عن سقوط قتلى, دون وقوع إصابات, لا خسائر بشرية; "no information on" claims nothing."""
    tokens = sentence.tokens
    if not _negates(tokens, at):
        return None
    outcomes = _of_the_one_before(tokens, at)
    unsure, last = False, at + 2 if outcomes else at
    for index in range(at + 1, min(len(tokens), at + 9)):
        token = tokens[index]
        if token.kind == "number" or (token.kind == "punct" and not outcomes and token.key in (".", "؛", ":", "،")):
            break
        if token.key in _OF_ELSE:
            break  # لم توثق أسماؤهم، بالإضافة إلى إصابة العشرات
        unsure = unsure or (not outcomes and is_mark(token, "unsure"))
        said = _denied(tokens, index) or _no_losses(tokens, at, index)
        if said:
            outcomes |= said
            last = index + 1
        elif outcomes and not (token.key in ("او", "و", "اي") or is_mark(token, "no") or is_mark(token, "body")):
            break
    if not outcomes:
        return None
    if unsure or _besides(tokens, last):
        return skip(last)
    return [Found(outcome, at, last, none=True) for outcome in ("killed", "wounded") if outcome in outcomes]


_OF_ELSE = word_set("nobody.of_else")
_WITHOUT = word_set("nobody.without")
_AS_SAID = word_set("nobody.as_said")


def _no_losses(tokens: tuple[Token, ...], at: int, index: int) -> set[str]:
    """دون تسجيل خسائر, بلا خسائر: of no kind; not دون خسائر مادية, دون خسائر كبيرة."""
    behind = tokens[index + 1] if index + 1 < len(tokens) else None
    bare = tokens[index].key == "خساير" and (behind is None or behind.kind == "punct" or behind.key in _AS_SAID)
    return {"killed", "wounded"} if bare and tokens[at].key in _WITHOUT else set()


_CREW = 4  # words between the crew and that it is safe
_SAID_SO = word_set("nobody.said_so")
_OTHERS = word_set("nobody.others")


def crew_safe(sentence: Sentence, at: int, _free: int) -> list[Found] | None:
    """الطاقم بخير, جميع أفراد طاقمها سالمون, أكدت سلامة الطاقم; not بقية أفراد الطاقم بخير."""
    tokens = sentence.tokens
    if not is_mark(tokens[at], "crew") or any(token.key in _OTHERS for token in tokens[max(0, at - 2) : at]):
        return None
    behind = tokens[at + 1 : at + 1 + _CREW]
    end = next((index for index, token in enumerate(behind) if token.kind != "word" or is_mark(token, "no")), len(behind))
    safe = next((index for index, token in enumerate(behind[:end]) if is_mark(token, "safe")), None)
    before = [token.key for token in tokens[max(0, at - 2 * _CREW) : at]]
    kept = not {"سلامه", "بسلامه"}.isdisjoint(before[-3:]) and not _SAID_SO.isdisjoint(before)
    if safe is None and not kept:
        return None
    last = at + 1 if safe is None else at + safe + 2
    return [Found(outcome, at, last, none=True) for outcome in ("killed", "wounded")]


_DAMAGE = 6  # words from "were limited to" to what was damaged


def only_things(sentence: Sentence, at: int, _free: int) -> list[Found] | None:
    """اقتصرت الأضرار على الماديات, الأضرار مادية فقط: so nobody was killed or hurt."""
    if _merely_material(sentence.tokens, at):
        return [Found(outcome, at, at + 3, none=True) for outcome in ("killed", "wounded")]
    if not is_mark(sentence.tokens[at], "only"):
        return None
    for index, token in enumerate(sentence.tokens[at + 1 : at + 1 + _DAMAGE], at + 1):
        if token.kind != "word" or vocabulary.has(token, "dead", "hurt", "dying", "hurting"):
            return None
        if is_mark(token, "material"):
            return [Found(outcome, at, index + 1, none=True) for outcome in ("killed", "wounded")]
    return None


def _merely_material(tokens: tuple[Token, ...], at: int) -> bool:
    """أضرار مادية فقط."""
    if at + 2 >= len(tokens) or not (is_mark(tokens[at], "damage") or vocabulary.has(tokens[at], "loss")):
        return False
    return is_mark(tokens[at + 1], "material") and tokens[at + 2].key in ("فقط", "فحسب")


def _negates(tokens: tuple[Token, ...], at: int) -> bool:
    """لم, دون, لا; غير only in من غير خسائر; ما only in ما في إصابات, as it is spoken."""
    if at + 1 < len(tokens) and tokens[at + 1].key in _STILL:
        return False  # لا يزال عدد القتلى مرشحا للارتفاع
    if tokens[at].key == "غير":
        return at > 0 and tokens[at - 1].key in ("من", "ومن")
    if tokens[at].key in ("ما", "وما"):
        return at + 1 < len(tokens) and tokens[at + 1].key in _THERE_IS
    return is_mark(tokens[at], "no") and tokens[at].key not in ("الا", "اللا", "بل", "كلا")


_STILL = word_set("nobody.still")
_THERE_IS = word_set("nobody.there_is")
_BESIDES = word_set("nobody.besides")


def _besides(tokens: tuple[Token, ...], last: int) -> bool:
    """تأكدت من عدم وجود إصابات أخرى, دون ضحايا آخرين: there were some before these."""
    return any(token.key in _BESIDES for token in tokens[last : last + 2])


def _of_the_one_before(tokens: tuple[Token, ...], at: int) -> set[str]:
    """أن أحدا لم يصب: nobody is named before the negation."""
    follows = at + 1 < len(tokens) and is_mark(tokens[at + 1], "none_verb")
    return _said_of(tokens[at + 1]) if follows and at and tokens[at - 1].key in ("احدا", "احد") else set()


def _said_of(verb: Token) -> set[str]:
    return {"killed"} if verb.key in ("يقتل", "تقتل") else {"killed", "wounded"}


def _denied(tokens: tuple[Token, ...], index: int) -> set[str]:
    """What the word says that nobody suffered."""
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if is_mark(token, "none_verb") and following is not None and is_mark(following, "anyone"):
        return _said_of(token) if _of_people(tokens, index + 1) else set()
    if vocabulary.has(token, "dead") and not vocabulary.has(token, "loss"):
        return {"killed"}
    if token.key.endswith("ضحايا"):
        return {"killed"}
    harmed = vocabulary.has(token, "loss") or is_mark(token, "damage")
    lost = harmed and any(is_mark(other, "body") or _among_people(tokens, other.index) for other in tokens[index + 1 : index + 4])
    if lost or (is_mark(token, "harm") and _harms_people(tokens, index)):
        return {"killed", "wounded"}
    if token.key.endswith(("اصابات", "اصابه")) and not (following and following.key in ("مباشره", "محققه")):
        return {"killed", "wounded"}
    return {"wounded"} if vocabulary.has(token, "hurt") else set()


def _among_people(tokens: tuple[Token, ...], at: int) -> bool:
    """لم تقع خسائر في صفوف المدنيين, دون خسائر بين السكان."""
    return tokens[at - 1].key in ("بين", "صفوف") and (vocabulary.has(tokens[at], "person") or is_mark(tokens[at], "folk"))


_ANY = frozenset({"اي", "ايا"})


def _of_people(tokens: tuple[Token, ...], at: int) -> bool:
    """لم يصب أحد, لم يصب أي من العمال, لم يتعرض أحد لأذى; not لم يصب أي هدف, لم يتعرض أحد للتوقيف."""
    if tokens[at - 1].key.endswith("يتعرض") and not any(is_mark(token, "harm") for token in tokens[at + 1 : at + 6]):
        return False
    if tokens[at].key not in _ANY:
        return True
    return any(vocabulary.has(token, "person", "dead", "hurt") or token.key == "منهم" for token in tokens[at + 1 : at + 3])


def _harms_people(tokens: tuple[Token, ...], at: int) -> bool:
    """لم يلحق أي أذى بالسكان, دون أي أذى لأحد."""
    behind = tokens[at + 1 : at + 3]
    return any(vocabulary.has(token, "person") or is_mark(token, "anyone") or is_mark(token, "folk") for token in behind)
