"""What the reading of actors and agents promises; the phrasings are in ``tests/corpus/actors.tsv``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extractor.corpus import document, marked, rows
from workers.extractor.actors import NEUTRAL, Setting, actor_ids, canonical_name, find_actors, setting_of
from workers.extractor.who.agents import agents_of


def agents_in(sentence: str, country: str) -> list[tuple[str, str]]:
    _, ((where, index),) = marked(sentence, country)
    setting = Setting((country,))
    return [(agent.actor_id, agent.certainty) for agent in agents_of(where, index, index + 1, find_actors(where, setting))]


def wanted(cell: str) -> list[tuple[str, str]]:
    pairs = (item.partition(":") for item in cell.split(",") if item != "-")
    return [(actor_id, certainty or "plain") for actor_id, _, certainty in pairs]


def ids_in(text: str, country: str = "") -> list[str]:
    return [mention.value.actor_id for mention in find_actors(document(text).sentences[0], Setting((country,)))]


@pytest.mark.parametrize(("expected", "country", "sentence"), rows("actors.tsv"))
def test_the_agents_of_a_trigger_are_those_that_its_sentence_names(expected: str, country: str, sentence: str) -> None:
    assert agents_in(sentence, country) == wanted(expected)


def test_the_corpus_of_actors_has_two_hundred_phrasings() -> None:
    assert len(rows("actors.tsv")) + len(rows("attribution.tsv")) >= 200


def test_every_expected_actor_is_one_that_the_lexicon_names() -> None:
    expected = {actor_id for row in rows("actors.tsv") for actor_id, _ in wanted(row[0])}
    assert expected <= actor_ids()


@pytest.mark.parametrize(
    "written", ["القوات الأمريكية", "القوات الأميركية", "للقوات الأمريكيّة", "#القوات_الأمريكية", "“القوات الأمريكية”", "CENTCOM"]
)
def test_one_actor_is_found_in_every_spelling(written: str) -> None:
    assert ids_in(written) == ["usa"]


@pytest.mark.parametrize("phrase", ["الحدود التركية", "مسؤول أمريكي", "الليرة السورية", "صحيفة إسرائيلية", "طائرة إيرانية الصنع"])
def test_a_nationality_beside_other_nouns_is_no_actor(phrase: str) -> None:
    assert [each for each in ids_in(phrase) if each != "unknown"] in ([], ["usa"])


@pytest.mark.parametrize(
    ("word", "country", "expected"),
    [
        ("التحالف", "SY", "coalition"),
        ("التحالف", "YE", "saudi_coalition"),
        ("العدو", "LB", "israel"),
        ("الاحتلال", "PS", "israel"),
        ("الاحتلال", "KU", "turkey"),
        ("العدوان", "YE", "saudi_coalition"),
        ("الجيش", "SD", "sudan_gov"),
        ("الجيش", "LB", "lebanon_army"),
        ("المقاومة", "LB", "hezbollah"),
        ("المقاومة", "PS", "palestinian_factions"),
    ],
)
def test_an_epithet_is_read_by_the_country_of_the_article(word: str, country: str, expected: str) -> None:
    assert ids_in(word, country) == [expected]


def test_an_article_that_spells_an_epithet_out_settles_it() -> None:
    text = document("قصف الاحتلال التركي قرية. وعاد الاحتلال فقصف قرية أخرى.", "SY")
    second = find_actors(text.sentences[1], setting_of(text))
    assert [mention.value.actor_id for mention in second] == ["turkey"]


def test_the_setting_counts_the_countries_that_an_article_names() -> None:
    text = document("قصف على صعدة في اليمن، وقال الحوثيون إن مدنيين قتلوا.")
    assert setting_of(text).countries[0] == "YE"


def test_every_actor_has_a_name_in_arabic() -> None:
    assert all(canonical_name(actor_id)[0] > "\u0600" for actor_id in actor_ids())


@given(st.text(alphabet='قصف تركيل واغرةمسيشناهب،.()"0 ', max_size=120))
def test_no_text_makes_the_reading_fail(text: str) -> None:
    for sentence in document(text).sentences:
        mentions = find_actors(sentence, NEUTRAL)
        for index in range(len(sentence.tokens)):
            for agent in agents_of(sentence, index, index + 1, mentions):
                assert agent.mention in mentions
