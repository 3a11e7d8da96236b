"""Deeds beside a strike that are none: a place that such a deed tells of was not struck.

Clashes, sirens, ground troops, what someone took, rallies, funerals, meetings, arrests. The nearest word before a place that names such a
deed governs it, unless a strike's own word stands between; where the deed is itself what was struck (``غارة على مراسم تشييع في X``), the
place was. A deed begins anew with its own و or behind فيما and the like.
"""

from __future__ import annotations

from itertools import pairwise, takewhile

from workers.extractor.condemning import condemns
from workers.extractor.grammar import DOTS
from workers.extractor.text import fold
from workers.extractor.tokens import Token
from workers.extractor.where.gazetteer import named
from workers.extractor.where.place_phrase import Phrase
from workers.extractor.where.place_words import as_class, feature_of, in_class, is_marked
from workers.extractor.word_sets import word_set

OTHER_DEED = "where something else than a strike happened"
GROUND, ALARM, HELD = "where ground troops went", "where sirens sounded", "what someone took or holds"
STRIKES = frozenset(("strike", "blow", "hit", "raid", "aggression"))
FIRE = STRIKES | {"missile", "weapon"}
CLAUSE_ENDS = frozenset("،,؛;.:") | DOTS
NEAR = 10  # tokens before a place whose words may tell what it is to the strike
_WIDE = 24  # tokens of a clause in which a strike's word may stand before the deed that it struck
OF_STRIKES = FIRE | {"attack", "light", "fire_v", "fall_v", "destroy", "platform", "drone"}
OF_DEAD = frozenset(("dying", "hurting", "dead", "hurt", "loss", "end", "lives", "blast", "injury", "fragment", "undergo"))
_NEXT, _NEXT_TO_VERB = 3, 6  # tokens from سيطرة, and from سيطر, to what was taken, the day between
_OF_NOUNS = ("ه", "ها", "يلا")  # سيطرة, سيطرتها, استيلاء
_PROTESTS, _IN_PROTEST = word_set("protest", "remembrance"), word_set("protest")
_AREAS = word_set("other_deeds.areas")
_ROUND_IT = word_set("outskirts_of_it")
_FIRING, _RAINING = frozenset(("fire_v", "strike")), word_set("other_deeds.raining")
_LADEN = frozenset(fold(word) for word in "مفخخة ملغومة ملغمة".split())
_CARS = word_set("other_deeds.cars")
_BURST = word_set("other_deeds.burst")
_SHOOTING, _GUNFIRE = word_set("under_fire"), word_set("gunfire")
_ONLY_AFTER = word_set("other_deeds.before_or_after")
_BEFORE, _USES = frozenset(("بعد", "سبق", "منذ")), word_set("use_of_it")
_THAT = word_set("other_deeds.that")
_THERE = ("في", "ب", "علي", "الي", "فوق")


def clause_before(phrase: Phrase, reach: int = NEAR) -> tuple[Token, ...]:
    """The words before a phrase, back to the last comma or stop, or to what is said (``قال في مؤتمر صحفي إن ثلاثة قتلوا في X``)."""
    tokens = phrase.sentence.tokens[max(0, phrase.first - reach) : phrase.first]
    stop = next((at for at in range(len(tokens) - 1, -1, -1) if tokens[at].norm in CLAUSE_ENDS or tokens[at].key in _THAT), -1)
    return tokens[stop + 1 :]


def freed(phrase: Phrase) -> bool:
    """``إضافة لتحرير قرى وبلدات كذا``, not ``غارات دعما لتحرير بلدة كذا``"""
    if any(token.has_any(STRIKES) for token in clause_before(phrase)):
        return False
    tokens = phrase.sentence.tokens
    at = next((at for at in range(phrase.first - 1, -1, -1) if feature_of(tokens[at]) is None), -1)
    return at >= 0 and not phrase.prep and in_class(tokens[at], "frees")


