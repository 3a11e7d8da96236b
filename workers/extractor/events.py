"""Strike events in a sentence.

A sentence is cut into statements (*clauses*) where the press begins a new one: ``كما``, ``فيما``, ``من جهة أخرى``, ``وقصفت``.
A clause holds one event when its words name a strike: strong words (قصف، غارة) do so alone; weak ones (استهدف، هاجم، هجوم) when
the clause also names a means (a drone, shells) or a military agent; ``أطلق`` and ``سقط`` when a weapon follows; a means alone when people
died of it. What is said of the event decides its status: real, negated, denied, threat, drill, habit (now and then), tally (since
the start of the year), sport or other. ``frame`` tells whether the clause steps back before the story.

Missed on purpose: killings without a means, explosions without a cause, ground fighting, mines and car bombs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from monitor.model import EventType
from workers.extractor.grammar import STOPS, Grammar, Labels, Match, labelled, rules
from workers.extractor.means import means_of, type_of
from workers.extractor.tokens import Sentence

UNREAL = ("negated", "denied", "threat", "drill", "tally", "habit", "sport", "other")
_NEAR = 4
_BEFORE = 8
_OPENING = 3
_MOST = 12  # words of striking that are weighed in one clause


@dataclass(frozen=True, slots=True)
class Event:
    """One statement about a strike: its trigger words ``[first, last)`` in the clause ``[start, end)`` of a sentence."""

    sentence: Sentence
    start: int
    end: int
    first: int
    last: int
    rule: str
    strength: str  # strong, blow, weak, fire, means
    status: str = "real"
    frame: str = ""  # past, said, noted, retold, lag, reply, after: what steps back before the story
    type: EventType | None = None
    triggers: tuple[tuple[int, int], ...] = ()  # every word of striking in the clause
    reasons: tuple[tuple[int, int], ...] = ()  # what the strike answers: ردا على قصف X
    definite: bool = False  # "the shelling": one that the reader has met
    imperfect: bool = False
    intercepted: bool = False

    @property
    def real(self) -> bool:
        return self.status == "real"


@dataclass(frozen=True, slots=True)
class Clause:
    """A statement ``[start, end)`` of a sentence, and the event that it tells, if any."""

    sentence: Sentence
    start: int
    end: int
    event: Event | None


@cache
def _grammar() -> Grammar:
    return Grammar(rules("frames.tsv"))


Armed = Callable[[int, int], Set[str]]


def nobody(first: int, last: int) -> Set[str]:  # noqa: ARG001 - the signature of Armed
    """No trigger has an agent."""
    return frozenset()


def clauses(sentence: Sentence, armed: Armed = nobody) -> list[Clause]:
    """The statements of a sentence in order; ``armed`` gives the ids of the agents of words of striking."""
    labels = labelled(sentence)
    matches = _grammar().find_among(labels)
    if not any(match.rule.says.startswith("trigger") for match in matches):
        return [Clause(sentence, 0, len(labels), None)]
    bounds = [0, *_cuts(matches, labels), len(labels)]
    spans = [(a, b) for a, b in pairwise(bounds) if b > a]
    found: list[Clause] = []
    for span in spans:  # "كما تم استهداف مواقع أخرى" goes on with the means of the clause before
        going_on = bool(found) and found[-1].event is not None and found[-1].event.real
        found.append(Clause(sentence, *span, _event(_Scene(sentence, labels, matches, armed, going_on), span)))
    return found


def _cuts(matches: Sequence[Match], labels: Sequence[Labels]) -> list[int]:
    """Where new statements begin: at cut words and at frames that step back, when an event follows them and one stands before."""
    triggers = sorted(match.first for match in matches if match.rule.says.startswith("trigger"))
    found = set()
    for match in matches:
        if match.rule.name == "and struck" and not labels[match.first].isdisjoint(_NOUNS):
            continue  # "raids and shelling" is no new statement
        if match.rule.says == "cut" or match.rule.says.startswith(("frame.lag", "frame.reply", "frame.after")):
            before = match.rule.name in _TURNS or any(first < match.first for first in triggers)
            if before and any(first >= match.first for first in triggers):
                found.add(_with_comma(match.first, labels))
    return sorted(found - {0})


_TURNS = frozenset(
    ("as also", "while", "and their guns", "and another struck", "then struck")
)  # these begin a statement even where none of a strike stands before
_NOUNS = frozenset(("strike:verbal_noun", "hit:verbal_noun", "light:verbal_noun"))


def _with_comma(first: int, labels: Sequence[Labels]) -> int:
    """A cut after ``في`` or a comma takes it along."""
    while first > 0 and labels[first - 1] & {"=في", "=وفي"}:
        first -= 1
    return first


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a clause is judged by; ``going_on`` is set right after a clause that told a strike."""

    sentence: Sentence
    labels: Sequence[Labels]
    matches: Sequence[Match]
    armed: Armed
    going_on: bool


