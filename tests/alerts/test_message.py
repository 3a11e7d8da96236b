"""What a person reads."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.alerts.digest import compose_digest
from monitor.alerts.message import compose, map_url, subject, telling_sentences, web_link
from monitor.alerts.phrasing import clean, instant, isolate, occurred
from monitor.alerts.sample import sample_decision, sample_incident
from monitor.model import (
    Actor,
    Attribution,
    Casualties,
    Conflict,
    Count,
    Evidence,
    Location,
    Occurred,
    Precision,
    Role,
    Target,
)
from tests.alerts.making import MAYADIN, NOW, SENTENCE, WATCH, decision, exactly, incident, report, strike, watch


def test_the_arabic_subject_says_it_all() -> None:
    said = subject(incident(), decision(), "ar")
    assert said == "غارة جوية، الميادين (دير الزور، سوريا)، 5 آذار/مارس 2025: 4 قتلى و10 جرحى [مصدر واحد]"


def test_the_english_subject_says_it_all() -> None:
    said = subject(incident(), decision(), "en")
    assert said == "Air strike, Al-Mayadin (Deir ez-Zor, Syria), 5 March 2025: 4 killed, 10 wounded [one source]"


@pytest.mark.parametrize(
    ("reason", "lead"),
    [
        ("new_incident", "Air strike"),
        ("toll_rise", "[Toll rises] Air"),
        ("retracted", "[Withdrawn] Air"),
        ("corrected", "[Corrected] Air"),
        ("denied", "[Denied] Air"),
    ],
)
def test_the_subject_of_an_update_says_what_is_new(reason: str, lead: str) -> None:
    assert subject(incident(), decision(reason), "en").startswith(lead)


def test_a_toll_that_is_not_given_is_not_made_up() -> None:
    said = subject(incident(merged=strike(casualties=Casualties())), decision(), "en")
    assert "toll not stated" in said
    assert "0" not in said.replace("2025", "")


def test_a_village_without_an_english_name_keeps_its_own_isolated() -> None:
    place = replace(MAYADIN, name="ذيبان", name_en=None)
    assert "\u2068ذيبان\u2069 (Deir ez-Zor" in subject(incident(merged=strike(locations=(place,))), decision(), "en")


def test_the_origin_of_a_strike_is_never_its_place() -> None:
    origin = Location("العمر", "حقل العمر", "SY", "Al-Omar", "SY-DY", role=Role.ORIGIN)
    said = subject(incident(merged=strike(locations=(origin, MAYADIN))), decision(), "en")
    assert "Al-Mayadin" in said
    assert "Omar" not in said


@pytest.mark.parametrize(("precision", "lead"), [(1, "Al-Mayadin"), (2, "near Al-Mayadin"), (3, "somewhere in Al-Mayadin")])
def test_a_place_is_named_no_finer_than_it_is_known(precision: int, lead: str) -> None:
    place = replace(MAYADIN, geo_precision=precision)
    assert f", {lead} (" in subject(incident(merged=strike(locations=(place,))), decision(), "en")


ACROSS_MONTHS = "28 February 2025 to 1 March 2025"


@pytest.mark.parametrize(
    ("value", "arabic", "english"),
    [
        (Occurred(date(2025, 3, 5), date(2025, 3, 5), Precision.DAY), "5 آذار/مارس 2025", "5 March 2025"),
        (Occurred(date(2025, 3, 4), date(2025, 3, 5), Precision.DAY), "من 4 إلى 5 آذار/مارس 2025", "4 to 5 March 2025"),
        (Occurred(date(2025, 2, 28), date(2025, 3, 1), Precision.DAY), "من 28 شباط/فبراير 2025 إلى 1 آذار/مارس 2025", ACROSS_MONTHS),
        (Occurred(date(2025, 3, 3), date(2025, 3, 9), Precision.WEEK), "في أسبوع 3 آذار/مارس 2025", "in the week of 3 March 2025"),
        (Occurred(date(2025, 3, 1), date(2025, 3, 31), Precision.MONTH), "آذار/مارس 2025", "March 2025"),
        (Occurred(date(2025, 1, 1), date(2025, 12, 31), Precision.YEAR), "2025", "2025"),
        (Occurred(date(2025, 3, 5), None, Precision.HOUR, "dawn"), "5 آذار/مارس 2025، فجرًا", "5 March 2025, at dawn"),
        (None, "تاريخ غير محدد", "date not stated"),
    ],
)
def test_a_date_is_given_no_finer_than_it_is_known(value: Occurred | None, arabic: str, english: str) -> None:
    assert (occurred(value, "ar"), occurred(value, "en")) == (arabic, english)


@pytest.mark.parametrize(("zone", "text"), [("Asia/Damascus", "17:30 UTC+3"), ("Asia/Tehran", "18:00 UTC+3:30"), ("UTC", "14:30 UTC")])
def test_an_instant_names_its_clock(zone: str, text: str) -> None:
    assert instant(NOW, zone, "en") == f"5 March 2025, {text}"


def test_times_are_on_the_clock_of_the_place_that_was_struck() -> None:
    summer = datetime(2025, 7, 1, 12, 0, tzinfo=UTC)
    beirut = replace(MAYADIN, country="LB")
    text = compose(incident(first_seen=summer, merged=strike(locations=(beirut,))), decision(), WATCH).text
    assert "1 July 2025, 15:00 UTC+3" in text


def test_the_facts_are_a_short_table() -> None:
    facts = compose(incident(), decision(), watch(languages=("en",))).facts
    assert [fact.key for fact in facts] == ["what", "where", "when", "killed", "wounded", "who", "certainty", "first_seen"]


def test_the_words_stand_beside_the_reading_of_them() -> None:
    killed = Count(10, None, "عشرات القتلى", vague=True)
    text = compose(incident(merged=strike(casualties=Casualties(killed))), decision(), watch(languages=("en",))).text
    assert "Killed: at least 10 killed — \u2068«عشرات القتلى»\u2069" in text
    assert "Wounded: not stated" in text


def test_the_wounded_who_died_are_named_so_that_nobody_counts_them_twice() -> None:
    text = compose(incident(merged=strike(casualties=Casualties(exactly(5), succumbed=1))), decision(), watch(languages=("en",))).text
    assert "of them counted as wounded before: 1\n" in text


def test_who_struck_is_said_with_how_it_is_known() -> None:
    coalition = Actor("coalition", "التحالف الدولي", "طيران التحالف")
    merged = strike(actors=(coalition,), attribution=Attribution.SUSPECTED, attributed_by="sohr")
    text = compose(incident(merged=merged), decision(), watch(languages=("en",))).text
    assert "By whom: International coalition (suspected: Syrian Observatory for Human Rights)" in text


def test_targets_are_named_with_their_words() -> None:
    struck = [("hospital", "المشفى"), ("market", "السوق"), ("hospital", "المشفى"), ("hospital", "مستوصف")]
    merged = strike(targets=tuple(Target(name, text) for name, text in struck))
    said = "Struck: hospital \u2068«المشفى»\u2069, \u2068«مستوصف»\u2069; market \u2068«السوق»\u2069\n"
    assert said in compose(incident(merged=merged), decision(), watch(languages=("en",))).text


def test_an_update_says_what_was_said_before() -> None:
    now = incident(revision=2, merged=strike(casualties=Casualties(exactly(12), exactly(10))))
    facts = compose(now, decision("toll_rise"), watch(languages=("en",)), incident()).facts
    assert (facts[0].key, facts[0].value) == ("change", "The toll has risen; 12 killed (before: 4 killed)")


def test_a_withdrawn_report_says_so_first() -> None:
    text = compose(incident(retracted=True), decision("retracted"), watch(languages=("en",))).text
    assert text.startswith("This report has been withdrawn or denied.")


def test_every_report_is_shown_with_its_link_and_figures() -> None:
    other = report(2, strike=strike(casualties=Casualties(exactly(7))))
    text = compose(incident(reports=(report(1), other)), decision(), watch(languages=("en",))).text
    assert "https://outlet.example/1" in text
    assert "https://outlet.example/2" in text
    assert "7 killed\n" in text


def test_what_reports_disagree_on_is_listed_with_who_says_what() -> None:
    conflict = Conflict("casualties.killed", (("4", ("a1",)), ("10+", ("a2", "gone"))))
    text = compose(incident(reports=(report(1), report(2)), conflicts=(conflict,)), decision(), watch(languages=("en",))).text
    assert "- killed: 4 (\u2068منفذ 1\u2069) / 10+ (\u2068منفذ 2\u2069, gone)" in text


def test_the_evidence_stays_in_arabic() -> None:
    message = compose(incident(), decision(), watch(languages=("en",)))
    assert SENTENCE in message.text
    assert re.search(r'<blockquote lang="ar" dir="rtl"[^>]*>«<bdi>' + re.escape(SENTENCE), message.html)


def test_the_sentences_that_carry_most_are_chosen_and_kept_in_order() -> None:
    def piece(sentence: str, start: int) -> Evidence:
        return Evidence("f", "r", "w", start, start + 1, sentence)

    evidence = (piece("ج", 30), piece("أ", 1), piece("أ", 2), piece("د", 40), piece("ب", 20), piece("ب", 21), piece("ج", 31))
    assert telling_sentences(report(strike=strike(evidence=evidence))) == ["أ", "ب", "ج"]


def test_reports_that_differ_are_set_side_by_side_in_the_readers_words() -> None:
    conflicts = (
        Conflict("event_type", (("air_strike", ("a1",)), ("drone_strike", ("a2",)))),
        Conflict("actor", (("usa", ("a1",)), ("israel+usa", ("a2",)))),
        Conflict("day", (("2025-03-04", ("a1",)), ("2025-03-05", ("a2",)))),
    )
    text = compose(incident(reports=(report(1), report(2)), conflicts=conflicts), decision(), watch(languages=("ar",))).text
    assert "الحدث: غارة جوية (منفذ 1) / ضربة بطائرة مسيّرة (منفذ 2)" in text
    assert "المنفّذ: الولايات المتحدة (منفذ 1) / إسرائيل والولايات المتحدة (منفذ 2)" in text
    assert "الزمان: 4 آذار/مارس 2025 (منفذ 1) / 5 آذار/مارس 2025 (منفذ 2)" in text


@pytest.mark.parametrize("reason", ["claimed", "toll_rise", "corroborated", "denied", "corrected"])
def test_what_is_new_is_told_in_the_readers_language_alone(reason: str) -> None:
    text = compose(incident(), decision(reason, "centcom: killed 4 → 9"), watch(languages=("ar",))).text
    assert "centcom" not in text


def test_a_title_is_not_quoted_a_second_time_below_itself() -> None:
    told = report(title="  " + SENTENCE)
    assert compose(incident(reports=(told,)), decision(), watch(languages=("ar",))).text.count(SENTENCE) == 1


def test_the_message_says_which_watch_and_why_and_how_to_mute() -> None:
    text = compose(incident(), decision("retracted", "a drill, as the army says"), watch(languages=("en",))).text
    assert "Why you got this: The report has been withdrawn or denied (a drill, as the army says)" in text
    assert "Watch: \u2068شرق الفرات\u2069" in text
    assert "rasd mute incident inc-1 --for 24h" in text


def test_the_map_is_as_near_as_the_place_is_known() -> None:
    assert map_url([MAYADIN]) == "https://www.openstreetmap.org/?mlat=35.0197&mlon=40.4539#map=13/35.0197/40.4539"
    assert "#map=8/" in map_url([replace(MAYADIN, geo_precision=3)])
    assert map_url([replace(MAYADIN, lat=None)]) == ""


def test_arabic_is_right_to_left_and_english_left_to_right() -> None:
    html = compose(incident(), decision(), WATCH).html
    assert html.startswith('<!DOCTYPE html>\n<html lang="ar" dir="rtl">')
    assert re.findall(r'<div lang="(\w+)" dir="(\w+)"', html) == [("ar", "rtl"), ("en", "ltr")]


def test_one_language_is_said_once() -> None:
    html = compose(incident(), decision(), watch(languages=("en",))).html
    assert re.findall(r'<div lang="(\w+)" dir="(\w+)"', html) == [("en", "ltr")]


def test_names_that_run_the_other_way_are_isolated_in_html() -> None:
    html = compose(incident(), decision(), watch(languages=("en",))).html
    assert "<bdi>منفذ 1</bdi>" in html
    assert "\u2068" not in html


HOSTILE = "<script>alert(1)</script>\"' onmouseover=x\r\nBcc: a@b.example\u202e\u2067\x00{{ 7*7 }}\u2028"


def test_hostile_words_are_shown_and_do_nothing() -> None:
    said = strike(evidence=(Evidence("f", "r", "w", 0, 1, HOSTILE),))
    bad = report(title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)", strike=said)
    place = replace(MAYADIN, name=HOSTILE, name_en=HOSTILE)
    merged = strike(locations=(place,), actors=(Actor("x", HOSTILE, HOSTILE),), attributed_by=HOSTILE)
    message = compose(
        incident(reports=(bad,), merged=merged, conflicts=(Conflict(HOSTILE, ((HOSTILE, (HOSTILE,)),)),)),
        decision("toll_rise", HOSTILE),
        watch(name=HOSTILE),
        incident(),
    )
    assert "<script" not in message.html
    assert "javascript:" not in message.html
    assert "49" not in message.html
    assert not re.search(r"[\r\n\u2028]", message.subject)
    assert not re.search("[\u202a-\u202e\u2066\u2067]", message.text + message.html + message.subject)
    assert not re.search("^Bcc:", message.text, re.MULTILINE)


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_whatever_a_title_holds_the_mail_keeps_its_shape(title: str) -> None:
    message = compose(incident(reports=(report(title=title, outlet=title, url=title),)), decision(), watch(languages=("en",)))
    assert message.html.count("<blockquote") == 1
    assert message.text.count("\u2068") == message.text.count("\u2069")


@given(st.text())
def test_cleaned_text_is_one_line_without_controls(text: str) -> None:
    assert not re.search(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", clean(text))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "https://a b/", "http://[", "", "ftp://a/"])
def test_only_web_addresses_become_links(url: str) -> None:
    assert web_link(url) == ""


@pytest.mark.parametrize(
    ("text", "language", "wrapped"),
    [("North Press", "ar", True), ("10+", "ar", True), ("10", "ar", False), ("سانا", "ar", False), ("10+", "en", False)],
)
def test_only_what_runs_the_other_way_is_wrapped(text: str, language: str, wrapped: bool) -> None:
    assert isolate(text, language) == (f"\u2068{text}\u2069" if wrapped else text)


def test_a_sample_is_marked_in_subject_and_body() -> None:
    message = compose(sample_incident(NOW), sample_decision(WATCH), WATCH, sample=True)
    assert message.subject.startswith("[تجربة] ")
    assert "nothing has happened" in message.text
    assert "لم يقع شيء" in message.html


def test_the_sample_keeps_the_promise_of_evidence() -> None:
    for piece in sample_incident(NOW).merged.evidence:
        assert piece.sentence[piece.start : piece.end] == piece.text


def test_many_reports_are_cut_and_counted() -> None:
    text = compose(incident(reports=tuple(map(report, range(15)))), decision(), watch(languages=("en",))).text
    assert text.count("https://outlet.example/") == 12
    assert "+ 3 more reports" in text


def test_a_digest_leaves_nothing_out() -> None:
    several = tuple(incident(incident_id=f"inc-{number}") for number in range(30))
    message = compose_digest(several, WATCH, "burst", {})
    assert message.subject == "[موجز] شرق الفرات: 30 حادثاً"
    assert all(f"inc-{number}\n" in message.text and f"inc-{number}<" in message.html for number in range(30))
    assert "nothing is left out" in message.text
