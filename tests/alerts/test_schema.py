"""The published schema describes every payload, and leaves no key undescribed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from monitor.alerts.sample import sample_incident
from monitor.alerts.webhook import cloud_event, digest_event
from monitor.model import (
    Actor,
    Attribution,
    Casualties,
    Conflict,
    Count,
    EventType,
    GroupCount,
    Kind,
    Occurred,
    Precision,
    Role,
    Source,
    Target,
)
from tests.alerts.making import MAYADIN, NOW, WATCH, alert, incident, report, strike

SCHEMA: dict[str, Any] = json.loads(Path("docs/incident.schema.json").read_text(encoding="utf-8"))


def _closed(node: Any) -> Any:
    """The schema with every described object closed, so that a key without a description fails here."""
    if isinstance(node, list):
        return [_closed(item) for item in node]
    if not isinstance(node, dict):
        return node
    inside = {key: _closed(value) for key, value in node.items()}
    return inside | {"additionalProperties": False} if "required" in node and "properties" in node else inside


OPEN = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
CLOSED = Draft202012Validator(_closed(SCHEMA), format_checker=FormatChecker())


def carried(event: dict[str, Any]) -> Any:
    """The event as a receiver parses it."""
    return json.loads(json.dumps(event))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("reason", ["new_incident", "toll_rise", "claimed", "corroborated", "corrected", "denied", "retracted", "restored"])
def test_every_reason_gives_a_valid_event(reason: str) -> None:
    CLOSED.validate(carried(cloud_event(alert(reason), incident(), WATCH)))


def test_a_sample_is_valid() -> None:
    CLOSED.validate(carried(cloud_event(alert(), sample_incident(NOW), WATCH, sample=True)))


@pytest.mark.parametrize("held", ["quiet_hours", "burst"])
def test_a_digest_is_valid(held: str) -> None:
    event = digest_event(alert("digest"), [incident(), incident(incident_id="inc-2")], WATCH, held, {"inc-1": "claimed"})
    CLOSED.validate(carried(event))


def test_a_full_incident_is_valid() -> None:
    full = strike(
        actors=(Actor("usa", "الولايات المتحدة", "القوات الأمريكية"),),
        targets=(Target("vehicle", "سيارة", "isis"),),
        sources=(Source("sohr", "المرصد السوري", "المرصد"),),
        casualties=Casualties(Count(3, None, "3", vague=True, by=(GroupCount("children", 1, 1, "طفل"),), best=4), None, ("2",), 1),
        intercepted=True,
    )
    conflict = Conflict("casualties.killed", (("3", ("a1",)), ("4", ("a2", "a3"))))
    CLOSED.validate(carried(cloud_event(alert(), incident(merged=full, conflicts=(conflict,), related=("inc-9",), analyst=("x",)), WATCH)))


counts = st.one_of(
    st.none(), st.builds(Count, st.one_of(st.none(), st.integers(0, 9999)), st.none(), st.text(), st.booleans(), st.booleans())
)
places = st.builds(replace, st.just(MAYADIN), role=st.sampled_from(Role), geo_precision=st.sampled_from([1, 2, 3]), name=st.text())
days = st.one_of(st.none(), st.dates())
strikes = st.builds(
    strike,
    kind=st.sampled_from(Kind),
    event_type=st.sampled_from(EventType),
    attribution=st.sampled_from(Attribution),
    occurred=st.one_of(st.none(), st.builds(Occurred, days, days, st.sampled_from(Precision))),
    locations=st.lists(places, max_size=2).map(tuple),
    casualties=st.builds(Casualties, counts, counts),
    confidence=st.floats(0, 1),
)


@given(strikes, strikes)
@settings(max_examples=50, deadline=None)
def test_any_incident_is_valid(merged: Any, told: Any) -> None:
    CLOSED.validate(carried(cloud_event(alert(), incident(merged=merged, reports=(report(strike=told),)), WATCH)))


def _event() -> Any:
    return carried(cloud_event(alert(), incident(), WATCH))


def test_a_key_that_is_new_does_not_break_receivers_but_must_be_described() -> None:
    event = _event()
    event["data"]["mood"] = "grim"
    OPEN.validate(event)
    with pytest.raises(ValidationError):
        CLOSED.validate(event)


@pytest.mark.parametrize("key", ["id", "type", "data", "rasdreason", "specversion"])
def test_an_envelope_without_a_key_is_refused(key: str) -> None:
    event = _event()
    del event[key]
    assert not OPEN.is_valid(event)


@pytest.mark.parametrize(
    ("key", "value"),
    [("type", "org.rasd.other"), ("time", "yesterday"), ("specversion", "0.3"), ("rasdreason", "because"), ("source", "rasd")],
)
def test_an_envelope_that_says_something_else_is_refused(key: str, value: str) -> None:
    assert not OPEN.is_valid(_event() | {key: value})
