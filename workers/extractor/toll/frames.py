"""What surrounds a casualty claim and changes what it is worth: a tally over time, a later death, a cause that is no strike."""

from __future__ import annotations

from dataclasses import replace

from monitor.model import Count
from workers.extractor import numbers
from workers.extractor.tokens import Mention, Sentence, Token
from workers.extractor.toll import vocabulary
from workers.extractor.toll.again import struck_again
from workers.extractor.toll.campaigns import of_a_day, of_campaign
from workers.extractor.toll.causes import NEAR, other_cause
from workers.extractor.toll.claims import CasualtyClaim, added, one_more
from workers.extractor.toll.list_ends import PART_HEADS
from workers.extractor.toll.marks import is_mark
from workers.extractor.toll.thirds import told_by_the_next
from workers.extractor.toll.victims import TOGETHER_WITH
from workers.extractor.toll.wide_sums import is_wide, since_another_day
from workers.extractor.when.calendar import begins_month
from workers.extractor.word_sets import word_set

_LARGEST_STRIKE = 2000  # no single strike killed more; a larger figure is a tally of a war
_THOUSANDS = 1000  # آلاف الأشخاص
_JOINED = 6  # words between the dead and the hurt of one sentence
_OPENING = 3
_MANY = 3  # attacks, whose dead are a sum
# مشيرا إلى أن: the speaker goes on to another matter
GOES_ON_TO = word_set("adding") | {"مشيرا", "مشيره"}
_HUNDREDS = 100  # of dead beside hundreds of raids: a sum, whatever it is said of


def framed(sentence: Sentence, mentions: list[Mention[CasualtyClaim]]) -> list[Mention[CasualtyClaim]]:
    """The claims with what surrounds them."""
    kept = [mention for mention in mentions if mention.value.outcome != "nothing"]
    found = [replace(mention, value=_framed(sentence, kept, index)) for index, mention in enumerate(kept)]
    found = told_by_the_next(sentence.tokens, _together(sentence.tokens, found))
    found = [_split_of_tally(sentence.tokens, mention, found[:index]) for index, mention in enumerate(found)]
    found = [_of_one_span(sentence.tokens, mention, found[index + 1 : index + 2]) for index, mention in enumerate(found)]
    return [_of_one_cause(sentence.tokens, mention, found[index + 1 : index + 2]) for index, mention in enumerate(found)]


def _of_one_span(
    tokens: tuple[Token, ...], mention: Mention[CasualtyClaim], following: list[Mention[CasualtyClaim]]
) -> Mention[CasualtyClaim]:
    """قتل 35 وأصيب 60 منذ مطلع العام: the span behind the second is that of the first, unless it has a day or a strike of its own."""
    if not following or not following[0].value.cumulative or not _joined(tokens, following[0].first):
        return mention
    between = tokens[mention.last : following[0].first]
    own = any(is_mark(token, kind) for token in between for kind in ("recent", "strike_cause"))
    if own or len(between) > _JOINED or mention.value.outcome == following[0].value.outcome or mention.value.count.explicit_none:
        return mention
    return replace(mention, value=replace(mention.value, cumulative=True))


def _together(tokens: tuple[Token, ...], mentions: list[Mention[CasualtyClaim]]) -> list[Mention[CasualtyClaim]]:
    """مقتل مدنيين اثنين، بالإضافة إلى مقتل ثلاثة عناصر: five are told here, and the three are a part of them."""
    found: list[Mention[CasualtyClaim]] = []
    for mention in mentions:
        pair = tuple(token.key for token in tokens[max(0, mention.first - 2) : mention.first])
        at = next((i for i in range(len(found) - 1, -1, -1) if found[i].value.outcome == mention.value.outcome), None)
        if at is None or pair not in TOGETHER_WITH or not (_is_number(found[at].value.count) and _is_number(mention.value.count)):
            found.append(mention)
            continue
        both = added(found[at].value.count, mention.value.count)
        found[at] = replace(found[at], value=replace(found[at].value, count=both))
        found.append(replace(mention, value=replace(mention.value, is_part=True)))
    return found


def _is_number(count: Count) -> bool:
    return bool(count.min)


def _joined(tokens: tuple[Token, ...], at: int) -> bool:
    """و60 جريحا, وعالج 60 جريحا: with "and", or behind a verb that has it."""
    return numbers.conjoined(tokens[at]) or (at > 0 and tokens[at - 1].kind == "word" and tokens[at - 1].key.startswith("و"))