def told_of_else(phrase: Phrase) -> str:
    """``توغلت في X``, ``دوت صفارات الإنذار في X``, ``سيطرت على X``: why the place is no strike's, or an empty string.

    ``استهدف قوة توغلت في X`` was a strike there: a word for one before the other tells of the place too.
    """
    if _condemns_there(phrase) or _cut_off(phrase) or _shot_down_there(phrase) or _only_flown_over(phrase) or _lit_or_shot(phrase):
        return OTHER_DEED
    if _prepared_for(phrase) or _end_of_pipeline(phrase):
        return OTHER_DEED
    if _stands_with_others(phrase) or _attacked_on_foot(phrase) or _serves_there(phrase) or _came_before_it(phrase):
        return OTHER_DEED
    return OTHER_DEED if _opens_another_matter(phrase) or _shot_at(phrase) or _used_there_before(phrase) else _told_before(phrase)


def _prepared_for(phrase: Phrase) -> bool:
    """``قصف كذا، تمهيدا لتقدم القوات باتجاه X``: what the strike is to lead to."""
    tokens = phrase.sentence.tokens[max(0, phrase.first - _PLANS) : phrase.first]
    at = next((at for at in range(len(tokens) - 1, -1, -1) if tokens[at].key in _TO_LEAD_TO), None)
    return at is not None and not any(token.has_any(STRIKES) for token in tokens[at:])


def _end_of_pipeline(phrase: Phrase) -> bool:
    """``خط الأنابيب الذي ينقل النفط من X إلى Y``: neither end was struck."""
    keys = [token.key for token in clause_before(phrase, _WIDE)]
    at = next((at for at in range(len(keys) - 1, -1, -1) if keys[at] in _CARRIES), None)
    return at is not None and phrase.prep in ("من", "ب", "الي", "في") and any(key in _PIPES for key in keys[:at])


_TO_LEAD_TO, _PLANS = word_set("other_deeds.to_lead_to"), 30  # tokens
_PIPES, _CARRIES = word_set("other_deeds.pipes"), word_set("other_deeds.carries")


def _condemns_there(phrase: Phrase) -> bool:
    """``وأدان المؤتمر الوطني في طرابلس القصف``: where those sit who condemn it."""
    tokens = phrase.sentence.tokens
    behind = tokens[phrase.last : phrase.last + 1]
    known = any(token.key.startswith("ال") and token.has_any(STRIKES | {"attack"}) for token in behind)
    return known and phrase.prep in ("في", "ب") and condemns(clause_before(phrase))


def _cut_off(phrase: Phrase) -> bool:
    """``وانقطاع التيار عن مدن عدة بينها X``: what the strike did elsewhere."""
    keys = [token.key.removeprefix("و") for token in clause_before(phrase, 2 * NEAR)]
    at = next((at for at in range(len(keys) - 1, -1, -1) if keys[at] in _CUT_OFF), None)
    return at is not None and "عن" in keys[at:]


def _shot_down_there(phrase: Phrase) -> bool:
    """``أسقطت الدفاعات طائرة استطلاع في أجواء X``: an aircraft that only watched."""
    if SKIES.isdisjoint(phrase.area):
        return False
    before = clause_before(phrase, 2 * NEAR)
    watched = any(token.key.removeprefix("ال") in _WATCHING for token in before)
    return watched and any(token.has("intercept") for token in before) and not any(token.has_any(STRIKES) for token in before)


_CUT_OFF = word_set("other_deeds.cut_off")
SKIES = frozenset(fold(word) for word in ("أجواء", "سماء", "الأجواء"))
_WATCHING = word_set("other_deeds.watching")


def _only_flown_over(phrase: Phrase) -> bool:
    """``في حين شهدت بلدات X وY طلعات جوية كثيفة``."""
    tokens = phrase.sentence.tokens
    saw = any(token.key in _SAW for token in clause_before(phrase, _WIDE)[-2 * NEAR :])
    behind = tuple(takewhile(lambda token: token.norm not in DOTS and not token.has_any(OF_STRIKES - {"light"}), tokens[phrase.last :]))
    told = next((at for at, token in enumerate(behind) if token.key in _FLIGHTS), None)
    return saw and told is not None and not any(token.has_any(STRIKES) for token in clause_before(phrase))


