"""Doers that need no name: who is understood where the words of a strike name nobody.

    one like it        وتعرضت القرية لقصف مماثل      whoever did the strike told right before
    another            وهاجمت مسيّرة أخرى دورية       whoever did the strike told right before
    they again         ثم شنوا هجوما على             whoever did the strike told right before
    the only air force قصف الطيران الحربي حي الصالحة  whoever alone has warplanes in that war
    the only guns      قذيفة دبابة على مخيم البريج     whoever alone has such arms in that land

Most fronts have guns on both sides, so shells are understood of nobody; nor are drones, which both sides of most wars have, save over
Gaza and Lebanon. What the text calls unknown, or leaves open in words, stays so; who is named as the one struck did not do it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from monitor.model import EventType, Location
from workers.extractor.actors import ActorMention, canonical_name
from workers.extractor.event.events import Event
from workers.extractor.phrases import starts
from workers.extractor.tokens import Mention
from workers.extractor.who.actor_roles import undetermined
from workers.extractor.who.agents import Agent
from workers.extractor.who.attribution import AIR_FORCE, ARMED_ALONE
from workers.extractor.word_sets import word_beginnings, word_set

LIKE_IT = "one like it"
THEY_AGAIN = "they again"
_LIKE = word_set("understood.like")
_ANSWERED = word_set("understood.answered")
_REACH = 3  # words between the strike and ``مماثل``
_OBJECT = 8  # words behind the strike in which who was struck is named
_LATELY = 2  # sentences
_BEFORE = 6  # sentences over which one still is like the one told before


def is_like(key: str) -> bool:
    """``مماثل``."""
    return key in _LIKE


COUNTED = word_set("understood.counted")


def is_counted(event: Event) -> bool:
    """``الضربة الأولى``, ``والثانية``: one of those told together before; not ``الهجوم الأول من نوعه``."""
    tokens = event.sentence.tokens
    behind = tokens[event.last : event.last + 2]
    own = tokens[event.last - 1].key in COUNTED
    counted = own or (event.definite and bool(behind) and behind[0].key in COUNTED)
    return counted and all(token.key not in ("من", "التي", "الذي") for token in (behind[:1] if own else behind[1:]))


def like_the_one_before(event: Event, here: Collection[Mention[ActorMention]], before: tuple[int, Sequence[Agent]] | None) -> list[Agent]:
    """The doers of the strike told ``before`` (its sentence, its agents), where the event is called one like it."""
    if before is None:
        return []
    tokens = event.sentence.tokens
    alike = is_counted(event) or any(is_like(token.key) for first, last in event.triggers for token in tokens[first : last + _REACH])
    far = event.sentence.index - before[0] > (_BEFORE if alike else _LATELY)
    if far or not (alike or _another(event, here)) or any(token.key in _ANSWERED for token in tokens[event.start : event.end]):
        return []
    near = range(event.start, min(event.end, event.last + _OBJECT))
    struck = {mention.value.actor_id for mention in here if mention.first in near}
    return [] if any(agent.actor_id in struck for agent in before[1]) else [replace(agent, rule=LIKE_IT) for agent in before[1]]


_OTHER = word_set("understood.other")


def _another(event: Event, here: Collection[Mention[ActorMention]]) -> bool:
    """``غارة أخرى``, ``هاجمت مسيرة أخرى``: of the same."""
    tokens = event.sentence.tokens
    behind = [last for _, last in event.triggers] + [
        mention.last for mention in here if _nobodys(mention) and event.start <= mention.first < event.end
    ]
    return any(at < len(tokens) and (tokens[at].key in _OTHER or tokens[at - 1].key in _OTHER) for at in behind)


_THEY = frozenset(("hit", "strike", "light", "attack"))
_ALSO = frozenset(("كما", "وكما"))
_TOO = frozenset(("ايضا", "كذلك"))


def they_again(event: Event, here: Collection[Mention[ActorMention]], before: tuple[int, Sequence[Agent]] | None) -> list[Agent]:
    """``... شنوا هجوما``, ``كما استهدفت مواقع``: a verb that opens its clause without a subject goes on with the doers told before."""
    if before is None or event.sentence.index - before[0] > (_BEFORE if the_same(event) else _LATELY):
        return []
    token = event.sentence.tokens[event.first]
    plural = token.key.endswith("وا") and token.has_any(_THEY) and not token.key.startswith("و")
    again = plural or _too(event, here, before) or _went_on_saying(event, here) or the_same(event)
    return [replace(agent, rule=THEY_AGAIN) for agent in before[1]] if again else []


_GOES_ON = word_set("speaking_on")
_THAT_HE = word_set("that_itself")


def _went_on_saying(event: Event, here: Collection[Mention[ActorMention]]) -> bool:
    """``وأضاف أنه قصف موقعا``: who told of his own deed tells of another."""
    tokens = event.sentence.tokens
    told = tokens[0].key in _GOES_ON and 0 < event.first <= _OBJECT and tokens[event.first - 1].key in _THAT_HE
    return told and not any(mention.last < event.first for mention in here)


_SAME = word_set("understood.same")


def the_same(event: Event) -> bool:
    """``تبنت ذات الفصائل استهداف القاعدة``, ``شن الطيران ذاته غارات``: whoever was told of before."""
    tokens = event.sentence.tokens[event.start : event.last + 1]
    return any(one.key in _SAME and two.key in _BODIES for one, two in (*pairwise(tokens), *((b, a) for a, b in pairwise(tokens))))


_BODIES = word_set("understood.bodies")


def _too(event: Event, here: Collection[Mention[ActorMention]], before: tuple[int, Sequence[Agent]]) -> bool:
    """``كما استهدفت أيضا نقاطا``: right behind it stands what it struck, none of the doers' own."""
    tokens = event.sentence.tokens
    verb = tokens[event.first]
    if event.first == 0 or tokens[event.first - 1].key not in _ALSO or not any(r.pos == "verb" and r.tags & _THEY for r in verb.readings):
        return False
    behind = event.first + 1 + (event.first + 1 < len(tokens) and tokens[event.first + 1].key in _TOO)
    near = range(event.start, min(event.end, event.last + _OBJECT))
    struck = {mention.value.actor_id for mention in here if mention.first in near}
    subject = any(mention.first == behind for mention in here)
    return not subject and not any(agent.actor_id in struck for agent in before[1])


