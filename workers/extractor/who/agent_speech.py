"""The rules that find the agents of one trigger in what is said of them: the accused, and who announces a deed of its own.

What they come after, and examples, are in ``agents``.
"""

from __future__ import annotations

from collections.abc import Sequence

from workers.extractor.actors import ActorMention, accusation, canonical_name, words
from workers.extractor.sources import SourceMention, find_sources, is_saying
from workers.extractor.sources import words as source_words
from workers.extractor.tokens import Mention, Sentence
from workers.extractor.who.acts import Act, Actors, is_adverb
from workers.extractor.who.agent_rules import PREPOSITIONS


def accused(act: Act) -> Actors:
    """``اتهمت Y X بشن غارة``, ``ألقى Y اللوم على X``."""
    at = accusation(act.tokens)
    if at is None or (at > act.first and words().anywhere(act.tokens, "blamed", at) is None):
        return []
    return charged(act, at)


def charged(act: Act, at: int) -> Actors:
    """Whom the word of accusing at ``at`` blames: the second name where the accuser himself stands right after it, else the first."""
    after = [actor for actor in act.actors if actor.first > at and actor.value.role in ("", "victim")]
    after = [actor for actor in after if actor.value.certainty != "unnamed"]
    if not after or act.tokens[after[0].first - 1].key in ("علي", "الي") or not _accuses(act, at, after[0]):
        return after[:1]
    return after[1:2] or after[:1]


def _accuses(act: Act, at: int, actor: Mention[ActorMention]) -> bool:
    """Is the first name after the word that of the accuser: ``اتهمت X Y``, not ``متهمة Y``, ``X تتهم Y``, ``اتهم ناشطون Y``?"""
    if act.tokens[at].key.removeprefix("و").startswith(("متهم", "محمل")) or (at and act.at(at - 1)):
        return False
    return all(is_adverb(token) or "spokesman" in source_words().of(token) for token in act.tokens[at + 1 : actor.first])


_SAID = frozenset({"announce", "confirm", "say", "report"})
_ITSELF = frozenset({"انه", "انها", "انهم", "بانه", "بانها", "بانهم", "عن"})


def announced(act: Act) -> Actors:
    """``أعلن المتحدث باسم X استهداف``, ``قال المتحدث باسم X إنها قصفت``: the deed is the speaker's own."""
    own = act.tokens[act.first - 1].key in _ITSELF if act.first else False
    if act.noun and ("object_of" not in words().of(act.tokens[act.first]) or act.tokens[act.first].key.startswith("ب")):
        return []
    near = any(is_saying(token) for token in act.tokens[max(act.first - _SPEECH, 0) : act.first])
    if not near or not (own or act.noun):
        return []
    said = [each for each in find_sources(act.sentence) if each.last <= act.first and _goes_right_on(act, each)]
    return own_deed(act.sentence, said)


def own_deed(sentence: Sentence, said: Sequence[Mention[SourceMention]]) -> Actors:
    """Whom the first of the speakers speaks for."""
    for mention in said:
        value = mention.value
        if value.actor_id and value.strength in _SAID:
            named = ActorMention(value.actor_id, canonical_name(value.actor_id), "force", speaks=True)
            return [Mention(named, "speaker for an actor", sentence, mention.first, mention.last)]
    return []


_SPEECH = 14  # tokens between the word of saying and the deed
_NAME = 3  # words of a spokesman's own name


def _goes_right_on(act: Act, said: Mention[SourceMention]) -> bool:
    """Only his own name, times and ``أنها`` stand between the speaker and the deed."""
    between = act.tokens[said.last : act.first]
    plain = [token for token in between if not is_adverb(token) and token.key not in _ITSELF]
    known = any(
        token.key in PREPOSITIONS or token.key in ("ان", "بان") or words().of(token) & {"event_noun", "member"} for token in between
    )
    spokesman = any("متحدث" in token.key or "ناطق" in token.key for token in act.tokens[said.first : said.last])
    return not known and len(plain) <= (_NAME if spokesman else 0)
