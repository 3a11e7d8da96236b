"""Child processes of the service: they end with it, whatever ends it, and stop in order when asked."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

_PR_SET_PDEATHSIG = 1  # prctl(2)


def die_with_parent(sent: int = signal.SIGTERM) -> None:
    """Have the kernel send this process a signal when its parent ends (Linux; elsewhere nothing)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, sent)


def spawn(arguments: Sequence[str], env: Mapping[str, str] | None = None, output: Path | None = None) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, so that Ctrl-C reaches only us and we stop it in order.

    The child receives SIGTERM when the thread that called this ends, so call it from the main thread: then it ends with
    the process, whatever ends that (Linux). What it prints is added to ``output``, else it goes where ours goes.
    """
    with output.open("ab") if output else nullcontext() as file:
        return subprocess.Popen(  # noqa: S603 - our own programs, no shell
            list(arguments),
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509 - one system call, nothing that could hold a lock
        )


def stop(process: subprocess.Popen[bytes], seconds: float) -> None:
    """Ask a child to end, and end its whole session when it has not done so within ``seconds``."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        _kill_session(process.pid)
        process.wait()


def _kill_session(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # it ended between the two calls