def _event(scene: _Scene, span: tuple[int, int]) -> Event | None:
    sentence, labels, matches = scene.sentence, scene.labels, scene.matches
    inside = [match for match in matches if span[0] <= match.first < span[1]]
    means = means_of(labels, span, inside)
    triggers = [match for match in inside if match.rule.says.startswith("trigger")][:_MOST]
    valid = [match for match in triggers if _stands(scene, match, span, means)]
    if not valid:
        return None
    judged = [(match, _status(match, span, matches, labels)) for match in _after_introduction(valid, inside, labels)]
    chosen, status = _chosen(judged, labels)
    reasons = tuple(_reasons(chosen, inside, labels, span))
    return Event(
        sentence, *span, chosen.first, chosen.last, chosen.rule.name, chosen.rule.says.split(".")[1], status,
        _frame(chosen, matches, span[0], labels), type_of(_own(means, reasons), chosen, labels),
        tuple((match.first, match.last) for match in valid),
        reasons,
        _definite(chosen, labels), _imperfect(labels, span[0], chosen),
        any(match.rule.says.startswith("status.intercept") and "fall_v" not in labels[match.first] for match in inside),
    )  # fmt: skip


def _after_introduction(valid: list[Match], inside: Sequence[Match], labels: Sequence[Labels]) -> list[Match]:
    """Without the words of an introduction (``بعد أيام على هجوم، شن ...``), where others follow it."""
    last = valid[-1]
    ends = [
        next((at for at in range(match.last, last.first) if not STOPS.isdisjoint(labels[at])), 0)
        for match in inside
        if match.first <= _OPENING and (match.rule.name == "in reply to" or match.rule.says.startswith("frame.lag"))
    ]
    return [match for match in valid if match.first >= max(ends, default=0)] or valid


def _chosen(judged: Sequence[tuple[Match, str]], labels: Sequence[Labels]) -> tuple[Match, str]:
    """The first words that tell a real strike; after a comma, a strike that is new to the reader before one that is known."""
    real = [(match, status) for match, status in judged if status == "real"] or [judged[0]]
    first = real[0]
    if not _definite(first[0], labels):
        return first
    fresh = (
        (match, status)
        for match, status in real[1:]
        if match.rule.says == "trigger.strong" and "strike:verbal_noun" in labels[match.first] and not _definite(match, labels)
        and _last_stop(first[0], match, labels) > first[0].first
    )  # fmt: skip
    return next(fresh, first)


def _stands(scene: _Scene, match: Match, span: tuple[int, int], means: Sequence[tuple[int, str]]) -> bool:
    """Is this trigger one of a strike, in this clause?"""
    labels, strength = scene.labels, match.rule.says.split(".")[1]
    here = labels[match.first]
    if strength != "strong" and any("raid" in each or ("other_kind" in each and not means) for each in labels[span[0] : span[1]]):
        return False
    if strength == "weak" and "blow" in here:
        return False  # ضربة is spelt like "struck it", but here the noun
    if strength == "weak":
        if bool(means) or not here.isdisjoint(_KNOWN) or (scene.going_on and "hit" in here):
            return True
        agents = scene.armed(match.first, match.last)
        return bool(agents & _FROM_AFAR) or (not here.isdisjoint(_HITS) and bool(agents - _ON_FOOT))
    if strength == "blow":
        return bool(means) or not here.isdisjoint(("blow+al", "blow:plural")) or bool(scene.armed(match.first, match.last))
    fell = any("fall_v" in each for each in labels[match.first : match.last])
    return strength == "strong" or _has_effect(labels, span, strength, fell)


