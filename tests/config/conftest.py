"""A configuration file to write, and a gazetteer of three names to read it against."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from monitor.config import Config, load_config
from monitor.errors import ConfigError, Problem, UnknownRegion
from monitor.model import Region

KNOWN = {
    "SY-DY": Region("SY-DY", admin1="SY-DY"),
    "دير الزور": Region("دير الزور", admin1="SY-DY"),
    "الميادين": Region("الميادين", place="الميادين", lat=35.02, lon=40.45),
}

GOOD = """\
feeds:
  - {url: "https://outlet.example/feed", outlet: منفذ, country: SY}
watches:
  - {name: east, regions: [SY-DY], channels: [terminal]}
channels:
  - {name: terminal, type: log}
"""


def gazetteer(text: str) -> Region:
    if text not in KNOWN:
        raise UnknownRegion(text, ("دير الزور",) if "دير" in text else ())
    return KNOWN[text]


Load = Callable[..., Config]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def _load(text: str, env: Mapping[str, str] | None = None, **known: frozenset[str]) -> Config:
        (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
        return load_config(tmp_path / "config.yaml", gazetteer, env or {}, **known)

    return _load


@pytest.fixture
def problems(load: Load) -> Callable[..., tuple[Problem, ...]]:
    def _problems(text: str, env: Mapping[str, str] | None = None, **known: frozenset[str]) -> tuple[Problem, ...]:
        with pytest.raises(ConfigError) as caught:
            load(text, env, **known)
        return caught.value.problems

    return _problems
