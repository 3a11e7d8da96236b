"""What accounts and campaigns promise; the texts are in ``tests/corpus/accounts.tsv``."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.model import ArticleContext, Strike
from tests.extractor.corpus import document, rows
from workers.extractor import extract
from workers.extractor.actors import find_actors, setting_of
from workers.extractor.who.accounts import account_of
from workers.extractor.who.claims import CLAIM
from workers.extractor.who.denials import denies_deed


def told(title: str, text: str) -> list[Strike]:
    return extract(title, text.replace("\\n", "\n"), ArticleContext(datetime(2024, 6, 5, 9, tzinfo=UTC)))


def accounts(text: str, country: str) -> list[tuple[str, str]]:
    read_in = document(text, country)
    (sentence,) = read_in.sentences
    return [(agent.actor_id, agent.rule) for agent in account_of(sentence, find_actors(sentence, setting_of(read_in)))]


@pytest.mark.parametrize(("attribution", "actor", "title", "text"), rows("accounts.tsv"))
def test_the_doer_told_beside_a_strike_is_the_doer_of_it(attribution: str, actor: str, title: str, text: str) -> None:
    assert {(strike.actors[0].id, strike.attribution.value) for strike in told(title, text)} == {(actor, attribution)}


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("وتبنى الحوثيون العملية.", "YE", [("houthis", "claims it")]),
        ("وأعلنت قسد مسؤوليتها عن القصف.", "SY", [("sdf", "claims it")]),
        ("واتهمت دمشق إسرائيل بإطلاق الصواريخ.", "SY", [("israel", "charged with it")]),
        ("وقال الوزير إن إيران هي المسؤولة.", "IQ", [("iran", "charged with it")]),
        ("وأطلق حزب الله نحو ثلاثين صاروخا.", "LB", [("hezbollah", "fired it")]),
        ("وجاءت القذائف من مواقع قسد.", "SY", [("sdf", "where it came from")]),
        ("وجاءت التعزيزات من مواقع قسد.", "SY", []),
        ("والقذائف جاءت من مواقع قسد.", "SY", [("sdf", "where it came from")]),
        ("وتبنى تنظيم داعش تفجير العبوة.", "IQ", []),
        ("ولم تتبن حركة حماس الهجوم.", "PS", []),
        ("وأطلقت القوات الأمريكية قنابل مضيئة.", "SY", []),
        ("وأطلقت القوات الأمريكية صواريخ اعتراضية.", "SY", []),
        ("واتهم الجيش اللبناني إسرائيل باحتجاز صيادين.", "LB", []),
    ],
)
def test_an_account_names_the_doer_only_of_a_strike(text: str, country: str, expected: list[tuple[str, str]]) -> None:
    assert accounts(text, country) == expected


def test_only_a_claim_of_what_is_known_is_heard_beside_another_strike() -> None:
    read_in = document("وتبنى حزب الله قصف ثكنة أخرى.", "LB")
    (sentence,) = read_in.sentences
    assert account_of(sentence, find_actors(sentence, setting_of(read_in)), frozenset({CLAIM}), told=True) == []


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("ونفت وزارة الدفاع الروسية ذلك.", True),
        ("وقالت قسد إن لا علاقة لها بالقصف.", True),
        ("ونفى الجيش التركي مسؤوليته عن الهجوم.", True),
        ("ونفت وزارة الدفاع الروسية إغلاق القاعدة.", False),
        ("وأكد الجيش التركي انتشاره.", False),
    ],
)
def test_a_denial_is_of_the_deed(text: str, denied: bool) -> None:
    (sentence,) = document(text, "SY").sentences
    assert denies_deed(sentence) is denied


def test_an_unowned_shell_is_not_given_to_the_other_side() -> None:
    text = "قصفت قوات النظام بلدة سرمين جنوبي إدلب صباح اليوم. وسقطت قذائف على بلدة نبل شمالي حلب مساء اليوم وجرحت رجلا."
    assert {strike.actors[0].id for strike in told("قصف متفرق في الشمال", text)} >= {"unknown"}


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        (
            "شن الطيران الحربي للجيش السوداني غارات على مدينة نيالا فجر اليوم، بينما قصفت قوات الدعم السريع بلدة مليط.",
            ("sudan_gov", "rsf"),
        ),
        ("قصف الحوثيون مديرية حيس بالمدفعية اليوم، في حين شن طيران التحالف غارات على مديرية ميدي في حجة.", ("houthis", "saudi_coalition")),
        ("أطلقت إيران دفعة صواريخ على تل أبيب مساء اليوم، بعدما قصفت إسرائيل منشأة في أصفهان فجرا.", ("iran", "israel")),
        ("قصفت القوات التركية ريف تل تمر صباح اليوم، فيما قصفت قسد مدينة مارع شمال حلب بالصواريخ.", ("turkey", "sdf")),
        ("أعلن حزب الله قصف كريات شمونة صباح اليوم. وشن الطيران الإسرائيلي غارات على بلدة عيتا الشعب.", ("hezbollah", "israel")),
    ],
)
def test_of_two_sides_each_has_its_own_strike(text: str, doers: tuple[str, ...]) -> None:
    assert tuple(strike.actors[0].id for strike in told("", text)) == doers
