"""The data directory is held by one service at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.datadir import held
from monitor.errors import AlreadyRunning, ConfigError

HOLDER = """
import sys, time
from pathlib import Path
from monitor.datadir import held
with held(Path(sys.argv[1])):
    print('held', flush=True)
    time.sleep(60)
"""


def test_a_second_service_on_the_same_directory_is_refused_and_told_who_holds_it(tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(AlreadyRunning, match=rf"process {os.getpid()}.*RASD_DATA"), held(tmp_path):
        pass


def test_the_directory_is_free_again_after_its_holder_left(tmp_path: Path) -> None:
    with held(tmp_path / "var"):
        pass
    with held(tmp_path / "var"):
        pass


def test_a_killed_holder_leaves_nothing_that_blocks_the_next_start(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(AlreadyRunning), held(tmp_path):
        pass
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with held(tmp_path):
        pass


def test_a_directory_that_cannot_be_made_is_the_operators_error(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("")
    with pytest.raises(ConfigError, match="RASD_DATA"), held(blocker / "var"):
        pass