def _of_one_cause(
    tokens: tuple[Token, ...], mention: Mention[CasualtyClaim], following: list[Mention[CasualtyClaim]]
) -> Mention[CasualtyClaim]:
    """مقتل خمسة وإصابة ثلاثة بانفجار سيارة مفخخة: the cause behind the second is that of the first."""
    if not following or mention.value.other_cause or mention.value.count.explicit_none or following[0].first - mention.last > _JOINED:
        return mention
    cause, joined = following[0].value.other_cause, tokens[following[0].first].key.startswith("و")
    ahead = tokens[max(0, mention.first - NEAR) : following[0].first]
    if not cause or not joined or any(is_mark(token, "strike_cause") for token in ahead):
        return mention
    return replace(mention, value=replace(mention.value, other_cause=cause))


def _split_of_tally(
    tokens: tuple[Token, ...], mention: Mention[CasualtyClaim], before: list[Mention[CasualtyClaim]]
) -> Mention[CasualtyClaim]:
    """منذ مطلع العام إلى 105، منهم 28 شهيدا و77 جريحا: what divides a tally is of the tally; those by whom it rose are not (إلى 105، بعد
    سقوط 23)."""
    tallies = [earlier for earlier in before if earlier.value.is_total and earlier.value.cumulative]
    if not tallies or mention.first - tallies[-1].last > NEAR or mention.value.count.explicit_none:
        return mention
    if any(token.key in _BY_WHOM_IT_ROSE for token in tokens[tallies[-1].last : mention.first + 1]):
        return mention
    return replace(mention, value=replace(mention.value, cumulative=True))


def _framed(sentence: Sentence, mentions: list[Mention[CasualtyClaim]], index: int) -> CasualtyClaim:
    mention, tokens = mentions[index], sentence.tokens
    claim, before = mention.value, mentions[:index]
    following = mentions[index + 1].first if index + 1 < len(mentions) else len(tokens)
    if claim.count.explicit_none:
        return claim
    behind = min(following, mention.last + 20)
    again = next((at for at in range(mention.last, behind) if vocabulary.has(tokens[at], "dying")), behind)  # فيما قضى الثالث متأثرا
    after = tokens[mention.first : max(mention.last, again)]
    later = claim.outcome == "killed" and (any(is_mark(token, "later_death") for token in after) or _of_the_hurt(tokens, mention))
    if _one_of_them_died(tokens, mention, before):
        return replace(claim, later_death=True, additional=True, named=False)
    if _one_by_one(tokens, mention, before):
        return replace(claim, is_part=True)
    if claim.outcome == "killed" and _with_him(tokens, mention.first):
        return _and_he(claim, before)
    return replace(
        claim,
        earlier=claim.earlier or _earlier(tokens, mention, before),
        cumulative=_cumulative(tokens[: max(following, mention.last)], mention) or _of_hundreds(tokens, mention),
        later_death=later,
        other_cause=other_cause(tokens, mention.first, mention.last, following),
        additional=(claim.additional and (later or _beside(tokens, mention, before))) or _also(tokens, mention),
    )


def _one_by_one(tokens: tuple[Token, ...], mention: Mention[CasualtyClaim], before: list[Mention[CasualtyClaim]]) -> bool:
    """مقتل ثلاثة: امرأة قتلت في كذا، واثنان آخران قتلا في كذا: who the three behind the colon are."""
    whole = next((one for one in before if one.value.outcome == mention.value.outcome), None)
    listed = whole is not None and whole.last < len(tokens) and tokens[whole.last].key == ":"
    return listed and whole is not None and (mention.value.count.min or 0) < (whole.value.count.min or 0)


_BY_WHOM_IT_ROSE = word_set("after") | {"باستشهاد", "بمقتل", "بوفاه", "بارتقا"}
_WITH_HIM = word_set("frames.with_him")


def _with_him(tokens: tuple[Token, ...], at: int) -> bool:
    """وقتل معه ثلاثة: they and the one who was named before."""
    near = range(max(1, at - 1), min(at + 2, len(tokens)))
    return any(tokens[i].key in _WITH_HIM and vocabulary.has(tokens[i - 1], "dying") for i in near)


def _and_he(claim: CasualtyClaim, before: list[Mention[CasualtyClaim]]) -> CasualtyClaim:
    """Beside him where the sentence has counted him, else with him."""
    if before and before[-1].value.outcome == claim.outcome:
        return replace(claim, named=False, additional=True)
    return replace(claim, count=one_more(claim.count), named=False, additional=False)


_TOLD_IN = 8  # words between a toll and the figure that it gives