def _lit_or_shot(phrase: Phrase) -> bool:
    """``تزامن القصف مع إطلاق قنابل مضيئة في X``, ``قتل أربعة برصاص القوات في X``: flares and bullets, told after any strike."""
    if phrase.prep not in _THERE and not phrase.area and not phrase.joined:
        return False
    clause = clause_before(phrase, _WIDE)
    at = next((at for at in range(len(clause) - 1, -1, -1) if clause[at].key in _FLARES or clause[at].key.startswith(_BY_BULLETS)), None)
    return at is not None and not any(token.has_any(OF_STRIKES - {"weapon", "light", "fire_v"}) for token in clause[at + 1 :])


_SAW = word_set("other_deeds.saw")
_FLIGHTS, _FLARES = word_set("other_deeds.flights"), word_set("other_deeds.flares")
_BY_BULLETS = ("برصاص", "بعبو", "بلغم", "بالغام")


def _told_before(phrase: Phrase) -> str:
    clause, wide = clause_before(phrase), clause_before(phrase, _WIDE)
    for distance, token in enumerate(reversed(clause), 1):
        bomb = token.key in _LADEN and _is_car_bomb(wide[: len(wide) - distance])
        if not bomb and (token.has_any(STRIKES) or _falls(wide[: len(wide) - distance + 1])) and not in_class(token, "ground"):
            return ""
        hand = token.key == "يد" and _by_hand(wide[: len(wide) - distance])
        if not (bomb or hand or is_marked(token)):
            continue
        if bomb or hand or (in_class(token, "other_deed") and phrase.prep in ("في", "ب", "علي")):
            return "" if _struck_later(phrase) else OTHER_DEED
        if (
            in_class(token, "else_deed")
            and phrase.prep in _THERE
            and _begins_anew(token, wide[:-distance])
            and not fire_moves(phrase, token)
        ):
            return "" if _struck_later(phrase) else OTHER_DEED
        if in_class(token, "control") and phrase.prep == "علي" and distance <= _reach_of(token):
            return "" if any(before.key in _AREAS for before in wide[:-distance][-1:]) else HELD
        reason = _ground_or_alarm(token, phrase)
        if reason:
            return reason if reason != GROUND or _begins_anew(token, wide[:-distance]) else ""
    return ""


def _falls(told: tuple[Token, ...]) -> bool:
    """``اعتقلت الشرطة ثلاثة في X وسقطت قذائف على Y``"""
    return told[-1].has_any(FIRE) and any(token.has_any(_LANDS) for token in told[-_NEXT:-1])


_LANDS = frozenset(("fall_v", "fire_v"))


def _stands_with_others(phrase: Phrase) -> bool:
    """``عم الإضراب X حدادا على شهداء القصف في Y``: where they mourn, and not where the strike was."""
    behind = tuple(takewhile(lambda token: token.norm not in CLAUSE_ENDS, phrase.sentence.tokens[phrase.last : phrase.last + NEAR]))
    protest = next((at for at, token in enumerate(behind) if token.key in _IN_PROTEST), len(behind))
    before = (*clause_before(phrase, _WIDE), *behind[:protest])
    return any(token.has_any(STRIKES) for token in behind[protest:]) and not any(token.has_any(OF_STRIKES) for token in before)


def _came_before_it(phrase: Phrase) -> bool:
    """``قصف مطار X بعد اعتقال قيادي في Y``: where something else had happened before the strike on a place that was told."""
    clause = clause_before(phrase, _WIDE)
    after = next((at for at in range(len(clause) - 1, 0, -1) if clause[at].key in _ONLY_AFTER), 0)
    deeds = ("ground", "other_deed", "else_deed")
    deed = any(in_class(token, kind) for token in clause[after + 1 : after + 1 + _NEXT] for kind in deeds)
    struck = any(named(token.key) and feature_of(token) is None for token in clause[:after])
    return deed and struck and phrase.prep in ("في", "ب") and not any(token.has_any(OF_STRIKES - {"attack"}) for token in clause[after:])


