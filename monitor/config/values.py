"""The scalar values of the configuration: durations, addresses, zones, secrets, each refusing what it cannot use.

Policy on secrets: the file never holds one. A secret is named by ``{env: NAME}`` or ``{file: PATH}``, read once when the
configuration is loaded, and kept as ``SecretStr`` so that neither a log line nor a traceback can show it. No message
written here repeats a value that may be a secret.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, SecretStr, ValidationInfo

from monitor.model import Region

UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400}
DURATION = re.compile(r"(\d+)(ms|s|m|h|d)")


@dataclass
class Files:
    """The files that a configuration is made of: each is read once, so what was parsed is what was fingerprinted."""

    base: Path
    read: dict[Path, bytes] = field(default_factory=dict)

    def bytes_of(self, name: str | Path) -> bytes:
        path = self.base / name
        if path not in self.read:
            self.read[path] = path.read_bytes()
        return self.read[path]

    def fingerprint(self) -> str:
        return fingerprint(self.read)


def fingerprint(contents: Mapping[Path, bytes]) -> str:
    """One hash over several files: changes when any of them does."""
    parts = (str(path).encode() + b"\0" + sha256(contents[path]).digest() for path in sorted(contents))
    return sha256(b"".join(parts)).hexdigest()


@dataclass(frozen=True)
class Reading:
    """What the values of a file are read against: the environment, the files beside it, and the gazetteer."""

    resolve_region: Callable[[str], Region]
    env: Mapping[str, str]
    files: Files
    actors: frozenset[str] = frozenset()  # known ids; empty means "not checked"
    target_classes: frozenset[str] = frozenset()


def reading(info: ValidationInfo) -> Reading:
    """What the values of the configuration that is being read refer to."""
    if not isinstance(info.context, Reading):
        raise TypeError("a configuration is read by load_config, which knows what its values refer to")
    return info.context


def parse_duration(value: object) -> timedelta:
    """``10m``, ``24h``, ``1h30m``. A bare number is refused: nobody can tell its unit."""
    if isinstance(value, timedelta):
        return value
    text = str(value).strip()
    parts = DURATION.findall(text)
    if isinstance(value, bool) or not parts or "".join(number + unit for number, unit in parts) != text:
        raise ValueError(f"{text!r} is not a duration: write a number and its unit, such as 30s, 10m, 24h or 7d")
    try:
        return timedelta(seconds=sum(int(number) * UNITS[unit] for number, unit in parts))
    except (OverflowError, ValueError) as error:  # more digits than a duration, or than an int, can have
        raise ValueError(f"{text[:40]!r} is longer than any duration") from error


def _positive(value: timedelta) -> timedelta:
    if not value:
        raise ValueError("must be longer than nothing")
    return value


def _web_url(value: object) -> str:
    text = str(value).strip()
    try:
        url = urlsplit(text)
        bad_port = url.port == 0
    except ValueError as error:
        raise ValueError(f"not a usable address: {error}") from error
    if url.scheme not in ("http", "https"):
        raise ValueError(f"{text!r} is not a web address: it must begin with http:// or https://")
    if not url.hostname or bad_port or re.search(r"\s", text):
        raise ValueError(f"{text!r} is not a web address: it names no usable host")
    if url.password or url.username:
        raise ValueError("an address may not hold a user name or password")
    return text


def _zone(value: object) -> str:
    text = str(value)
    try:
        ZoneInfo(text)
    except (ValueError, OSError, KeyError) as error:  # ZoneInfo raises each of them, by the kind of nonsense
        raise ValueError(f"{text!r} is not a time zone: write it as Asia/Damascus") from error
    return text


def _network(value: object) -> IPv4Network | IPv6Network:
    try:
        return ip_network(str(value), strict=True)
    except ValueError as error:
        raise ValueError(f"not a range of addresses: {error}; write it as 10.0.0.0/8") from error


ELSEWHERE = "a secret is never written in this file: name where it is, as {env: NAME} or {file: /path}"


def _secret(value: object, info: ValidationInfo) -> SecretStr:
    if not isinstance(value, dict) or len(value) != 1 or not set(value) <= {"env", "file"}:
        raise ValueError(ELSEWHERE)
    ((kind, name),) = value.items()
    text = _from_environment(str(name), reading(info).env) if kind == "env" else _from_file(str(name), reading(info).files)
    return SecretStr(text)


def _from_environment(name: str, env: Mapping[str, str]) -> str:
    if not env.get(name):
        raise ValueError(f"the environment variable {name} is not set")
    return env[name]


def _from_file(name: str, files: Files) -> str:
    try:
        text = files.bytes_of(name).decode().strip()
    except OSError as error:
        raise ValueError(f"the secret file {name} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError:
        raise ValueError(f"the secret file {name} is not text") from None  # the cause would show its bytes
    if not text:
        raise ValueError(f"the secret file {name} is empty")
    return text


def _server_url(value: object, info: ValidationInfo) -> SecretStr:
    """An address of a server: in the open as long as it holds no password."""
    if isinstance(value, str):
        if re.search(r"://[^/@]*:[^/@]+@", value):
            raise ValueError("this address holds a password; " + ELSEWHERE)
        return SecretStr(value)
    return _secret(value, info)


def _one_or_many(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


Duration = Annotated[timedelta, BeforeValidator(parse_duration)]
Span = Annotated[timedelta, BeforeValidator(parse_duration), AfterValidator(_positive)]
WebUrl = Annotated[str, BeforeValidator(_web_url)]
Zone = Annotated[str, BeforeValidator(_zone)]
Network = Annotated[IPv4Network | IPv6Network, BeforeValidator(_network)]
Secret = Annotated[SecretStr, BeforeValidator(_secret)]
ServerUrl = Annotated[SecretStr, BeforeValidator(_server_url)]
OneOrMany = BeforeValidator(_one_or_many)