def _earlier(tokens: tuple[Token, ...], mention: Mention[CasualtyClaim], before: list[Mention[CasualtyClaim]]) -> bool:
    """وكانت حصيلة سابقة أشارت إلى مقتل 17, بعد أن كانت الحصيلة 17 قتيلا: the toll as it was before it rose."""
    since = max(before[-1].last if before else 0, mention.first - _TOLD_IN)
    for index in range(since, min(mention.first + 1, len(tokens))):
        if is_mark(tokens[index], "tally"):
            was = index > 0 and tokens[index - 1].key.removeprefix("و") in ("كان", "كانت")
            return was or any(is_mark(token, "former") for token in tokens[index + 1 : index + 3])
    return False


def _also(tokens: tuple[Token, ...], mention: Mention[CasualtyClaim]) -> bool:
    """أدى أيضا إلى استشهاد فلان: beside those said before. (In "قتل أيضا 4" the word may only go on.) So are those of a further strike."""
    if struck_again(tokens, mention.first, mention.last):
        return True
    near = tokens[max(0, mention.first - 2) : mention.first]
    return any(token.key in ("ايضا", "كذلك") for token in near) and (mention.value.count.max or 9) <= 2


_DIED = word_set("frames.died")


def _one_of_them_died(tokens: tuple[Token, ...], mention: Mention[CasualtyClaim], before: list[Mention[CasualtyClaim]]) -> bool:
    """أصيب جنديان، توفي أحدهما: one of those just told to be hurt."""
    hurt = bool(before) and before[-1].value.outcome == "wounded"
    return (
        hurt and tokens[mention.first].key in _DIED and any(token.key in PART_HEADS for token in tokens[mention.first : mention.last + 1])
    )


def _of_the_hurt(tokens: tuple[Token, ...], mention: Mention[CasualtyClaim]) -> bool:
    """وفاة اثنين من المصابين, وفاة أحد جرحى القصف; not مقتل وجرح اثنين, nor قتل ثلاثة جرحى في قصف مستشفى."""
    told = range(mention.first, min(mention.last + 1, len(tokens)))
    hurt = [at for at in told if vocabulary.has(tokens[at], "hurt") and not numbers.conjoined(tokens[at])]
    return any((vocabulary.definite(tokens[at]) and at < mention.last) or _of_a_strike(tokens[at + 1 : at + 2]) for at in hurt)


_STRIKES = frozenset(("strike", "blow", "attack", "massacre", "aggression"))


def _of_a_strike(behind: tuple[Token, ...]) -> bool:
    """جرحى القصف, not جرحى بقصف."""
    return any(token.has_any(_STRIKES) and not token.key.startswith("ب") for token in behind)


def _beside(tokens: tuple[Token, ...], mention: Mention[CasualtyClaim], before: list[Mention[CasualtyClaim]]) -> bool:
    """ "Others" are additional to those said before of the same outcome; "3 killed and 5 others wounded" adds nothing."""
    same = before and before[-1].value.outcome == mention.value.outcome
    also = any(is_mark(token, "also") for token in tokens[max(0, mention.first - 6) : mention.last + 3])
    return bool(same) or (also and not before)


def _of_a_war(count: Count) -> bool:
    least = count.min or 0
    return least >= _LARGEST_STRIKE or (least >= _THOUSANDS and count.vague)


def _cumulative(tokens: tuple[Token, ...], mention: Mention[CasualtyClaim]) -> bool:
    claim = mention.value
    near = range(max(0, mention.first - NEAR), min(len(tokens), mention.last + NEAR))
    if _of_a_war(claim.count) or _sums_up(tokens, mention.first) or _reached_hospitals(tokens, near):
        return True
    of_day = claim.is_total and of_a_day(tokens, mention.first, mention.last)
    if of_day or of_campaign(tokens, mention.first, claim.outcome, claim.count.min or 0):
        return True
    if not claim.is_total and (claim.count.max or 9) <= 2:
        return False  # one or two dead are no tally
    if claim.is_total and (any(is_mark(tokens[index], "whole") for index in near) or is_wide(tokens, mention.first, mention.last)):
        return True
    if claim.is_total and any(_whole_days(tokens, index) for index in near):
        return True
    far = (claim.count.min or 0) >= _HUNDREDS  # وثقت الشبكة مقتل 340 مدنيا، بينهم 50 طفلا في عموم البلاد، خلال الربع الأول
    near = range(near.start, min(len(tokens) if far else near.stop, _next_matter(tokens, mention.last)))
    return any(_opens_span(tokens, index, claim.is_total) for index in near)


