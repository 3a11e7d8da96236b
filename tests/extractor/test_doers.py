"""Who struck, over whole small articles: what one sentence says of the doer of another's strike."""

from __future__ import annotations

from tests.extractor.test_extract import told


def doers(text: str) -> dict[str | None, tuple[str, str]]:
    return {strike.locations[0].admin1: (strike.actors[0].id, strike.attribution.value) for strike in told(text)}


def test_who_fired_is_read_from_within_the_words_of_firing() -> None:
    text = "شنت إسرائيل اليوم الجمعة غارات على ميناء الحديدة، وذلك في أعقاب صاروخ باليستي أطلقه الحوثيون الخميس نحو مدينة حيفا."
    assert doers(text)["IL-HA"][0] == "houthis"


def test_who_answers_the_fire_did_not_open_it() -> None:
    text = "سقط صاروخ أطلق من جنوب لبنان في كريات شمونة اليوم الجمعة.\nوردّ الجيش الإسرائيلي مدفعياً على مصدر إطلاق الصاروخ."
    assert doers(text)["IL-Z"] == ("unknown", "unknown")


def test_who_condemns_a_strike_did_not_do_it() -> None:
    text = (
        "أفادت وكالة سانا بأن قوات قسد قصفت بالمدفعية اليوم الجمعة قرية حميمة قرب دير حافر.\n"
        "كما نددت قسد بقصف مدفعي طال منازل في بلدة دير حافر."
    )
    assert {(strike.actors[0].id, strike.attribution.value) for strike in told(text)} <= {("sdf", "reported"), ("unknown", "unknown")}