@dataclass(frozen=True, slots=True)
class _War:
    """Where one side alone has warplanes, whatever the year; ``only`` and ``never`` are provinces."""

    country: str
    owner: str
    only: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    drones: bool = False  # the drones that strike there are its own, too


# Sudan's army alone flies warplanes; the towns that it holds are hit by drones only. Sinai: Egypt's campaign against the jihadists. Yemen
# is left out: whose aircraft bomb there has changed with the years, and what a text does not say must not hang on its date.
_WARS = (
    _War("SD", "sudan_gov", never=frozenset(("SD-RS", "SD-KA", "SD-GD", "SD-NO", "SD-NR"))),
    _War("EG", "egypt", only=frozenset(("EG-SIN", "EG-JS"))),
    _War("PS", "israel", drones=True),
    _War("LB", "israel", drones=True),
)


@dataclass(frozen=True, slots=True)
class _Arms:
    """Arms that one side alone has in a land, by how the words for them begin; ``only`` are provinces."""

    country: str
    owner: str
    stems: tuple[str, ...]
    only: frozenset[str] = frozenset()
    civil: bool = False  # only where no troops, positions or vehicles of theirs are struck


# Guns, tanks and gunboats over Gaza and the south of Lebanon are Israel's, and so is what is called shelling of Gaza where no troops are
# struck; its foes have rockets and mortars.
_GUNS = word_beginnings("understood.guns")
_HOMES = word_beginnings("understood.homes")
_ARMS = (
    _Arms("PS", "israel", _GUNS),
    _Arms("LB", "israel", _GUNS, frozenset(("LB-NA", "LB-JA"))),
    _Arms("PS", "israel", ("قصف", "القصف", "بقصف", "بالقصف", "لقصف", "للقصف"), civil=True),
    _Arms("PS", "israel", tuple(f"{by}استهداف {what}" for by in ("", "ب") for what in _HOMES), civil=True),
)
_FIRED = word_beginnings("understood.fired")