def _next_matter(tokens: tuple[Token, ...], at: int) -> int:
    """Where a comma and "and" begin what is not said of the figure (مقتل خمسة، وتعيش المدينة منذ عام), or what it adds up to
    (31 قتيلا، ليرتفع عدد القتلى منذ) or what else its teller says (31 قتيلا، مشيرة إلى أن عدد القتلى منذ)."""
    joined = (i for i in range(at, len(tokens) - 1) if tokens[i].key in ("،", ",") and _begins_matter(tokens[i + 1]))
    return next(joined, len(tokens))


def _begins_matter(token: Token) -> bool:
    if token.key in GOES_ON_TO or (token.key.startswith("ل") and is_mark(token, "rise")):
        return True
    counts = len(token.key) < 3 or numbers.may_begin(token.key) or vocabulary.forms(token)
    return token.key.startswith("و") and token.key != "وذلك" and not counts


def _reached_hospitals(tokens: tuple[Token, ...], near: range) -> bool:
    """وصل إلى المستشفيات 38 شهيدا خلال 24 ساعة: of all strikes of a day."""
    return any(_whole_days(tokens, index) for index in near) and any(is_mark(tokens[index], "hospitals") for index in near)


def _sums_up(tokens: tuple[Token, ...], at: int) -> bool:
    """منذ بداية العام استجابت فرقنا لـ 52 هجوما، أدت إلى مقتل سبعة: before the dead it counts attacks, and opens with a span or
    tells it behind them (أحصت الهيئة 230 هجوما منذ بداية العام أدت إلى مقتل 35)."""
    opens = any(_opens_span(tokens, index, toll=False) for index in range(min(_OPENING, at)))
    counts = next((index for index in range(at) if _attacks(tokens, index)), None)
    return counts is not None and (opens or any(_opens_span(tokens, index, toll=False) for index in range(counts, at)))


def _of_hundreds(tokens: tuple[Token, ...], mention: Mention[CasualtyClaim]) -> bool:
    """310 قتلى و812 جريحا في 640 غارة."""
    near = range(max(0, mention.first - NEAR), min(len(tokens), mention.last + NEAR))
    return (mention.value.count.min or 0) >= _HUNDREDS and any(_attacks(tokens, index, _HUNDREDS) for index in near)


def _attacks(tokens: tuple[Token, ...], at: int, least: int = _MANY) -> bool:
    """52 هجوما, لأكثر من 655 هجوما; not في عام 2016 مجزرة."""
    if at + 1 >= len(tokens) or numbers.thing_kind(tokens[at + 1].key) != "strike":
        return False
    if at and tokens[at].kind == "number" and numbers.thing_kind(tokens[at - 1].key) == "time":
        return False
    said = numbers.cardinal(tokens, at)
    return said is not None and said[0] >= least


def _whole_days(tokens: tuple[Token, ...], at: int) -> bool:
    """عدد الشهداء خلال 24 ساعة: of all strikes of a day."""
    return tokens[at].norm in ("24", "48", "72") and at + 1 < len(tokens) and tokens[at + 1].key in ("ساعه", "الماضيه", "الاخيره")


_SPANS = word_set("frames.spans")


def _opens_span(tokens: tuple[Token, ...], index: int, toll: bool) -> bool:
    """منذ مطلع العام, خلال تسعة أشهر; for a toll any "since" that is not of this or the last day."""
    key = tokens[index].key.removeprefix("و")
    if key == "في":
        return toll and _days_gone(tokens, index)
    if key not in _SPANS:
        return False
    if key == "منذ" and toll and since_another_day(tokens, index):
        return True
    behind = tokens[index + 1 : index + 4]  # and what is the worst since (أكبر حصيلة منذ) is no sum
    if any(is_mark(token, "recent") for token in behind[:2]) or any(
        is_mark(token, "superlative") for token in tokens[max(0, index - 6) : index]
    ):
        return False
    if key == "منذ":
        return (
            toll
            or any(token.key in _THEN for token in behind[:1])
            or any(is_mark(token, "span_start") or _month_or_year(token) for token in behind)
        )
    return any(is_mark(token, "span_unit") for token in behind)


_THEN = word_set("frames.then")
_SOME_DAYS = frozenset(("الايام", "الاسابيع", "الاشهر"))
_GONE = word_set("gone_by")


def _days_gone(tokens: tuple[Token, ...], index: int) -> bool:
    """في الأيام الثلاثة الماضية"""
    days = tokens[index + 1 : index + 2]
    return any(token.key in _SOME_DAYS for token in days) and any(token.key in _GONE for token in tokens[index + 2 : index + 4])


def _month_or_year(token: Token) -> bool:
    """منذ 2019, منذ كانون الأول, منذ الثاني من آذار."""
    return begins_month(token.key) if token.kind == "word" else token.kind == "number" and len(token.norm) == 4
