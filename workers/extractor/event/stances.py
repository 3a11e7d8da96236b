"""What a clause says of its words of striking: did it happen (*status*), and does it step back before the story (*frame*)?

The rules are ``status.*`` and ``frame.*`` of ``lexicon/frames.tsv``; here is how far each reaches. A threat does not reach what stands as
the cause of something (``دعت إلى التهدئة بعد غارات``), and some sayings undo others: ``لم يتوقف القصف`` is no negation, ``الأعنف منذ بداية
الحرب`` no sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from workers.extractor.grammar import DOTS, STOPS, Labels, Match
from workers.extractor.word_sets import word_set

UNREAL = ("negated", "denied", "threat", "drill", "tally", "habit", "sport", "aim", "other")
NEAR = 4
OPENING = 3
REPLIES = ("in reply to", "replied to")
_BEFORE = 8

MEANWHILE = ("meanwhile, before a strike", "while, before a strike")
_GOVERNING = ("strike", "hit", "light", "undergo", "fire_v", "fall_v", "renew", "attack")
NOW = frozenset(f"{tag}:imperfect" for tag in _GOVERNING)
THEN = frozenset(f"{tag}:{form}" for tag in _GOVERNING for form in ("perfect", "passive"))


def status_of(trigger: Match, span: tuple[int, int], everywhere: Sequence[Match], labels: Sequence[Labels]) -> str:
    """What is said of the event: the first of ``UNREAL`` that applies, else real."""
    camps = [match for match in everywhere if match.rule.says in ("object", "name")]
    lags = [match for match in everywhere if match.rule.says.startswith("frame.lag")]
    turn = min((m.first for m in everywhere if m.rule.name in MEANWHILE and m.first >= trigger.last), default=len(labels))
    told = [
        match
        for match in everywhere
        if not (match.rule.says == "status.threat.after" and _has_happened(match, trigger, labels))
        and not (match.rule.says.startswith(("status.threat.after", "status.drill")) and _in_an_aside(match, trigger, labels))
        and not (match.rule.says == "status.denied.after" and _caused(match, trigger, labels))
        and not (match.rule.says == "status.habit.clause" and match.first > turn)  # بغارة على كذا فيما تستمر الاشتباكات
        and not (match.rule.says == "status.tally.clause" and _of_another_sum(match, trigger, labels))
        and not (match.rule.says == "status.tally.here" and any(lag.first < match.first < lag.last for lag in lags))
        and not any(camp.first <= match.first < camp.last for camp in camps)
    ]
    said = {what for match in told for what in _said(match, trigger, span[0] <= match.first < span[1])}
    said -= {undone for saying, undone in _UNDOES.items() if saying in said}
    if not _KNOWN.isdisjoint(labels[trigger.first]):
        said.discard("aim")  # "for the shelling": one that was told
    return next((status for status in UNREAL if status in said), "real")


# it has not stopped; the worst this year; one of them did not go off; what a place underwent is no aim; who did it is to be punished;
# who denies to have done it does not deny that it happened; a match during which people were killed
_UNDOES = {
    "still": "negated", "record": "tally", "some": "other", "undergone": "aim", "done": "threat", "disclaimed": "denied", "war": "sport",
}  # fmt: skip


def _said(match: Match, trigger: Match, same_clause: bool) -> Iterator[str]:
    parts = match.rule.says.split(".")
    if parts[0] != "status":
        return
    what, reach = parts[1], parts[2]
    here = reach == "here" and match.first <= trigger.last and trigger.first < match.last
    if here or reach == "sentence" or (same_clause and (reach == "clause" or _reaches(reach, match, trigger))):
        yield what


_KNOWN = frozenset(("strike+al", "hit+al"))
_CAUSES = frozenset("=" + word for word in word_set("stances.causes"))


def _gives_cause(threat: Match, trigger: Match, labels: Sequence[Labels]) -> bool:
    """``دعت إلى التهدئة بعد غارات على``, ``بعد تهديدات قصفت``, ``تعهد بالرد على هجوم``: what stands behind the cause has happened."""
    if _is_answered(threat, trigger, labels):
        return True
    if threat.first > 0 and not _CAUSES.isdisjoint(labels[threat.first - 1]):
        return any(not THEN.isdisjoint(here) for here in labels[threat.last : trigger.last])
    causes = [at for at in range(threat.last, trigger.first) if not _CAUSES.isdisjoint(labels[at])]
    return bool(causes) and not _that_it_will(labels[causes[-1] : trigger.last])


_ANSWERS = frozenset(("=رد", "=الرد"))


def _is_answered(threat: Match, trigger: Match, labels: Sequence[Labels]) -> bool:
    """``توعد بالرد بصرامة على هجوم شنه``, where right behind the answer stands what it is to."""
    answer = next((at for at in range(threat.last, trigger.first) if not _ANSWERS.isdisjoint(labels[at])), None)
    return answer is not None and trigger.first - answer <= NEAR and "=علي" in labels[trigger.first - 1] and _was_done(trigger, labels)


def _was_done(trigger: Match, labels: Sequence[Labels]) -> bool:
    """``هجوم شنه``, ``الهجوم``; not ``أي هجوم``."""
    known = any(label.endswith("+al") for label in labels[trigger.first])
    return known or any(not THEN.isdisjoint(here) for here in labels[trigger.last : trigger.last + 1])


def _has_happened(threat: Match, trigger: Match, labels: Sequence[Labels]) -> bool:
    """Does what stands between the threat and the event say that this was there before?"""
    return _gives_cause(threat, trigger, labels) or _told_on(threat, trigger, labels) or _did_it(threat, trigger, labels)


_ASIDES = frozenset("==" + word for word in word_set("stances.asides"))
_BEHIND = 3  # words from رغم or وسط to the threat


def _in_an_aside(match: Match, trigger: Match, labels: Sequence[Labels]) -> bool:
    """``رغم التحذيرات، شنت طائرات غارات``, ``قتل خمسة وسط مخاوف من الحرب في غارة``: a threat, or a drill, beside which it was done."""
    before = labels[max(0, match.first - _BEHIND) : match.first]
    if all(_ASIDES.isdisjoint(here) for here in before):
        return False
    done = labels[match.last : trigger.last] if match.first < trigger.first else labels[trigger.first : match.first]
    died = any(not _DIED.isdisjoint(here) for here in labels[max(0, match.first - _DEAD) : match.first])
    return died or any(not THEN.isdisjoint(here) for here in done)


_DIED, _DEAD = frozenset(("kill_v:perfect", "kill_v:passive")), 24  # words back to those who were killed


_ACCUSING = frozenset("=" + word for word in word_set("stances.accused_of"))


def _did_it(threat: Match, trigger: Match, labels: Sequence[Labels]) -> bool:
    """``طالب بمحاسبة القوات التي قصفت``, ``بطرد القوات التي اتهمتها بقصف``: whom the demand is about has struck."""
    which = next((at for at in range(trigger.first - 1, threat.last - 1, -1) if not _WHICH.isdisjoint(labels[at])), None)
    if which is None:
        return False
    accused = any(not _ACCUSING.isdisjoint(here) for here in labels[which + 1 : trigger.first])
    return accused or (which + 1 == trigger.first and not THEN.isdisjoint(labels[trigger.first]))


_TELLS_ON = frozenset("=" + word for word in word_set("adding") | {"معلنا", "معلنه"})


def _told_on(threat: Match, trigger: Match, labels: Sequence[Labels]) -> bool:
    """``توعد بالرد على القصف، مضيفا أن قواته استهدفت``: what is told next, in the past, is threatened no more."""
    between = labels[threat.last : trigger.first]
    return not THEN.isdisjoint(labels[trigger.first]) and any(not _TELLS_ON.isdisjoint(here) for here in between)


_SUMS = frozenset("=" + word for word in word_set("stances.sums"))
_COMES_TO = frozenset("==" + word for word in word_set("stances.comes_to")) | _TELLS_ON


def _of_another_sum(span: Match, trigger: Match, labels: Sequence[Labels]) -> bool:
    """``غارة أوقعت 19 قتيلا، لتبلغ الحصيلة منذ بداية العام 400``: the span is that of a sum told behind a comma."""
    if "=منذ" not in labels[span.first]:
        return False
    between = labels[trigger.last : span.first]
    turn = next((at for at, here in enumerate(between) if not _COMES_TO.isdisjoint(here)), None)
    return (
        turn is not None and turn > 0 and not STOPS.isdisjoint(between[turn - 1]) and any(not _SUMS.isdisjoint(x) for x in between[turn:])
    )


_BY = frozenset("=" + word for word in "بفعل جرا نتيجه بسبب اثر".split())


def _caused(denial: Match, trigger: Match, labels: Sequence[Labels]) -> bool:
    """``نفت حدوث تسرب بفعل الغارات``: what it would have caused is denied, not the strike. ``نفت مقتل مدنيين بغارة`` denies both."""
    before = labels[max(denial.last, trigger.first - 2) : trigger.first]
    return "strike+al" in labels[trigger.first] and any(not _BY.isdisjoint(here) for here in before)


def _that_it_will(labels: Sequence[Labels]) -> bool:
    """``يخشون بعد اغتيال القائد أن يطال القصف``: what is feared stands behind the cause."""
    return any("==ان" in here and "Y" in behind and THEN.isdisjoint(behind) for here, behind in pairwise(labels))


def _reaches(reach: str, match: Match, trigger: Match) -> bool:
    if reach not in ("after", "near", "before"):
        return False
    if reach == "before":
        return trigger.first <= match.first <= trigger.last + _BEFORE
    ahead = trigger.last - 1 - match.first
    return ahead >= 0 and trigger.first - match.last <= (NEAR if reach == "near" else 40)


def frame_of(trigger: Match, matches: Sequence[Match], start: int, labels: Sequence[Labels]) -> str:
    """What steps back before the event: a frame in its clause, or one of the past earlier in the sentence."""
    found = ""
    story = max(((m.last, m.first) for m in matches if m.rule.says == "story" and m.first <= trigger.first), default=(0, 0))
    for match in matches:
        parts = match.rule.says.split(".")
        if story[0] and (parts[1:2] != ["retold"] or story[1] <= match.first < story[0]):
            continue  # "the raids had begun with": that is the story, unless it goes on to one that is retold, or was told on its occasion
        if parts[0] != "frame" or (
            parts[1] in ("lag", "reply", "after") and match.first <= trigger.first and _introduces(match, trigger, labels)
        ):
            continue
        if (match.rule.name == "since" and _hurt_by_it(match, start, labels)) or _struck_on(match, matches, labels):
            continue
        if match.rule.says in _RETOLD and match.first < start and goes_on_beside(labels, start):
            continue
        mine = match.first >= start - 1
        if parts[2] == "near":
            if match.first and not _CALLED.isdisjoint(labels[match.first - 1]):
                continue  # المعروف سابقا بكذا: only its name is older
            mine = abs(match.first - trigger.last) <= NEAR or abs(trigger.first - match.last) <= NEAR
            found = found or ("past" if mine else "")
        elif parts[2] == "opening" and (not opens(match, labels) or any(not THEN.isdisjoint(here) for here in labels[start : match.first])):
            continue  # "if it was the raid" frames nothing, nor تعرضت قافلة كانت في طريقها إلى كذا لغارات
        elif _misses(match, trigger, parts[2], labels) or (parts[1] == "retold" and _is_the_occasion(match, trigger, labels)):
            continue
        elif (parts[2] == "clause" and mine) or (match.first <= trigger.first and (mine or parts[1] in _FAR)):
            keeps = (found in ("past", "lag", "said") and parts[1] not in ("retold", "said")) or (
                found == "retold" and parts[1] in ("known", "after", "past")
            )
            found = found if keeps else parts[1]
    return found


_CALLED = frozenset("=" + word for word in word_set("stances.called"))


_RETOLD = ("frame.retold.after", "frame.retold.after.occasion")
_BESIDE = frozenset("==" + word for word in word_set("stances.beside"))


def goes_on_beside(labels: Sequence[Labels], start: int) -> bool:
    """``خرجت مظاهرة في كذا، فيما قصفت المدفعية كذا``: does a clause of its own begin here, that goes on beside what was told?"""
    here = labels[start]
    joined = not THEN.isdisjoint(here) and any(label.startswith("==و") for label in here)
    return joined or not _BESIDE.isdisjoint(here) or ("==في" in here and "==حين" in labels[start + 1])


_STRIKES_ON = frozenset("=" + word for word in word_set("stances.strikes_on"))


def _struck_on(match: Match, matches: Sequence[Match], labels: Sequence[Labels]) -> bool:
    """``قصفت الطائرات كذا قبل أن تقصف كذا``: one strike after the other; not ``كان يسكن المنزل قبل أن تقصفه الطائرات``."""
    on = match.rule.name == "lived until" and not _STRIKES_ON.isdisjoint(labels[match.last - 1])
    return on and any(other.rule.says == "trigger.strong" and other.first < match.first for other in matches)


_HURT = frozenset("=" + word for word in word_set("standing.hurt"))
_THE_HURT = 6  # words of who was hurt


def _hurt_by_it(match: Match, start: int, labels: Sequence[Labels]) -> bool:
    """``وأصيب عدد من السكان بعد قصف``: what they were hurt by, and no time before."""
    opening = labels[start : start + 2]
    between = labels[start : match.first]
    alone = len(between) <= _THE_HURT and all(here.isdisjoint(STOPS) and "other_kind" not in here for here in between)
    return alone and any(not _HURT.isdisjoint(here) for here in opening)


def _misses(match: Match, trigger: Match, reach: str, labels: Sequence[Labels]) -> bool:
    """Is the frame of other words than the trigger, or of something that the clause names behind it?"""
    if reach == "here":
        return trigger.last <= match.first or match.last <= trigger.first
    return reach == "clause" and _of_another_thing(match, trigger, labels)


def _is_the_occasion(match: Match, trigger: Match, labels: Sequence[Labels]) -> bool:
    """``في ذكرى الثورة .. الجيش يقصف``: what a headline tells behind the dots happened on that day."""
    opening = match.rule.says.endswith("occasion")  # such a rule reaches to the word of striking
    dots = next((at for at in range(match.first if opening else match.last, trigger.first) if not DOTS.isdisjoint(labels[at])), None)
    if dots is None:
        return False
    told_anew = opening and "strike+al" not in labels[trigger.first]
    return told_anew or any(not NOW.isdisjoint(here) or not THEN.isdisjoint(here) for here in labels[dots : trigger.last])


_WHICH = frozenset("==" + word for word in word_set("relative"))


def _of_another_thing(match: Match, trigger: Match, labels: Sequence[Labels]) -> bool:
    """``سقطت قذائف على كذا، بعد الإنذار الذي فعل في وقت سابق``: what is earlier is told of something named behind a comma."""
    between = range(trigger.last, match.first)
    comma = next((at for at in between if not STOPS.isdisjoint(labels[at])), None)
    return comma is not None and any(not _WHICH.isdisjoint(labels[at]) for at in between if at > comma)


_FAR = frozenset(("past", "said", "noted", "thought", "retold"))  # frames that hold for clauses behind their own


def reasons_of(trigger: Match, inside: Sequence[Match], labels: Sequence[Labels], span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Where the clause says what the strike answers or follows (``ردا على``, ``بعد أيام من``): to the comma before the event, or to the
    end of the clause behind it."""
    for match in inside:
        if match.rule.name in REPLIES or match.rule.says.startswith("frame.lag"):
            first = match.last - 2 if match.rule.name == "replied to" else match.first  # رد الحزب أمس على: the day is that of the reply
            if match.first > trigger.first and match.rule.says != "reason":
                yield first, span[1]
            elif _introduces(match, trigger, labels):
                yield first, last_stop(match, trigger, labels)


