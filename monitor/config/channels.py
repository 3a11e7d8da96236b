"""The channels of the configuration: where alerts go, and with which secrets."""

from __future__ import annotations

from base64 import b64decode
from datetime import timedelta
from email.headerregistry import Address
from ipaddress import ip_address
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, SecretStr, model_validator

from monitor.config.section import Section
from monitor.config.values import OneOrMany, Secret, Span, WebUrl, parse_duration

NAME = r"^[^\s\x00-\x1f][^\x00-\x1f]*$"
LONGEST_WAIT = timedelta(seconds=90)  # for one answer: less than an attempt may take in all
PORTS = {"starttls": 587, "tls": 465, "plain": 25}


def _mailbox(text: str) -> str:
    """``desk@example.org`` or ``Name <desk@example.org>``; a line break must never reach a header."""
    address = text.rsplit("<", 1)[-1].rstrip("> ").strip()
    try:
        parsed = Address(addr_spec=address)
    except ValueError as error:
        raise ValueError(f"{text!r} is not an e-mail address") from error
    if not parsed.domain or any(ord(letter) < 32 for letter in text):
        raise ValueError(f"{text!r} is not an e-mail address")
    return text


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _signing_secret(secret: SecretStr) -> SecretStr:
    try:
        key = b64decode(secret.get_secret_value().removeprefix("whsec_"), validate=True)
    except ValueError:  # the library itself decodes anything, and would sign with a handful of bytes
        key = b""
    if not 16 <= len(key) <= 64:
        raise ValueError("this is not a Standard Webhooks secret: whsec_ and 24 to 64 random bytes in base64")
    return secret


def _within_an_attempt(value: timedelta) -> timedelta:
    if value > LONGEST_WAIT:
        raise ValueError(f"must be at most {LONGEST_WAIT.total_seconds():g}s: who has not answered by then is tried again")
    return value


Wait = Annotated[Span, AfterValidator(_within_an_attempt)]
Mailbox = Annotated[str, AfterValidator(_mailbox)]
SigningSecret = Annotated[Secret, AfterValidator(_signing_secret)]


class Smtp(Section):
    """A mail server. The port follows from the security unless it is given."""

    host: str = Field(min_length=1)
    security: Literal["starttls", "tls", "plain"] = "starttls"
    port: int = Field(default=0, ge=0, le=65535)
    username: str = ""
    password: Secret | None = None
    ca_file: str = ""  # for a server whose certificate no public authority signed
    timeout: Wait = parse_duration("30s")

    @property
    def door(self) -> int:
        """The port to knock on."""
        return self.port or PORTS[self.security]

    @model_validator(mode="after")
    def _login_is_whole_and_hidden(self) -> Self:
        if bool(self.username) != (self.password is not None):
            raise ValueError("a login needs both username and password")
        if self.password is not None and self.security == "plain" and not _is_here(self.host):
            raise ValueError("security: plain would send the password readable over the network; use starttls or tls")
        return self


class EmailChannel(Section):
    """Mail to several people."""

    type: Literal["email"]
    name: str = Field(pattern=NAME)
    to: Annotated[tuple[Mailbox, ...], OneOrMany] = Field(min_length=1)
    sender: Mailbox = Field(alias="from")
    smtp: Smtp


class WebhookChannel(Section):
    """A signed POST. Two secrets while one replaces the other: both sign, the receiver may hold either."""

    type: Literal["webhook"]
    name: str = Field(pattern=NAME)
    url: WebUrl
    secrets: Annotated[tuple[SigningSecret, ...], OneOrMany] = Field(min_length=1, max_length=2)
    timeout: Wait = parse_duration("30s")


class ChatChannel(Section):
    """Chat through Apprise. Its addresses hold tokens, so they are secrets."""

    type: Literal["chat"]
    name: str = Field(pattern=NAME)
    urls: Annotated[tuple[Secret, ...], OneOrMany] = Field(min_length=1)


class LogChannel(Section):
    """Alerts as lines of this service's own log or terminal: needs nothing, and loses nothing."""

    type: Literal["log"]
    name: str = Field(pattern=NAME)


Channel = Annotated[EmailChannel | WebhookChannel | ChatChannel | LogChannel, Field(discriminator="type")]
