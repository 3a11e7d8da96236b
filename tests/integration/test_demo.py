"""``make demo`` shows what it promises: it exits 0 only when everything that its articles expect has arrived, and nothing else."""

from __future__ import annotations

import subprocess
import sys


def test_the_demo_tells_of_every_strike_and_of_nothing_else() -> None:
    done = subprocess.run([sys.executable, "-m", "tests.demo"], capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stdout[-4000:]
    assert "all arrived" in done.stdout