_FROM_AFAR = frozenset(("israel", "usa", "coalition", "iran", "saudi_coalition"))  # whose "attack" abroad is a strike
_ON_FOOT = frozenset(("isis", "unknown", "tribes"))  # whose "targeting" without a weapon named is an ambush or a shooting
_HITS = frozenset(("hit", "aggression", "massacre"))
_KNOWN = frozenset(("hit:verbal_noun+al", "hit:adjective+al", "attack+al"))  # the targeting, the attack: one that was told
_HURT = frozenset(
    "=" + word for word in "مقتل اصابه جرحي قتلي شهيد شهدا ضحايا جريح قتيل استشهاد اصيب اصيبت جرح جرحت استشهد استشهدت".split()
)
_HURT |= {"kill_v"}
_AT = frozenset("=" + word for word in "علي باتجاه نحو تجاه صوب بالقرب قرب داخل وسط ضمن محيط اطراف".split()) | {"hit"}


def _has_effect(labels: Sequence[Labels], span: tuple[int, int], strength: str, fell: bool) -> bool:
    """Something was aimed at, or someone was hurt; a means alone needs somebody hurt or something hit."""
    wanted = _HURT | {"hit"} if strength == "means" else _HURT | _AT | ({"=في"} if fell else frozenset())
    return any(not wanted.isdisjoint(here) for here in labels[span[0] : span[1]])


# ---- status and frame ------------------------------------------------------------------------------------------------


def _status(trigger: Match, span: tuple[int, int], everywhere: Sequence[Match], labels: Sequence[Labels]) -> str:
    """What is said of the event: the first of ``UNREAL`` that applies, else real."""
    camps = [match for match in everywhere if match.rule.says == "object"]
    told = [
        match
        for match in everywhere
        if not (match.rule.says == "status.threat.after" and _gives_cause(match, trigger, labels))
        and not any(camp.first <= match.first < camp.last for camp in camps)
    ]
    said = {what for match in told for what in _said(match, trigger, span[0] <= match.first < span[1])}
    return next((status for status in UNREAL if status in said), "real")


def _said(match: Match, trigger: Match, same_clause: bool) -> Iterator[str]:
    parts = match.rule.says.split(".")
    if parts[0] != "status":
        return
    what, reach = parts[1], parts[2]
    here = reach == "here" and match.first <= trigger.last and trigger.first < match.last
    if here or reach == "sentence" or (same_clause and (reach == "clause" or _reaches(reach, match, trigger))):
        yield what


_CAUSES = frozenset("=" + word for word in "بعد عقب اثر جراء غداه نتيجه".split())


def _gives_cause(threat: Match, trigger: Match, labels: Sequence[Labels]) -> bool:
    """``دعت إلى التهدئة بعد غارات على``, ``بعد تهديدات قصفت``: what stands behind the cause has happened."""
    if threat.first > 0 and not _CAUSES.isdisjoint(labels[threat.first - 1]):
        return any(not _THEN.isdisjoint(here) for here in labels[threat.last : trigger.last])
    return any(not _CAUSES.isdisjoint(here) for here in labels[threat.last : trigger.first])


def _reaches(reach: str, match: Match, trigger: Match) -> bool:
    if reach not in ("after", "near", "before"):
        return False
    if reach == "before":
        return trigger.first <= match.first <= trigger.last + _BEFORE
    ahead = trigger.last - 1 - match.first
    return ahead >= 0 and trigger.first - match.last <= (_NEAR if reach == "near" else 40)


def _frame(trigger: Match, matches: Sequence[Match], start: int, labels: Sequence[Labels]) -> str:
    """What steps back before the event: a frame in its clause, or one of the past earlier in the sentence."""
    found = ""
    if any(match.rule.says == "story" and match.first <= trigger.first for match in matches):
        return found  # "the raids had begun with": that is the story
    for match in matches:
        parts = match.rule.says.split(".")
        if parts[0] != "frame" or (
            parts[1] in ("lag", "reply", "after") and match.first <= trigger.first and _introduces(match, trigger, labels)
        ):
            continue
        mine = match.first >= start - 1
        if parts[2] == "near":
            mine = abs(match.first - trigger.last) <= _NEAR or abs(trigger.first - match.last) <= _NEAR
            found = found or ("past" if mine else "")
        elif parts[2] == "opening" and not _opens(match, labels):
            continue  # "if it was the raid" frames nothing
        elif parts[2] == "here" and (trigger.last <= match.first or match.last <= trigger.first):
            continue
        elif (parts[2] == "clause" and mine) or (match.first <= trigger.first and (mine or parts[1] in _FAR)):
            found = found if found in ("past", "lag", "said") and parts[1] not in ("retold", "said") else parts[1]
    return found


