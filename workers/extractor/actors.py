"""Actors: who is named in a sentence, under whatever name the outlet gives them.

Four ways of naming are read, the longest at each word:

- written out in the lexicon (``قسد``, ``الحرس الثوري``, ``CENTCOM``);
- composed: a force or aircraft with the adjective of a country (``المقاتلات الحربية الأمريكية``), with a named owner (``مدفعية قوات
  النظام``, ``طائرة مسيّرة تابعة لقسد``), or backed by one (``فصائل مدعومة من أنقرة`` is that backer's proxy);
- an epithet that depends on who speaks about which country (``العدو``, ``الاحتلال``, ``التحالف``): see :class:`Setting`;
- the bare adjective beside an act or a struck thing (``قصف تركي``, ``قاعدة أمريكية``).

``طيران مجهول`` is the actor ``unknown``; aircraft without any owner are ``unknown`` too, marked ``unnamed``, so that a named agent
elsewhere in the event takes their place. Whether a named actor is the agent is decided in ``agents``; here only what stands before the
name gives a hint of its role. A bare nationality beside other nouns (``مسؤول أمريكي``, ``الحدود التركية``) is no actor.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from workers.extractor.phrases import conjoined
from workers.extractor.sources import is_saying
from workers.extractor.tokens import Mention, Sentence, Token
from workers.extractor.who.actor_names import (
    NEUTRAL,
    Name,
    Setting,
    actor_ids,
    canonical_name,
    in_setting,
    known,
    nisba,
    says_make,
    spelt,
    spelt_elsewhere,
)
from workers.extractor.who.actor_roles import (
    LATTER,
    accusation,
    acts_by_verb,
    clitics_before,
    his_own,
    holds_it,
    is_stored,
    may_name,
    may_own,
    passes,
    role_before,
    words,
)
from workers.extractor.who.bare_adjectives import Found, accusative, bare_adjective, behind_adjectives
from workers.extractor.who.setting import setting_of
from workers.extractor.word_sets import word_set

__all__ = ["NEUTRAL", "ActorMention", "Setting", "accusation", "actor_ids", "canonical_name", "find_actors", "setting_of", "words"]

NOBODY = "-"  # the lexicon's actor of names that are none (عين الأسد)
_MOST_FILLERS = 5
_JOINED = frozenset({"aircraft_head", "filler", "force_head"})
_Tokens = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class ActorMention:
    """One naming of an actor.

    ``form``: force, country, aircraft, capital, leader, epithet, nisba or unknown. ``role`` is a hint from the words before it:
    ``owner`` of a struck thing, ``victim``, ``holder`` of ground, ``backer`` of others, ``place``, or empty. ``certainty`` is
    ``unnamed`` for aircraft that nobody owns in the text. ``clitics`` are the letters joined before the name."""

    actor_id: str
    name: str
    form: str
    role: str = ""
    certainty: str = ""
    clitics: str = ""
    speaks: bool = False  # the article is this actor's own statement


# ---- finding ---------------------------------------------------------------------------------------------------------


def find_actors(sentence: Sentence, setting: Setting = NEUTRAL) -> list[Mention[ActorMention]]:
    """Every naming of an actor in the sentence, in order, without overlaps."""
    mentions: list[Mention[ActorMention]] = []
    free = 0
    for index, token in enumerate(sentence.tokens):
        if index < free or not may_name(token.key):
            continue
        previous = mentions[-1].value.actor_id if mentions else ""
        found = _at(sentence.tokens, index, setting, previous)
        mention = _mention(sentence, index, found, setting) if found and found.actor_id != NOBODY else None
        if mention and not _is_land(mention):
            mentions.append(mention)
        free = found.last if found else free
    return mentions


def _is_land(mention: Mention[ActorMention]) -> bool:
    """A country or capital that stands for its land, not for its government; blame makes governments of them all."""
    value, tokens = mention.value, mention.sentence.tokens
    if value.form not in ("country", "capital") or accusation(mention.sentence) is not None:
        return False
    if value.role in ("place", "victim") or "ب" in value.clitics:
        return True
    return value.form == "capital" and not acts_by_verb(tokens, mention.first, mention.last)


def _mention(sentence: Sentence, first: int, found: Found, setting: Setting) -> Mention[ActorMention]:
    clitics = clitics_before(sentence.tokens, first)
    role = role_before(sentence.tokens, first, clitics, found.form) or ("holder" if holds_it(sentence.tokens, found.last) else "")
    speaks = found.actor_id == setting.speaker and (setting.issued or bool(words().length(sentence.tokens, first, "we_force")))
    value = ActorMention(found.actor_id, canonical_name(found.actor_id), found.form, role, found.certainty, clitics, speaks)
    return Mention(value, found.rule, sentence, first, found.last)


def _at(tokens: _Tokens, index: int, setting: Setting, previous: str) -> Found | None:
    """The longest naming that begins here."""
    if adjective := accusative(tokens, index, setting):
        return adjective
    tried = (_named(tokens, index, setting), _composed(tokens, index, setting, 0), _partner(tokens, index, setting, previous))
    if any(tried):
        longest = max((item for item in tried if item), key=lambda item: item.last)
        return behind_adjectives(tokens, index, setting) or longest if longest.last == index + 1 else longest
    ours = setting.speaker and words().length(tokens, index, "we_force")
    if ours:
        return Found(index + ours, setting.speaker, "force", "force of the speaker")
    return _latter(tokens, index, previous) or bare_adjective(tokens, index, setting) or _bare_aircraft(tokens, index, previous)


def _named(tokens: _Tokens, index: int, setting: Setting) -> Found | None:
    by_length: dict[int, list[Name]] = {}
    for end, each, _ in known().phrases.at(tokens, index):
        by_length.setdefault(end, []).append(each)
    for last in sorted(by_length, reverse=True):
        name: Name | None = in_setting(by_length[last], setting) or spelt_elsewhere(by_length[last], tokens[index], setting)
        if name is not None:
            actor_id = spelt(tokens[index], setting, name) if name.form == "epithet" else name.actor_id
            return Found(last, actor_id, _form(name), f"actor by {name.form}")
    return None


def _form(name: Name) -> str:
    return "force" if name.form in ("name", "people") else name.form


def _composed(tokens: _Tokens, index: int, setting: Setting, depth: int) -> Found | None:
    """A head (``طائرات``, ``قوات``, ``مدفعية``) with its adjectives, and then whose it is."""
    kinds = words().of(tokens[index])
    if not kinds & {"force_head", "aircraft_head", "militia_head"} or "backer" in kinds or depth > 3:
        return None
    if "weapon_head" in kinds and index and not tokens[index].key.startswith("ب") and is_stored(tokens[index - 1]):
        return None
    form = "aircraft" if "aircraft_head" in kinds else "force"
    made = 0
    for at in range(index + 1, min(index + 2 + _MOST_FILLERS, len(tokens))):
        made = max(made - 1, 0) or says_make(tokens, at, setting)
        if made:
            continue
        if conjoined(tokens[at].key):
            if form != "aircraft" or not _joins_another(tokens, at):
                return None
            continue
        found = _owner(tokens, at, index, setting, depth)
        if found:
            unknown = found.actor_id == "unknown" and not found.certainty
            return replace(found, form="unknown" if unknown else form, last=_with_adjectives(tokens, found.last, form))
        if not passes(tokens[at], form):
            return None
    return None


def _joins_another(tokens: _Tokens, at: int) -> bool:
    """``طائرات حربية ومسيّرة إسرائيلية``, ``طائرات ومدفعية إسرائيلية``: what is joined has the same owner, said behind both."""
    return bool(words().of_word(tokens[at].key.removeprefix("و")) & _JOINED) and not tokens[at].has("hit")


def _with_adjectives(tokens: _Tokens, last: int, form: str) -> int:
    """``طائرة تركية مسيرة``: what kind of aircraft, said after whose it is."""
    while (
        form == "aircraft"
        and last < len(tokens)
        and not conjoined(tokens[last].key)
        and words().of(tokens[last]) >= {"filler", "aircraft_head"}
    ):
        last += 1
    return last


_WITH_ADJECTIVE = frozenset({"force_head", "aircraft_head", "proxy_head", "militia_head"})


def _owner(tokens: _Tokens, at: int, head: int, setting: Setting, depth: int) -> Found | None:
    here, kinds = words().of(tokens[at]), words().of(tokens[head])
    if "unknown_word" in here:
        tail = at + 1 < len(tokens) and "unknown_tail" in words().of(tokens[at + 1])
        return Found(at + 1 + tail, "unknown", "unknown", "actor said to be unknown")
    adjective = nisba(tokens[at], setting) if not kinds.isdisjoint(_WITH_ADJECTIVE) else None
    if adjective:
        actor_id = _proxy(adjective, setting) if "proxy_head" in kinds else adjective
        return Found(at + 1, actor_id, "force", "force with the adjective of its country")
    link = _linked(tokens, at, here, kinds)
    if link is None or (link == at and not may_own(tokens, at, head, kinds)):
        return None
    candidates = [item for item in (_named(tokens, link, setting), _composed(tokens, link, setting, depth + 1)) if item]
    if not candidates:
        return None
    owner = max(candidates, key=lambda item: item.last)
    backed = "backed" in here or ("proxy_head" in kinds and (link > at or owner.form in ("country", "capital")))
    actor_id = _proxy(owner.actor_id, setting) if backed else owner.actor_id
    return Found(owner.last, actor_id, "force", "force backed by an actor" if backed else "force of a named actor", owner.certainty)


def _linked(tokens: _Tokens, at: int, here: frozenset[str], kinds: frozenset[str]) -> int | None:
    """Where the owner's name begins: here (construct), or after ``تابعة لـ`` and its like."""
    if tokens[at].kind == "punct":
        return None
    if not here & {"belong", "backed"}:
        joined = tokens[at].key.startswith("ل") and not tokens[at].key.startswith("لو")
        if tokens[at].key == "ل":
            return at + 1 if "aircraft_head" in kinds and at + 1 < len(tokens) else None
        if tokens[at].key == "من" and "aircraft_head" in kinds and at + 1 < len(tokens):
            return at + 1
        return at if "aircraft_head" in kinds or not joined else None
    after = at + 1
    while after < len(tokens) and tokens[after].key in ("ل", "من", "قبل", "ب", "ال"):
        after += 1
    return after if after < len(tokens) else None


