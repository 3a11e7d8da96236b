"""Who announces dead and wounded of his own did not do the strike that he tells of.

``أعلنت القيادة أن القصف أسفر عن مقتل ثلاثة من أفراد الجيش``, ``أكد الجيش X إصابة جنديين بسقوط قذيفة``, ``اعترفت X بمقتل أربعة من عناصرها``.
They are his own where a pronoun says so, or where a state's army counts soldiers without another nation or force behind them; the deed must
be told after ``أن`` or as the cause of the dead: ``أعلن الجيش قصف ثكنة`` is a deed of his own, whoever died.
"""

from __future__ import annotations

from itertools import pairwise

from workers.extractor.actors import ActorMention
from workers.extractor.phrases import conjoined
from workers.extractor.tokens import Mention, Token
from workers.extractor.who.acts import Act, speaks
from workers.extractor.word_sets import word_beginnings, word_set

_MEN = word_beginnings("own_dead.men")
_PRONOUNS = ("ه", "ها", "هم")
_SOLDIERS = word_set("soldier")
_OF_THE_ARMY = word_set("own_dead.of_the_army")
_NATION = ("يا", "ي", "يين", "يون", "يان", "ين")
_HURT = word_set("own_loss")
_IN_IT, _HIS_MEN = word_set("own_dead.in_it"), word_set("own_dead.his_men")
_STATES = frozenset(("israel", "syria_gov", "iraq_gov", "lebanon_army", "usa", "turkey", "russia", "iran", "jordan", "egypt", "peshmerga"))
_REACH = 24  # tokens behind the deed in which its dead may be told


def tells_own_dead(act: Act, actor: Mention[ActorMention]) -> bool:
    """Does the one who announces it count dead or wounded of his own, or call what was struck his own?"""
    if actor.last > act.first or not (speaks(act, actor) or _is_of_speaker(act, actor)):
        return False
    if _of_his_own(act):
        return True
    between = act.tokens[actor.last : act.first]
    if not any(token.key in ("ان", "بان") or token.key in _HURT for token in between):
        return False
    told = range(actor.last, min(act.last + _REACH, len(act.tokens)))
    hurt = next((at for at in told if act.tokens[at].key.removeprefix("و") in _HURT), len(act.tokens))
    return any(_are_his(act, actor, at) for at in told if at > hurt)


def _of_his_own(act: Act) -> bool:
    """``أعلنت الهيئة استهداف موقع تابع لها``, ``قاعدة توجد فيها قواتها``: what was struck belongs to the one who tells of it."""
    behind = list(pairwise(token.key for token in act.tokens[act.last : act.last + _REACH]))
    belongs = any(one.startswith("تابع") and two in ("لها", "له", "لهم") for one, two in behind)
    return belongs or any(one in _IN_IT and two in _HIS_MEN for one, two in behind)


def _is_of_speaker(act: Act, actor: Mention[ActorMention]) -> bool:
    """``قيادة العمليات المشتركة العراقية``: the country behind the name of who speaks."""
    return any(other.last == actor.first and speaks(act, other) for other in act.actors)


def _are_his(act: Act, actor: Mention[ActorMention], at: int) -> bool:
    token = act.tokens[at]
    if token.key.endswith(_PRONOUNS) and token.key.startswith(_MEN) and not conjoined(token.key):
        return True
    behind = act.tokens[at + 1 : at + 2]
    if actor.value.actor_id not in _STATES or act.at(at) not in (None, actor):
        return False
    if token.key in ("افراد", "عناصر"):
        return any(one.key in _OF_THE_ARMY for one in behind)
    return token.key in _SOLDIERS and not any(_is_anothers(act, at + 1, one) for one in behind)


def _is_anothers(act: Act, at: int, behind: Token) -> bool:
    """``جنديين أوكرانيين``, ``جنود الاحتلال``: a nation or a force is named right behind."""
    return act.starting(at) is not None or (behind.kind == "word" and behind.key.endswith(_NATION) and behind.key not in ("في", "ثاني"))
