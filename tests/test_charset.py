"""Bytes to text when encodings are missing or wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.charset import arabic_share, decode, repair_mojibake

TEXT = "أفادت مصادر محلية بأن طائرات حربية قصفت مواقع في بادية الميادين، وقالت إن القصف «كان عنيفا» على المنطقة في ساعات الصباح الأولى."
PLAIN = TEXT.replace("«", "").replace("»", "")
FRENCH = "Le gouvernement a déclaré que la situation était très préoccupante à l'été dernier"


@pytest.mark.parametrize("declared", [None, "utf-8", "windows-1256", "iso-8859-1", "nonsense", "", "utf-7"])
def test_utf8_is_read_as_such_whatever_is_declared(declared: str | None) -> None:
    assert decode(TEXT.encode(), [declared]) == (TEXT, "utf-8")


@pytest.mark.parametrize(
    "declared", ["windows-1256", "cp1256", "WINDOWS-1256", None, "utf-8", "iso-8859-1", "windows-1252", "iso-8859-6", "ascii", "x-unknown"]
)
def test_windows_1256_is_recognised_declared_or_not(declared: str | None) -> None:
    assert decode(TEXT.encode("cp1256"), [declared]) == (TEXT, "cp1256")


@pytest.mark.parametrize("declared", ["iso-8859-6", None])
def test_the_iso_arabic_encoding_is_recognised(declared: str | None) -> None:
    assert decode(PLAIN.encode("iso8859-6"), [declared])[0] == PLAIN


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert decode(mark + TEXT.encode(encoding), ["windows-1256"])[0] == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_recognised_by_its_first_sign(encoding: str) -> None:
    assert decode(("<rss>" + TEXT).encode(encoding))[0] == "<rss>" + TEXT


def test_a_truncated_utf8_text_stays_utf8() -> None:
    text, name = decode(PLAIN.removesuffix(".").encode()[:-1])
    assert (text[:-1], name) == (PLAIN[:-2], "utf-8")


def test_one_broken_character_does_not_make_another_encoding() -> None:
    data = TEXT.encode()
    assert decode(data[:40] + b"\xff" + data[40:], ["windows-1256"])[1] == "utf-8"


def test_another_language_keeps_its_declaration() -> None:
    assert decode(FRENCH.encode("cp1252"), ["iso-8859-1"])[0] == FRENCH


@pytest.mark.parametrize("codec", ["latin-1", "cp1252", "cp1256"])
def test_utf8_that_was_read_wrongly_before_is_put_right(codec: str) -> None:
    def misread(byte: int) -> str:
        try:
            return bytes([byte]).decode(codec)
        except UnicodeDecodeError:
            return chr(byte)

    broken = "".join(map(misread, TEXT.encode()))
    assert decode(broken.encode())[0] == TEXT


@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
def test_windows_1256_that_was_read_as_latin_is_put_right(codec: str) -> None:
    broken = TEXT.encode("cp1256").decode(codec, "ignore")
    assert arabic_share(decode(broken.encode())[0]) > 0.95


def test_a_broken_title_among_good_text_is_put_right() -> None:
    broken = TEXT.encode().decode("latin-1")
    assert repair_mojibake(TEXT + "\n" + broken) == TEXT + "\n" + TEXT


@pytest.mark.parametrize(
    "text",
    [TEXT, FRENCH, "Ørsted og Århus: Ødelagt by, Øst", "خط، حظ، شط؛ وعظ؟ لفظ، غلط، فقط، وسط، ضغط، حفظ، خطط», نفط،", "ÀÉÎÕÜ çà et là", ""],
)
def test_true_text_is_left_alone(text: str) -> None:
    assert repair_mojibake(text) == text


@given(st.binary(max_size=300), st.lists(st.none() | st.text(max_size=12), max_size=2))
def test_any_bytes_become_text(data: bytes, declared: list[str | None]) -> None:
    text, name = decode(data, declared)
    assert isinstance(text, str)
    assert name


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإةى ،.؟\n", min_size=1))
def test_arabic_in_utf8_is_never_changed(text: str) -> None:
    assert decode(text.encode())[0] == text