def _proxy(backer: str, setting: Setting) -> str:
    name = in_setting(known().proxies.get(backer, []), setting)
    return name.actor_id if name else backer


_PRONOUNS = word_set("actors.pronouns")


def _latter(tokens: _Tokens, index: int, previous: str) -> Found | None:
    """``هجوم شنته الأخيرة``, ``ونفت الأخيرة``: the actor named before, as the subject of a verb."""
    if not index or not previous or tokens[index].key not in LATTER:
        return None
    before = tokens[index - 1]
    acts = bool(words().of(before) & {"by", "light", "deny"}) or is_saying(before) or before.has("hit") or before.has("strike")
    return Found(index + 1, previous, "force", "the actor named last") if acts else None


def _partner(tokens: _Tokens, index: int, setting: Setting, previous: str) -> Found | None:
    """``ومرتزقته``, ``والفصائل الموالية لها``: the proxy of the actor named before."""
    kinds = words().of(tokens[index])
    if not previous or _proxy(previous, setting) == previous:
        return None
    if "partner" in kinds and tokens[index].key.endswith(("ه", "ها")) and not tokens[index].key.endswith("قه"):
        return Found(index + 1, _proxy(previous, setting), "force", "partner of the actor before")
    if "militia_head" in kinds:
        for at in range(index + 1, min(index + 4, len(tokens) - 1)):
            if "backed" in words().of(tokens[at]) and tokens[at + 1].key in _PRONOUNS:
                return Found(at + 2, _proxy(previous, setting), "force", "partner of the actor before")
    return None


def _bare_aircraft(tokens: _Tokens, index: int, previous: str) -> Found | None:
    kinds = words().of(tokens[index])
    if previous and his_own(tokens, index):
        return Found(index + 1, previous, "aircraft" if "aircraft_head" in kinds else "force", "forces of the actor before")
    if "aircraft_head" not in kinds or (index and tokens[index - 1].key in ("نوع", "طراز")):
        return None
    last = index + 1
    while last < len(tokens) and last < index + 4 and "filler" in words().of(tokens[last]):
        last += 1
    return Found(last, "unknown", "aircraft", "aircraft without an owner", "unnamed")
