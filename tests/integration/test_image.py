"""The image without a container engine: its build steps as plain commands in an empty directory, then its entry point.

Every path of the image lies under one temporary directory: a stage is a folder in it, a WORKDIR a folder in that, and absolute
paths in commands and variables are put under the stage's folder. What needs a system of its own is left to the engine: making
the user (its number is used instead, where we are root) and pip's ``--no-cache-dir`` (a layer must hold no cache; a test may).
Everything but the volume then loses its write permission, which stands in for the read-only root file system.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.demo.site import NewsSite
from tests.integration.conftest import article, struck
from tests.servers.receivers import WebhookReceiver
from tests.servers.service import SECRET, wait_until

ROOT = Path(__file__).parents[2]
OWN_PATHS = ("rasd", "data", "config")  # the folders that the image adds to its base
PATIENCE = 60.0
CONFIG = """\
feeds: [{{url: "{feed}", outlet: منفذ الاختبار, country: SY}}]
channels: [{{name: hook, type: webhook, url: "{hook}/in", secrets: [{{env: HOOK_SECRET}}]}}]
watches: [{{name: east, regions: [SY-DY], channels: [hook]}}]
polling: {{interval: 2s, floor: 1s}}
network: {{allow: [127.0.0.0/8]}}
"""


def steps(text: str) -> list[tuple[str, str]]:
    """The instructions of a Dockerfile and what each is given, continued lines joined."""
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"(?m)^\s*#.*\n", "", text))
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in joined.splitlines() if line.strip())]


def python_for_all() -> str | None:
    """An interpreter that every user may run: one in a home directory can be read by its owner only."""
    names = [getattr(sys, "_base_executable", sys.executable), "/usr/local/bin/python3", "/usr/bin/python3"]
    return next((name for name in names if Path(name).exists() and _fits(name)), None)


def _fits(name: str) -> bool:
    program = Path(name).resolve()
    if os.geteuid() == 0 and not all(part.stat().st_mode & 0o005 == 0o005 for part in (program, *program.parents)):
        return False
    check = "import ensurepip, venv, sys; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([name, "-c", check], capture_output=True, check=False).returncode == 0


@dataclass
class Image:
    """What the Dockerfile says, carried out below ``home``."""

    home: Path
    stage: Path = field(init=False)
    folder: Path = field(init=False)
    stages: dict[str, Path] = field(default_factory=dict)
    env: dict[str, str] = field(default_factory=dict)
    user: str = ""
    stated: dict[str, str] = field(default_factory=dict)  # ENTRYPOINT, CMD, HEALTHCHECK and the like, as they stand

    def build(self, text: str) -> None:
        for word, rest in steps(text):
            getattr(self, f"_{word.lower()}", lambda given, word=word: self.stated.update({word: given}))(rest)

    def inside(self, path: str) -> Path:
        """Where a path of the image is here."""
        return self.stage / path.lstrip("/") if path.startswith("/") else self.folder / path

    def _mapped(self, text: str) -> str:
        return re.sub(rf"(?<![\w.])/({'|'.join(OWN_PATHS)})(?![\w.])", rf"{self.stage}/\1", text)

    def _from(self, rest: str) -> None:
        name = rest.partition(" AS ")[2] or f"stage{len(self.stages)}"
        self.stage = self.folder = self.stages[name] = self.home / name
        self.stage.mkdir()
        self.env = {}

    def _workdir(self, rest: str) -> None:
        self.folder = self.inside(rest)
        self.folder.mkdir(parents=True, exist_ok=True)

    def _env(self, rest: str) -> None:
        self.env |= dict(part.split("=", 1) for part in shlex.split(self._mapped(rest)))

    def _user(self, rest: str) -> None:
        self.user = rest

    def _copy(self, rest: str) -> None:
        *sources, target = rest.split()
        if sources[0].startswith("--from="):
            built = self.stages[sources[0].removeprefix("--from=")] / sources[1].lstrip("/")
            shutil.copytree(built, self.inside(target), symlinks=True, copy_function=os.link)  # thousands of files, never written again
            return
        for source in sources:
            self._copy_tracked(source, target, several=len(sources) > 1 or target.endswith("/"))

    def _copy_tracked(self, source: str, target: str, *, several: bool) -> None:
        listed = subprocess.run(["git", "ls-files", source], cwd=ROOT, capture_output=True, check=True, text=True).stdout.splitlines()
        assert listed, f"{source} is not in the repository"
        for name in listed:
            place = self.inside(target) / Path(name).relative_to(source) if (ROOT / source).is_dir() else self.inside(target)
            place = place / Path(name).name if several and not (ROOT / source).is_dir() else place
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, place)

    def _run(self, rest: str) -> None:
        commands = [part for part in self._mapped(rest).split(" && ") if not part.startswith("useradd")]
        if os.geteuid() != 0:
            commands = [part for part in commands if not part.startswith("chown")]
        line = " && ".join(commands).replace(" --no-cache-dir", "")
        done = subprocess.run(["sh", "-c", line], cwd=self.folder, env=self._outer(), capture_output=True, check=False, text=True)
        assert done.returncode == 0, f"{line}\n{done.stdout[-2000:]}{done.stderr[-4000:]}"

    def _outer(self) -> dict[str, str]:
        path = f"{self.home / 'bin'}:{os.environ['PATH']}"
        return {**os.environ, "PATH": path, **{name: value.replace("$PATH", path) for name, value in self.env.items()}}

    def running(self, *words: str, **more: str) -> tuple[list[str], dict[str, Any]]:
        """The entry point with other words than CMD's, and what to start it with: the image's variables and user only."""
        path = f"{self.home / 'bin'}:/usr/bin:/bin"
        env = {"LANG": "C.UTF-8", **{name: value.replace("$PATH", path) for name, value in self.env.items()}, **more}
        given: list[str] = list(words) or json.loads(self.stated["CMD"])
        entry: list[str] = json.loads(self.stated["ENTRYPOINT"])
        who = {"user": int(self.user), "group": int(self.user), "extra_groups": []} if os.geteuid() == 0 else {}
        return [shutil.which(entry[0], path=env["PATH"]) or entry[0], *entry[1:], *given], {"env": env, "cwd": self.folder, **who}

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        command, how = self.running(*words, **more)
        return subprocess.run(command, capture_output=True, check=False, text=True, **how)

    def seal(self) -> None:
        """Take away everybody's leave to write, but for the volume; and the owner's, who we are when we are not root."""
        for path in [self.stage, *self.stage.rglob("*")]:
            if not path.is_symlink() and not path.is_relative_to(self.inside("/data")):
                path.chmod(path.stat().st_mode & ~0o222)

    def remove(self) -> None:
        subprocess.run(["chmod", "-R", "u+rwX", str(self.home)], check=True)
        subprocess.run(["rm", "-rf", str(self.home)], check=True)


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    """The image, built and sealed. In ``/tmp`` itself, for others must be able to enter the folders above."""
    interpreter = python_for_all()
    assert interpreter, "this test needs a Python 3.11 or newer with venv that every user may run"
    home = Path(tempfile.mkdtemp(prefix="rasd-image-", dir="/tmp"))
    home.chmod(0o755)
    (home / "bin").mkdir()
    (home / "bin" / "python3").symlink_to(interpreter)
    built = Image(home)
    try:
        built.build((ROOT / "Dockerfile").read_text(encoding="utf-8"))
        built.seal()
        yield built
    finally:
        built.remove()


def outside_of_data(image: Image) -> set[tuple[str, int]]:
    """Every file beside the volume with its size: what must stay as it is."""
    files = (path for path in image.stage.rglob("*") if path.is_file() and not path.is_relative_to(image.inside("/data")))
    return {(str(path), path.stat().st_size) for path in files}


def test_the_image_runs_as_a_user_of_its_own_that_may_write_nothing_but_the_volume(image: Image) -> None:
    assert image.user.isdigit()
    assert int(image.user) > 0
    assert image.stated["VOLUME"] == "/data" == image._mapped("/data").removeprefix(str(image.stage))
    command, how = image.running()
    writable = "import os; print([p for p in ('/rasd', '/config', '/rasd/monitor', '/rasd/.venv/lib') if os.access(ROOT + p, os.W_OK)])"
    program = ["-c", writable.replace("ROOT", repr(str(image.stage)))]
    done = subprocess.run([command[0], *program], capture_output=True, check=True, text=True, **how)
    assert done.stdout.strip() == "[]"


def test_the_configuration_in_the_image_is_fine_as_it_is(image: Image) -> None:
    done = image.run("check-config")
    assert done.returncode == 0, done.stdout + done.stderr


def test_health_is_bad_before_anything_runs(image: Image) -> None:
    assert image.run("health").returncode != 0


def test_the_entry_point_works_is_well_stops_with_status_0_and_writes_only_to_the_volume(
    image: Image, site: NewsSite, hook: WebhookReceiver, tmp_path: Path
) -> None:
    before = outside_of_data(image)
    site.articles.append(article(0))
    folder = image.home / "mounted"
    folder.mkdir()
    (folder / "config.yaml").write_text(CONFIG.format(feed=site.feeds()["one"], hook=hook.url), encoding="utf-8")
    told = {"RASD_CONFIG": str(folder / "config.yaml"), "HOOK_SECRET": SECRET}
    command, how = image.running(**told)
    log = tmp_path / "log"
    with log.open("wb") as file:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=file, stderr=file, **how)
    try:
        assert wait_until(lambda: struck(hook) == ["الميادين"], PATIENCE), log.read_text(encoding="utf-8")
        check = json.loads(image.stated["HEALTHCHECK"].partition("CMD ")[2])
        assert check[:3] == json.loads(image.stated["ENTRYPOINT"])
        assert wait_until(lambda: image.run(*check[3:], **told).returncode == 0, PATIENCE, 1), image.run("health", **told).stderr
        process.send_signal(getattr(signal, image.stated["STOPSIGNAL"]))
        assert process.wait(15) == 0, log.read_text(encoding="utf-8")
    finally:
        process.kill()
        process.wait()
    assert outside_of_data(image) == before
    assert {path.name for path in folder.iterdir()} == {"config.yaml"}
    assert not [path for path in image.inside("/data").iterdir() if path.name.startswith(".camel")]


def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe").load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return loaded


def test_compose_runs_monitor_and_workers_on_redis_and_postgresql() -> None:
    services = compose()["services"]
    assert set(services) == {"monitor", "worker", "redis", "postgres"}
    for name in ("monitor", "worker"):
        assert services[name]["command"] == [name]
        assert set(services[name]["environment"]) == {"RASD_REDIS_URL", "RASD_DATABASE_URL"}
        assert set(services[name]["depends_on"]) == {"redis", "postgres"}
    assert services["worker"]["deploy"]["replicas"] >= 2
    assert not any("container_name" in service for service in services.values()), "a fixed name cannot be scaled"


def test_compose_mounts_the_configuration_as_a_directory_that_cannot_be_written() -> None:
    for name in ("monitor", "worker"):
        mounts = [mount.split(":") for mount in compose()["services"][name]["volumes"]]
        (source,) = [source for source, target, *_ in mounts if target == "/config"]
        assert source.endswith("/"), "a single file that is mounted keeps its old content after an edit"
        assert ["/config", "ro"] in [mount[1:] for mount in mounts]


def test_compose_keeps_the_root_file_system_read_only_and_every_state_in_a_named_volume() -> None:
    described = compose()
    for name in ("monitor", "worker"):
        assert described["services"][name]["read_only"] is True
        assert described["services"][name]["cap_drop"] == ["ALL"]
    kept = [mount.partition(":")[0] for name in ("monitor", "redis", "postgres") for mount in described["services"][name]["volumes"]]
    assert set(described["volumes"]) == {name for name in kept if "/" not in name}


def test_compose_holds_no_password() -> None:
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    assert "PASSWORD: ${POSTGRES_PASSWORD:?" in text
    assert not re.findall(r"PASSWORD: +(?!\$\{)", text)
    assert not re.findall(r"//\w+:(?!\$\{)[^@/\s]*@", text), "nor one inside of an address"