def _attacked_on_foot(phrase: Phrase) -> bool:
    """``قصف على X وهجمات للمعارضة في Y``: those of fighters, with no word of what they fired."""
    clause = clause_before(phrase, _WIDE)
    at = next((at for at in range(len(clause) - 1, 0, -1) if clause[at].has("attack")), 0)
    joined = at and clause[at].key.startswith("و") and clause[at + 1 : at + 2] and clause[at + 1].key.startswith("ل")
    armed = any(token.has_any(OF_STRIKES - {"attack"}) for token in clause[at:])
    return bool(joined) and phrase.prep in ("في", "ب") and not armed and any(token.has_any(STRIKES) for token in clause[:at])


def _serves_there(phrase: Phrase) -> bool:
    """``مقر اللواء، المرتبط بعمليات الحكومة في X``: where those who were struck elsewhere are at work."""
    clause = clause_before(phrase)
    return bool(clause) and clause[0].key in _SERVING and phrase.prep in ("في", "ب") and not any(t.has_any(OF_STRIKES) for t in clause)


_SERVING = word_set("other_deeds.serving")


def _opens_another_matter(phrase: Phrase) -> bool:
    """``قصف على X، وفي Y تقوم المليشيا بالتجنيد``: behind a comma a place of its own opens what has neither strike nor dead."""
    tokens, at = phrase.sentence.tokens, phrase.first
    if at < 2 or tokens[at - 1].key != "وفي" or tokens[at - 2].norm not in CLAUSE_ENDS:
        return False
    told = tuple(takewhile(lambda token: token.norm not in CLAUSE_ENDS, tokens[phrase.last :]))
    return len(told) > _NEXT and not any(token.has_any(OF_STRIKES | OF_DEAD) for token in told)


def _used_there_before(phrase: Phrase) -> bool:
    """``لجأت إلى صواريخ ثقيلة بعد استخدامها نهاية عام 2016 في X``"""
    return any(one.key in _BEFORE and use.key in _USES for one, use in pairwise(clause_before(phrase))) and phrase.prep in _THERE


def _shot_at(phrase: Phrase) -> bool:
    """``تعرضت X لإطلاق نار من رشاشات``, not ``لإطلاق نار وقصف بالهاون``"""
    tokens = phrase.sentence.tokens
    clause = tuple(takewhile(lambda token: token.norm not in CLAUSE_ENDS, tokens[(phrase.parent or phrase).last :]))
    fire = [token.key for token in clause[:2]]
    shot = len(fire) > 1 and fire[0] in _SHOOTING and fire[1] in _GUNFIRE
    undergoes = any(token.has("undergo") for token in tokens[max(0, phrase.first - _NEXT) : phrase.first])
    return shot and undergoes and not any(token.has_any(FIRE) for token in clause[2:])


def _by_hand(earlier: tuple[Token, ...]) -> bool:
    """``قتل ستة على يد مسلحين جنوبي X``, where no strike is told before."""
    return bool(earlier) and earlier[-1].key == "علي" and not any(before.has_any(STRIKES) for before in earlier)


def _is_car_bomb(earlier: tuple[Token, ...]) -> bool:
    """``بانفجار سيارة مفخخة وقع في X``, not ``قصف سيارة مفخخة في X`` nor ``مسيرة مفخخة``"""
    car = bool(earlier) and earlier[-1].key.lstrip("بو") in _CARS
    return car and any(token.key.lstrip("بوال") in _BURST for token in earlier[-3:-1])


def struck_on_the_way(phrase: Phrase, verb: Token) -> bool:
    """``قصف الطيران تعزيزات وصلت إلى X``: what had arrived there was struck there."""
    wide = clause_before(phrase, _WIDE)
    at = next((at for at, token in enumerate(wide) if token is verb), 0)
    return (
        in_class(verb, "else_deed")
        and any(token.has("strike") or token.has("hit") for token in wide[:at])
        and not _begins_anew(verb, wide[:at])
    )