def _introduces(match: Match, trigger: Match, labels: Sequence[Labels]) -> bool:
    """``بعد أيام على كذا، شن``: the words before the comma are another event's. After a lag a verb must follow the comma, for the lag's own
    event may follow one too (``بعد يوم من مقتل ثلاثة، بينهم طفل، في قصف``)."""
    stop = last_stop(match, trigger, labels)
    if stop <= match.first or not (opens(match, labels) if match.rule.name in REPLIES else match.first <= OPENING):
        return False
    if match.rule.name in REPLIES or not DOTS.isdisjoint(labels[stop]):
        return not _died_by_it(match, trigger, labels)
    opening = labels[stop + 1 : min(stop + 1 + NEAR, trigger.last)]  # a headline says "the army shells", not "shelled the army"
    return not THEN.isdisjoint(opening[0]) or any(not NOW.isdisjoint(here) for here in opening)


_DEATHS = frozenset("=" + word for word in word_set("stances.deaths"))
_BY = frozenset(("=في", "=جراء", "=جرا", "=اثر", "=نتيجه"))


def _died_by_it(match: Match, trigger: Match, labels: Sequence[Labels]) -> bool:
    """``ردا على مقتل القائد، في 3 يناير، بغارة``: behind the day set off by commas, what he died by."""
    by = any(label.endswith("+b") for label in labels[trigger.first]) or not _BY.isdisjoint(labels[trigger.first - 1])
    return by and any(not _DEATHS.isdisjoint(here) for here in labels[match.first : trigger.first])


