"""Domain types to the public JSON record and back. Pure.

The record's keys are the field names of ``monitor.model``, except that a target's ``class_`` is written ``class``.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ConfigDict, TypeAdapter

from monitor.model import Incident, Strike

T = TypeVar("T")

_KEYS = ConfigDict(alias_generator=lambda name: name.rstrip("_"))
_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:  # building one costs milliseconds
        _ADAPTERS[kind] = TypeAdapter(tuple[kind], config=_KEYS)  # a tuple of one, as pydantic takes no config for a bare dataclass
    return _ADAPTERS[kind]


def to_json(value: Any) -> Any:
    """Any domain dataclass as JSON-ready dicts and lists; dates and instants as ISO 8601."""
    return _adapter(type(value)).dump_python((value,), mode="json", by_alias=True)[0]


def from_json(kind: type[T], data: Any) -> T:
    """The inverse of :func:`to_json`. Raises ``pydantic.ValidationError`` on anything else."""
    value: T = _adapter(kind).validate_python((data,))[0]
    return value


def strike_record(strike: Strike) -> dict[str, Any]:
    """The record of one strike, as ``rasd extract --json`` prints it."""
    record: dict[str, Any] = to_json(strike)
    return record


def incident_record(incident: Incident) -> dict[str, Any]:
    """The record of an incident: the merged strike's keys, and the incident's own beside them.

    Articles that only look back at the event are ``retellings``, unless nothing else is known of it.
    """
    record: dict[str, Any] = to_json(incident)
    merged = record.pop("merged")
    for report in record["reports"]:
        report.update(_own_figures(report.pop("strike")))
    looking_back = [report for report in record["reports"] if report["kind"] == "background"]
    fresh = [report for report in record["reports"] if report["kind"] != "background"]
    record["reports"], record["retellings"] = (fresh, looking_back) if fresh else (looking_back, [])
    return {**merged, **record}


def _own_figures(strike: dict[str, Any]) -> dict[str, Any]:
    keys = ("kind", "event_type", "occurred", "locations", "actors", "attribution", "casualties", "sources", "evidence", "confidence")
    return {key: strike[key] for key in keys}
