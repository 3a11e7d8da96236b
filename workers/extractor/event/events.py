"""Strike events in a sentence.

A sentence is cut into statements (*clauses*) where the press begins a new one: ``كما``, ``فيما``, ``من جهة أخرى``, ``وقصفت``.
A clause holds one event when its words name a strike: strong words (قصف، غارة) do so alone; weak ones (استهدف، هاجم، هجوم) when
the clause also names a means (a drone, shells) or a military agent; ``أطلق`` and ``سقط`` when a weapon follows; a means alone when people
died of it. What is said of the event decides its status: real, negated, denied, threat, drill, habit (now and then), tally (since
the start of the year), sport or other. ``frame`` tells whether the clause steps back before the story.

Missed on purpose: killings without a means, explosions without a cause, ground fighting, mines and car bombs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from monitor.model import EventType
from workers.extractor.event.cuts import cuts, of_their_own
from workers.extractor.event.headlines import without_verbs_left_out
from workers.extractor.event.means import means_of, type_of
from workers.extractor.event.stances import (
    NEAR,
    NOW,
    OPENING,
    REPLIES,
    THEN,
    frame_of,
    goes_on_beside,
    last_stop,
    opens,
    reasons_of,
    status_of,
    stops_without_comma,
)
from workers.extractor.event.standing import Armed, Scene, ToldNext, is_another, nobody, stands
from workers.extractor.event.wakes import prelude_of, wake_of
from workers.extractor.grammar import DOTS, STOPS, Grammar, Labels, Match, labelled, rules
from workers.extractor.tokens import Sentence
from workers.extractor.word_sets import word_set

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
    strength: str  # strong, blow, weak, fire, means, hurt
    status: str = "real"
    frame: str = ""  # past, said, noted, thought, retold, checked, known, lag, reply, after: what steps back before the story
    type: EventType | None = None
    triggers: tuple[tuple[int, int], ...] = ()  # every word of striking in the clause
    reasons: tuple[tuple[int, int], ...] = ()  # what the strike answers: ردا على قصف X
    wake: tuple[int, int] | None = None  # what the clause opens with that came before: بعد مقتل جنديين في X
    beside: bool = False  # its clause goes on beside another: فيما قصفت
    definite: bool = False  # "the shelling": one that the reader has met
    imperfect: bool = False
    intercepted: bool = False

    @property
    def aside(self) -> tuple[tuple[int, int], ...]:
        """The parts of its clause that tell of other events: what it answers, and what the clause opens with."""
        return self.reasons if self.wake is None else (*self.reasons, self.wake)

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


def rules_in(sentence: Sentence) -> Sequence[Match]:
    """Every rule that the words of a sentence fit."""
    return _grammar().find_among(labelled(sentence))


def leads_over_to_claims(sentence: Sentence) -> bool:
    """``وتأتي الغارات بعد ساعات من إعلان X مسؤوليتها عن هجومين``: what X claims, here and next, are other strikes."""
    opens = bool(sentence.tokens) and sentence.tokens[0].key.removeprefix("و") in _COMES
    return opens and any(match.rule.says == "claims_before" for match in rules_in(sentence))


_COMES = word_set("it_comes")
_IT_COMES = frozenset("=" + word for word in _COMES)


def clauses(
    sentence: Sentence,
    armed: Armed = nobody,
    before: Event | None = None,
    elsewhere: Sequence[int] = (),
    told_next: ToldNext | None = None,
) -> list[Clause]:
    """The statements of a sentence in order; ``armed`` gives the ids of the agents of words of striking, ``before`` is what the sentence
    before told last, ``elsewhere`` where those begin who died elsewhere (``وأربعة في غارة على كذا``), ``told_next`` what the
    next sentence says of its attack."""
    if not names_striking(sentence):
        return [Clause(sentence, 0, len(sentence.tokens), None)]
    labels, matches = _matched(sentence)
    bounds = [0, *sorted({*cuts(matches, labels), *of_their_own(matches, elsewhere)}), len(labels)]
    spans = [(a, b) for a, b in pairwise(bounds) if b > a]
    found: list[Clause] = []
    last = before if before is not None and _adds(labels) else None
    for span in spans:
        told = last is not None and last.real
        event = _event(Scene(sentence, labels, matches, armed, told and bool(found), told, elsewhere, told_next), span)
        found.append(Clause(sentence, *span, _going_on(event, last)))
        last = found[-1].event
    return found


def names_striking(sentence: Sentence) -> bool:
    """Is there a word of striking in the sentence? An article without any tells of no strike."""
    return any(match.rule.says.startswith("trigger") for match in _matched(sentence)[1])


@lru_cache(maxsize=64)
def _matched(sentence: Sentence) -> tuple[Sequence[Labels], Sequence[Match]]:
    """The labels of a sentence, and what the rules find in them."""
    labels = labelled(sentence)
    read = without_verbs_left_out(_without_names(_grammar().find_among(labels)), labels, sentence.part)
    # but قصفت X، ردا على ذلك، قاعدة names no strike that it answers
    kept = (m for m in read if m.rule.name not in REPLIES or all("=ذلك" not in here for here in labels[m.last : m.last + 1]))
    return tuple(labels), tuple(kept)


def _without_names(matches: Sequence[Match]) -> Sequence[Match]:
    """Without the words of striking in the name of an operation (``معركة ردع العدوان``)."""
    names = [match for match in matches if match.rule.says == "name"]
    return [m for m in matches if not (m.rule.says.startswith("trigger") and any(name.first <= m.first < name.last for name in names))]


_ADDING = frozenset("==" + word for word in word_set("events.adding"))
_ALSO = frozenset("==" + word for word in word_set("events.also"))
_OPERATION = frozenset(("==العمليه", "==العمليات"))
_OPENING = 6  # tokens: وأشار المصدر أيضا إلى


def _adds(labels: Sequence[Labels]) -> bool:
    """``كما استهدفت``, ``وأشار أيضا إلى استهداف``, ``وأسفر هجوم آخر``, ``وأوضح أن العملية استهدفت``: does the sentence go on with the
    strike told before?"""
    opening = labels[:_OPENING]
    operation = any(not _OPERATION.isdisjoint(one) and "hit:perfect" in two for one, two in pairwise(opening))
    another = any(is_another(one, two) for one, two in pairwise(opening))
    return not _ADDING.isdisjoint(labels[0]) or operation or another or any(not _ALSO.isdisjoint(each) for each in opening)


_ALIKE = ("one like it", "of the same kind")


def _going_on(event: Event | None, last: Event | None) -> Event | None:
    """``كما تم استهداف مواقع أخرى``, ``بعد غارات مماثلة``: by the means of the clause before. What stands beside a habit is one, too."""
    if event is None or last is None:
        return event
    if event.type is None and last.real and ((event.strength == "weak" and event.frame in ("", "past")) or event.rule in _ALIKE):
        event = replace(event, type=last.type)
    return replace(event, status=last.status) if event.real and event.frame == "after" and last.status in ("habit", "tally") else event


def _event(scene: Scene, span: tuple[int, int]) -> Event | None:
    sentence, labels, matches = scene.sentence, scene.labels, scene.matches
    inside = [match for match in matches if span[0] <= match.first < span[1]]
    means = means_of(labels, span, inside)
    triggers = sorted((match for match in inside if match.rule.says.startswith("trigger")), key=_rank)[:_MOST]
    valid = [match for match in triggers if stands(scene, match, span, means)]
    wake = wake_of(sentence, span, inside, labels)
    valid = [match for match in valid if wake is None or match.first >= wake[1]]
    if not valid:
        return None
    judged = [(match, status_of(match, span, matches, labels)) for match in _after_introduction(valid, inside, labels)]
    chosen, status = _chosen(judged, labels)
    reasons = tuple(reasons_of(chosen, inside, labels, span))
    prelude = None if wake else prelude_of(sentence, span, chosen, inside, labels)
    own = _own(means, reasons, _half_of(chosen, inside, labels))
    told = type_of(own, chosen, labels) or (scene.next.means if scene.next else None)
    start = prelude[1] if prelude else span[0]
    return Event(
        sentence, *span, chosen.first, chosen.last, chosen.rule.name, _strength(chosen, scene.next), status,
        frame_of(chosen, matches, start, labels), told,
        tuple((match.first, match.last) for match in valid),
        reasons,
        wake or prelude,
        start > 0 and goes_on_beside(labels, start),
        _definite(chosen, labels) and not _undergone(chosen, matches, labels), _imperfect(labels, span[0], chosen),
        _shot_down(chosen, labels) or any(m.rule.says.startswith("status.intercept") and "fall_v" not in labels[m.first] for m in inside),
    )  # fmt: skip


def _strength(chosen: Match, told_next: ToldNext | None) -> str:
    """An attack that the next sentence calls a strike needs no more words."""
    return "strong" if told_next is not None and told_next.calls_it_strike else chosen.rule.says.split(".")[1]


_STRONG = "trigger.strong"
_NEW = "trigger.strong.new"  # with ال, too, it is none that the reader has met: أسفر العدوان عن استهداف منشآت


def _rank(trigger: Match) -> tuple[int, bool]:
    """By where they stand, and there the strong ones first."""
    return trigger.first, not trigger.rule.says.startswith(_STRONG)


def _own(means: Sequence[tuple[int, str]], reasons: Sequence[tuple[int, int]], end: int) -> list[tuple[int, str]]:
    """The means of the strike, which stand before ``end``, without those of what it answers."""
    return [(at, kind) for at, kind in means if at < end and not any(first <= at < last for first, last in reasons)]


def _half_of(chosen: Match, inside: Sequence[Match], labels: Sequence[Labels]) -> int:
    """``قصف يطال سوقا.. والدفاعات تسقط طائرة``: where the half of a title ends that tells the strike, if the other tells of
    none."""
    dots = next((at for at in range(chosen.last, len(labels)) if not DOTS.isdisjoint(labels[at])), len(labels))
    deeds = (match.first for match in inside if match.rule.says.startswith("status"))
    return dots if any(first > dots for first in deeds) else len(labels)


def _shot_down(trigger: Match, labels: Sequence[Labels]) -> bool:
    """``أسقط مسيّرة``; but aircraft that ``أسقطت`` a bomb dropped it."""
    bombs = ("weapon" in here and "missile" not in here for here in labels[trigger.first : trigger.last + NEAR])
    return trigger.rule.name == "shot down" and not any(bombs)


def _after_introduction(valid: list[Match], inside: Sequence[Match], labels: Sequence[Labels]) -> list[Match]:
    """Without the words of an introduction (``بعد أيام على هجوم، شن ...``), where others follow it; behind ``ويأتي هذا`` none is one."""
    last, only_dates = valid[-1], not _IT_COMES.isdisjoint(labels[0])
    ends = [
        match.last + 1
        if stops_without_comma(match, labels)
        else next((at for at in range(match.last, last.first) if not STOPS.isdisjoint(labels[at])), 0)
        for match in inside
        if (match.first <= OPENING and match.rule.says.startswith(("frame.lag", "frame.after")) and not only_dates)
        or (match.rule.name in REPLIES and opens(match, labels))
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
        if match.rule.says.startswith(_STRONG) and "strike:verbal_noun" in labels[match.first] and not _definite(match, labels)
        and last_stop(first[0], match, labels) > first[0].first
    )  # fmt: skip
    return next(fresh, first)


_KNOWN = frozenset(("strike+al", "blow+al", "attack+al", "aggression+al"))
_ACTS = 4  # words from the aggression to its verb
_SHELLS = frozenset(("shell hits", "shell falls", "shells fall", "shells that landed", "shells landed", "shells that reach"))
_THE_SHELLS = frozenset(("weapon+al", "missile+al"))  # سقطت القذائف في حي: those told of before


def _definite(trigger: Match, labels: Sequence[Labels]) -> bool:
    here = labels[trigger.first]
    if "blow" in here and "blow+al" not in here and "blow+pron" not in here:
        return False  # ضربة is spelt like "struck it"
    if trigger.rule.says == _NEW or _one_of_a_number(trigger.first, labels):
        return False
    if "aggression+al" in here and any(not (NOW | THEN).isdisjoint(at) for at in labels[trigger.first + 1 : trigger.first + _ACTS]):
        return False  # العدوان الأمريكي يستهدف: those who do it
    if _names_known(trigger, labels):
        return True
    if any(label.startswith("==") and label.endswith("نا") for label in here):
        return False  # استهدفنا: we, and no strike on us
    nouns = {"strike+al", "blow+al", "attack+al", "aggression+al", "hit+al", "strike+pron", "hit+pron", "blow+pron"}
    return not nouns.isdisjoint(here)


_NUMBERS = frozenset("=" + word for word in word_set("events.number_of"))
_SERIES_OF = frozenset("=" + word for word in word_set("events.series"))


def _one_of_a_number(at: int, labels: Sequence[Labels]) -> bool:
    """``عشرات الغارات``, ``سلسلة من الغارات``: none that the reader has met, though the word has the article."""
    before = labels[max(0, at - 2) : at]
    counted = bool(before) and not _NUMBERS.isdisjoint(before[-1])
    return counted or (len(before) > 1 and "=من" in before[1] and not _SERIES_OF.isdisjoint(before[0]))


_TOLD_OF = frozenset("==" + word for word in word_set("relative"))


def _undergone(trigger: Match, matches: Sequence[Match], labels: Sequence[Labels]) -> bool:
    """``تعرض منزل للقصف``: it befell somebody, and no reader has met it; not ``المنازل التي تعرضت للقصف``."""
    befell = (m for m in matches if m.rule.name == "undergoes it" and "undergo" in labels[m.first] and m.first < trigger.first < m.last)
    return any(m.first == 0 or _TOLD_OF.isdisjoint(labels[m.first - 1]) for m in befell)


def _names_known(trigger: Match, labels: Sequence[Labels]) -> bool:
    """``وقتل في الضربة اثنان``, ``تصدت الدفاعات لصواريخ العدوان``, ``سقطت القذائف``: do the words behind the first name a known one?"""
    if trigger.rule.name == "dead in a blow":
        return "blow+al" in labels[trigger.last - 1]
    if trigger.rule.name == "shot down":
        return any(not _KNOWN.isdisjoint(here) for here in labels[trigger.first : trigger.last + 2])
    return trigger.rule.name in _SHELLS and any(not _THE_SHELLS.isdisjoint(here) for here in labels[trigger.first : trigger.last])


def _imperfect(labels: Sequence[Labels], start: int, trigger: Match) -> bool:
    """Does the verb that governs the event stand in the present? (Of a form that is spelt alike, the perfect is taken.)"""
    for at in range(trigger.last - 1, max(start, trigger.first - 8) - 1, -1):
        if not THEN.isdisjoint(labels[at]) and not _goes_on_with(labels, at):
            return False
        if not NOW.isdisjoint(labels[at]):
            return True
    return False


def _goes_on_with(labels: Sequence[Labels], at: int) -> bool:
    """``تواصل الطائرات شن غارات``: the noun of the deed, spelt like its past."""
    noun = any(label.endswith(":verbal_noun") for label in labels[at])
    return noun and any("renew:imperfect" in here for here in labels[max(0, at - NEAR) : at])


_AFTER = word_set("events.after")


def comes_before(event: Event) -> bool:
    """``ردا على قصف X``, ``بعد قصف X``: another strike, which something later follows; ``بعد أن استهدفت`` may be told of the same."""
    if event.frame not in ("reply", "after"):
        return False
    return event.frame == "reply" or event.sentence.tokens[max(0, event.first - 1)].key in _AFTER