def last_stop(match: Match, trigger: Match, labels: Sequence[Labels]) -> int:
    """The last full stop or comma between a word of stance and a word of striking; where there is none, where the stance begins."""
    stops = (at for at in range(trigger.first - 1, match.last - 1, -1) if not STOPS.isdisjoint(labels[at]))
    return next(stops, match.last if stops_without_comma(match, labels) and match.last < trigger.first else match.first)


def stops_without_comma(match: Match, labels: Sequence[Labels]) -> bool:
    """``وردا على الاعتداء وجهت المدفعية``: behind a known thing, a verb of its own begins what is told."""
    if match.rule.name not in REPLIES:
        return False
    known, verb = labels[match.last : match.last + 1], labels[match.last + 1 : match.last + 2]
    return any(label.endswith("+al") for here in known for label in here) and any(not THEN.isdisjoint(here) for here in verb)


def opens(match: Match, labels: Sequence[Labels]) -> bool:
    """Does it begin the sentence or a part of it; a reply, what somebody says (``أعلن أنه ردا على``)?"""
    begins = STOPS | _THAT if match.rule.name in REPLIES else STOPS
    return match.first <= OPENING or not begins.isdisjoint(labels[match.first - 1])


_THAT = frozenset(("==ان", "==انه", "==انها", "==انهم"))