def fire_moves(phrase: Phrase, verb: Token) -> bool:
    """``عاد القصف إلى X``, ``وصل صاروخ إلى X``"""
    moved = phrase.sentence.tokens[verb.index + 1 : verb.index + 2]
    return any(token.has_any(FIRE) for token in moved) and verb.index + 1 < phrase.first


def _begins_anew(token: Token, earlier: tuple[Token, ...]) -> bool:
    """``قصف X واقتحمت قواته Y``, ``فيما خرجت مظاهرة في Y``, ``تزامن القصف مع توغل في Y``: no strike tells of what such a word does;
    ``استهدف قوة توغلت في X`` does."""
    if any(token.key == "مع" for token in earlier[-_NEXT:]):
        return True  # تزامنا مع استمرار عملية اقتحام
    if any((found := as_class(token, name)) and found[0].startswith("و") for name in ("else_deed", "ground")):
        return not any(before.key == "علي" for before in earlier[-2:-1])  # غارات على مواقع وتعزيزات في X
    if earlier and in_class(earlier[-1], "else_deed"):
        return _begins_anew(earlier[-1], earlier[:-1])  # وقفة احتجاجية
    turn = next((at for at in range(len(earlier) - 1, -1, -1) if in_class(earlier[at], "turns")), -1)
    return not any(before.has_any(OF_STRIKES) for before in earlier[turn + 1 :])


def _struck_later(phrase: Phrase) -> bool:
    """``اشتباكات في X تخللها قصف``, not ``مسيرات في X تنديدا بالعدوان`` nor ``سيطر على X بعد قصف على Y``"""
    behind = phrase.sentence.tokens[phrase.last : phrase.last + NEAR]
    tokens = tuple(takewhile(lambda token: token.key not in _PROTESTS, behind))
    at = next((at for at, token in enumerate(tokens) if token.has_any(STRIKES)), None)
    return at is not None and not _on_another(phrase.sentence.tokens, phrase.last + at + 1)


def _on_another(tokens: tuple[Token, ...], first: int) -> bool:
    """Do the words behind a strike name what it hit, and not by ``المدينة`` or a pronoun? ``وقصف الطيران X`` names it by a known name."""
    behind = tokens[first : first + _NEXT + 1]
    on = next((at for at, token in enumerate(behind) if token.key == "علي"), None)
    if on is not None:
        return any(not token.key.startswith("ال") for token in tokens[first + on + 1 : first + on + 2])
    anew = any("w" in reading.proclitics and reading.form == "perfect" for reading in tokens[first - 1].readings)
    return anew and any(
        named(token.key) and feature_of(token) is None for token in takewhile(lambda token: token.norm not in CLAUSE_ENDS, behind)
    )


def _ground_or_alarm(token: Token, phrase: Phrase) -> str:
    if in_class(token, "ground"):
        return "" if _fired_at_it(phrase) else GROUND
    return ALARM if in_class(token, "siren") and not _fell_there(phrase) else ""


def _fired_at_it(phrase: Phrase) -> bool:
    """``توغلت في X وأطلقت قذائف على محيطها``, ``حاولت اقتحام X ثم أمطرت أحياءها بالقذائف``"""
    behind = phrase.sentence.tokens[phrase.last : phrase.last + NEAR]
    fired = next((at for at, token in enumerate(behind) if token.has_any(_FIRING) or token.key in _RAINING), len(behind))
    return any(token.key in _ROUND_IT for token in behind[fired:])


def _reach_of(token: Token) -> int:
    return _NEXT if token.key.endswith(_OF_NOUNS) or token.key.startswith("ال") else _NEXT_TO_VERB


def _fell_there(phrase: Phrase) -> bool:
    """``دوت صفارات الإنذار في X وسقط صاروخ``"""
    return any(token.has("fall_v") for token in phrase.sentence.tokens[phrase.last :])
