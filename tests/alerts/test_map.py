"""The small map: that it is a picture, and that it shows no more than is known."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.alerts.canvas import Canvas, plain
from monitor.alerts.email import Thread, mail_of
from monitor.alerts.map import HEIGHT, OTHER, PALETTE, STRUCK, TOWN, WIDTH, Spot, draw_map
from monitor.alerts.message import compose
from monitor.config import EmailChannel, Smtp
from tests.alerts.making import MAYADIN, NOW, WATCH, decision, incident, strike


def dots(png: bytes | None) -> tuple[int, int, bytes]:
    """Width, height and palette indices of a picture, its checksums verified."""
    assert png is not None
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, chunks = 8, {}
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        assert struct.unpack(">I", png[at + 8 + size : at + 12 + size]) == (zlib.crc32(kind + body),)
        chunks[kind], at = body, at + 12 + size
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    raw = zlib.decompress(chunks[b"IDAT"])
    assert len(raw) == (width + 1) * height
    return width, height, b"".join(raw[row * (width + 1) + 1 : (row + 1) * (width + 1)] for row in range(height))


def colour_at(png: bytes | None, x: int, y: int) -> int:
    width, _, indices = dots(png)
    return indices[y * width + x]


def at(precision: int = 1, **changed: Any) -> Any:
    return incident(merged=strike(locations=(replace(MAYADIN, geo_precision=precision, **changed),)))


def test_a_known_place_is_a_dot_in_the_middle() -> None:
    assert colour_at(draw_map(at(1)), WIDTH // 2, HEIGHT // 2) == STRUCK


@pytest.mark.parametrize("precision", [2, 3])
def test_a_place_known_only_roughly_is_a_ring_without_a_dot(precision: int) -> None:
    png = draw_map(at(precision))
    assert colour_at(png, WIDTH // 2, HEIGHT // 2) != STRUCK
    assert STRUCK in dots(png)[2]


def test_an_incident_without_a_position_has_no_map() -> None:
    assert draw_map(at(lat=None)) is None
    assert draw_map(incident(merged=strike(locations=()))) is None


def test_towns_and_other_incidents_are_drawn_where_they_are() -> None:
    north, east = Spot("Al-Shuhayl", 35.1, 40.4539), Spot("", 35.0197, 40.6)
    png = draw_map(at(), [north], [east])
    assert colour_at(png, WIDTH // 2, HEIGHT // 2 - round(0.0803 * 111.2 * 12)) == TOWN
    assert OTHER in dots(png)[2]


def test_what_lies_outside_is_not_drawn() -> None:
    far = [Spot("Baghdad", 33.3, 44.4, 8e6)]
    assert draw_map(at(), far, far) == draw_map(at())


def test_the_larger_town_gets_the_room_for_its_name() -> None:
    village = Spot("", 35.1, 40.46)
    assert draw_map(at(), [village, Spot("Town", 35.1, 40.455, 9e4)]) == draw_map(at(), [Spot("Town", 35.1, 40.455, 9e4)])


@given(st.lists(st.builds(Spot, st.text(max_size=30), st.floats(-90, 90), st.floats(-180, 180), st.floats(0, 1e7)), max_size=30))
@settings(max_examples=25, deadline=None)
def test_any_surroundings_give_a_whole_picture(spots: list[Spot]) -> None:
    assert dots(draw_map(at(2), spots, spots))[:2] == (WIDTH, HEIGHT)


@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(0, 60))
def test_drawing_over_the_edge_keeps_the_canvas_whole(x: int, y: int, radius: int) -> None:
    canvas = Canvas(20, 10, PALETTE)
    canvas.disc(x, y, radius, 1)
    canvas.ring(x, y, radius, 3, 2)
    canvas.text(x, y, "AB", 3, 2)
    assert len(canvas.dots) == 200


@pytest.mark.parametrize(("text", "drawn"), [("Al-Mayādīn", "AL-MAYADIN"), ("الميادين", ""), ("Ma’an 2!", "MA'AN 2")])
def test_only_latin_letters_are_drawn(text: str, drawn: str) -> None:
    assert plain(text) == drawn


def test_a_mail_carries_its_map_and_loads_nothing() -> None:
    smtp = Smtp(host="127.0.0.1", security="plain")
    desk = EmailChannel.model_construct(type="email", name="m", to=("a@x.example",), sender="r@rasd.example", smtp=smtp)
    message = compose(at(), decision(), WATCH, picture=True)
    mail = mail_of(message, desk, WATCH, Thread("a"), NOW, picture=draw_map(at()))
    pictures = [part for part in mail.walk() if part.get_content_type() == "image/png"]
    assert [part["Content-ID"] for part in pictures] == ["<map@rasd>"]
    assert message.html.count('<img src="cid:map@rasd"') == 1
    assert isinstance(mail.get_body(("plain",)), EmailMessage)


def test_without_a_map_nothing_refers_to_one() -> None:
    assert "<img" not in compose(incident(), decision(), WATCH).html