def only_armed(event: Event, here: Collection[Mention[ActorMention]], places: Sequence[Location], speaker: str = "") -> list[Agent]:
    """Whose guns they were, where one side of a war alone has such and nobody is named."""
    listed = [place for place in places if place.country]
    named = any(event.start <= mention.first < event.end and not _nobodys(mention) for mention in here)
    if not listed or named or undetermined(event.sentence) is not None:
        return []
    able = (arms for arms in _ARMS if all(_has_there(place, arms) for place in listed) and _fires(event, arms.stems))
    arms = next((arms for arms in able if not (arms.civil and _strikes_troops(event))), None)
    return [_owner(arms.owner, ARMED_ALONE, event, "force", speaker)] if arms is not None else []


def _has_there(place: Location, arms: _Arms) -> bool:
    return place.country == arms.country and (not arms.only or place.admin1 in arms.only)


_TROOPS = word_beginnings("understood.troops")


def _strikes_troops(event: Event) -> bool:
    """``قصف تجمع لجنود شرق رفح``: those who fight Israel's troops shell them."""
    words = event.sentence.tokens[event.start : event.end]
    return any(starts(token.key, _TROOPS) or starts(token.key[1:], _TROOPS) for token in words)


_WORDS_OF_FIRING = 3  # tokens between the fire and whose guns it is


def _fires(event: Event, stems: tuple[str, ...]) -> bool:
    """``قصف مدفعي``, ``قذيفة دبابة``; not ``استهداف دبابة``, which is struck."""
    tokens = event.sentence.tokens
    for at in range(event.start, event.end):
        pair = " ".join(token.key for token in tokens[at : at + 2])
        if any(" " in stem and pair.startswith(stem) for stem in stems):
            return True  # استهداف خيمة
        if starts(tokens[at].key, stems):
            near = tokens[max(at - _WORDS_OF_FIRING, event.start) : at + 1]
            return any(starts(token.key, _FIRED) for token in near)
    return False


_FLOWN = (EventType.AIR, EventType.DRONE)


def only_air_force(event: Event, here: Collection[Mention[ActorMention]], places: Sequence[Location], speaker: str = "") -> list[Agent]:
    """Whose aircraft they were, where one side of a war alone has any; ``speaker`` is whose statement the article is."""
    listed = [place for place in places if place.country]
    if event.type not in _FLOWN or not listed or undetermined(event.sentence) is not None:
        return []
    wars = (war for war in _WARS if event.type is EventType.AIR or war.drones)
    war = next((war for war in wars if all(_within(place, war) for place in listed)), None)
    if war is None or any(mention.value.form in ("aircraft", "nisba") for mention in here if not _nobodys(mention)):
        return []
    if _was_struck(war.owner, event, here):
        return []
    return [_owner(war.owner, AIR_FORCE, event, "aircraft", speaker)]


def _was_struck(actor_id: str, event: Event, here: Collection[Mention[ActorMention]]) -> bool:
    """``استهداف تجمع لجنود الجيش الإسرائيلي بمسيّرة``: whose troops were hit did not hit them."""
    told = (mention.value for mention in here if event.first <= mention.first < event.end)
    return any(value.actor_id == actor_id and value.role in ("owner", "victim") for value in told)


def _owner(actor_id: str, rule: str, event: Event, form: str, speaker: str) -> Agent:
    value = ActorMention(actor_id, canonical_name(actor_id), form, speaks=actor_id == speaker)
    return Agent(Mention(value, rule, event.sentence, event.first, event.last), rule)


def _within(place: Location, war: _War) -> bool:
    return place.country == war.country and place.admin1 not in war.never and (not war.only or place.admin1 in war.only)


def _nobodys(mention: Mention[ActorMention]) -> bool:
    return mention.value.certainty == "unnamed"
