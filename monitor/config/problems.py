"""Turns what pydantic found into problems that an operator can act on: YAML path, line, plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from monitor.config.channels import NAME
from monitor.config.models import CLOCK, COUNTRY, Config
from monitor.config.near import suggestion
from monitor.errors import Problem

Loc = tuple[str | int, ...]

PLAIN = {
    "tuple_type": "write a list here",
    "frozen_set_type": "write a list here",
    "model_type": "write keys and their values here",
    "model_attributes_type": "write keys and their values here",
    "string_type": "write text here, in quotes where it looks like a number",
    "too_short": "needs at least one entry",
    "missing": "this key is needed and missing",
    "union_tag_not_found": "this channel has no type: write email, webhook, chat or log",
    "union_tag_invalid": "unknown type of channel: write email, webhook, chat or log",
}
PATTERNS = {
    CLOCK: "write a time of day as 23:00",
    NAME: "a name is one line of text and does not begin with a space",
    COUNTRY: "write the country's two capital letters, as SY",
}


def problem_at(tree: Any, loc: Loc, message: str) -> Problem:
    """A problem at a YAML path, with the line of the nearest thing that the file really has there."""
    path, line = _trace(tree, loc)
    return Problem(path, line, message)


def _trace(tree: Any, loc: Loc) -> tuple[str, int | None]:
    path, line, node = "", 1, tree
    for part in loc:
        if not _has(node, part):
            if part != loc[-1]:
                continue  # pydantic also names the branch of a union here, which the file does not know
            return _joined(path, part), line
        line = _line_of(node, part, line)
        path, node = _joined(path, part), node[part]
    return path, line


def _has(node: Any, part: str | int) -> bool:
    if isinstance(node, Mapping):
        return part in node
    return isinstance(part, int) and isinstance(node, Sequence) and not isinstance(node, str) and part < len(node)


def _line_of(node: Any, part: str | int, fallback: int) -> int:
    position = (node.lc.data or {}).get(part) if isinstance(node, CommentedMap | CommentedSeq) else None
    return int(position[0]) + 1 if position else fallback


def _joined(path: str, part: str | int) -> str:
    if isinstance(part, int):
        return f"{path}[{part}]"
    return f"{path}.{part}" if path else part


def problems_of(error: ValidationError, tree: Any) -> Iterator[Problem]:
    """Each problem of a refused configuration, with its line, in words for whoever wrote it."""
    for each in error.errors(include_url=False, include_input=False):
        if each["type"] == "too_short" and _entries_at(tree, each["loc"]):
            continue  # the list is not empty; its entries were refused, each with its own problem
        yield problem_at(tree, each["loc"], _message(each["type"], each["msg"], each["loc"], each.get("ctx", {})))


def _entries_at(node: Any, loc: Loc) -> bool:
    for part in loc:
        node = node[part] if _has(node, part) else node  # or it is the branch of a union, as above
    return bool(node)


def _message(kind: str, text: str, loc: Loc, context: Mapping[str, Any]) -> str:
    if kind == "extra_forbidden":
        return "unknown key" + suggestion(str(loc[-1]), _keys_at(loc[:-1]))
    if kind == "value_error":
        return str(context["error"])
    if kind == "string_pattern_mismatch":
        return PATTERNS.get(context["pattern"], text)
    return PLAIN.get(kind, text[:1].lower() + text[1:])


def _keys_at(loc: Loc) -> set[str]:
    """The keys that the model knows at a path, following the branch that a union took."""
    models: set[type[BaseModel]] = {Config}
    for part in loc:
        inside = {found for model in models for found in _models_of(_field(model, part))}
        branch = {model for model in models if part in get_args(getattr(model.model_fields.get("type"), "annotation", None))}
        models = inside or branch or models
    return {field.alias or name for model in models for name, field in model.model_fields.items()}


def _field(model: type[BaseModel], part: str | int) -> Any:
    return next((field.annotation for name, field in model.model_fields.items() if part in (name, field.alias)), None)


def _models_of(annotation: Any) -> set[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    return {model for inner in get_args(annotation) for model in _models_of(inner)}
