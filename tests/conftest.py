"""What tests of the whole path begin with: a configuration, and an empty store that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from monitor.config import Config
    from monitor.store.protocol import Store


@pytest.fixture
def config(tmp_path: Path) -> Config:
    from tests.configured import configured  # the tests of the pure parts need not wait for the whole service to load

    return configured(tmp_path)


@pytest.fixture
def store(tmp_path: Path, config: Config) -> Iterator[Store]:
    from monitor.app import store_of

    opened = store_of(config, tmp_path / "var")
    yield opened
    opened.close()