_DOTS = frozenset(("..", "...", "…"))  # between the halves of a title
_FAR = frozenset(("past", "said", "noted", "retold"))  # frames that hold for clauses behind their own


def _reasons(trigger: Match, inside: Sequence[Match], labels: Sequence[Labels], span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Where the clause says what the strike answers or follows (``ردا على``, ``بعد أيام من``): to the comma before the event, or to the
    end of the clause behind it."""
    for match in inside:
        if match.rule.name == "in reply to" or match.rule.says.startswith("frame.lag"):
            if match.first > trigger.first:
                yield match.first, span[1]
            elif _introduces(match, trigger, labels):
                yield match.first, _last_stop(match, trigger, labels)


def _own(means: Sequence[tuple[int, str]], reasons: Sequence[tuple[int, int]]) -> list[tuple[int, str]]:
    """The means of the strike, without those of what it answers."""
    return [(at, kind) for at, kind in means if not any(first <= at < last for first, last in reasons)]


def _introduces(match: Match, trigger: Match, labels: Sequence[Labels]) -> bool:
    """``بعد أيام على كذا، شن``: the words before the comma are another event's. After a lag a verb must follow the comma, for the lag's own
    event may follow one too (``بعد يوم من مقتل ثلاثة، بينهم طفل، في قصف``)."""
    stop = _last_stop(match, trigger, labels)
    if match.first > _OPENING or stop <= match.first:
        return False
    return match.rule.name == "in reply to" or not _THEN.isdisjoint(labels[stop + 1]) or not _DOTS.isdisjoint(labels[stop])


def _last_stop(match: Match, trigger: Match, labels: Sequence[Labels]) -> int:
    return next((at for at in range(trigger.first - 1, match.last - 1, -1) if not STOPS.isdisjoint(labels[at])), match.first)


def _opens(match: Match, labels: Sequence[Labels]) -> bool:
    """Does it begin the sentence or a part of it?"""
    return match.first <= _OPENING or not STOPS.isdisjoint(labels[match.first - 1])


def _definite(trigger: Match, labels: Sequence[Labels]) -> bool:
    here = labels[trigger.first]
    if "blow" in here and "blow+al" not in here and "blow+pron" not in here:
        return False  # ضربة is spelt like "struck it"
    nouns = {"strike+al", "blow+al", "attack+al", "aggression+al", "hit+al", "strike+pron", "hit+pron", "blow+pron"}
    return not nouns.isdisjoint(here)


_GOVERNING = ("strike", "hit", "light", "undergo", "fire_v", "renew", "attack")
_NOW = frozenset(f"{tag}:imperfect" for tag in _GOVERNING)
_THEN = frozenset(f"{tag}:{form}" for tag in _GOVERNING for form in ("perfect", "passive"))


def _imperfect(labels: Sequence[Labels], start: int, trigger: Match) -> bool:
    """Does the verb that governs the event stand in the present? (Of a form that is spelt alike, the perfect is taken.)"""
    for at in range(trigger.last - 1, max(start, trigger.first - 8) - 1, -1):
        if not _THEN.isdisjoint(labels[at]):
            return False
        if not _NOW.isdisjoint(labels[at]):
            return True
    return False


_AFTER = frozenset(("بعد", "عقب", "بعيد", "اعقاب"))


def comes_before(event: Event) -> bool:
    """``ردا على قصف X``, ``بعد قصف X``: another strike, which something later follows; ``بعد أن استهدفت`` may be told of the same."""
    if event.frame not in ("reply", "after"):
        return False
    return event.frame == "reply" or event.sentence.tokens[max(0, event.first - 1)].key in _AFTER
