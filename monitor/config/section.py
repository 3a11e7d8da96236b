"""What every part of the configuration has in common: strict, frozen, and silent about its input in errors."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A mapping of the file. An unknown key is an error: a misspelt threshold must never be ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
