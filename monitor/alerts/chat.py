"""The chat channel, through Apprise: an optional extra, asked for by name when a chat channel is configured.

Apprise says only whether a service took a message, so each address is sent to on its own and failures name them by their
place in the list: the addresses themselves hold tokens and are never shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module

from monitor.alerts.message import Message
from monitor.config.channels import ChatChannel
from monitor.errors import DeliveryError

Notify = Callable[[str, str, str], bool]  # address, title, body -> taken


def send_chat(message: Message, channel: ChatChannel, only: Iterable[str] = (), notify: Notify | None = None) -> str:
    """Send to every address; ``only`` names those that are left from before, by their place in the list."""
    tell, wanted = notify or _apprise(), set(only)
    places = {str(place): url.get_secret_value() for place, url in enumerate(channel.urls, 1)}
    chosen = {place: url for place, url in places.items() if place in wanted or not wanted}
    failed = tuple(place for place, url in chosen.items() if not tell(url, message.subject, message.text))
    if failed:
        raise DeliveryError(f"not taken by chat address {', '.join(failed)} of {len(places)}", remaining=failed)
    return f"{len(chosen)} chat addresses"


def _apprise() -> Notify:
    try:
        apprise = import_module("apprise")
    except ImportError as error:
        raise DeliveryError("chat channels need the extra: pip install 'rasd[chat]'") from error

    def notify(url: str, title: str, body: str) -> bool:
        service = apprise.Apprise()
        return bool(service.add(url) and service.notify(title=title, body=body))

    return notify
