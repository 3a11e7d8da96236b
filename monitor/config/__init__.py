"""The operator's configuration: strict models, problems with path and line, secrets by reference, hot reload."""

from __future__ import annotations

from monitor.config.channels import Channel, ChatChannel, EmailChannel, LogChannel, Smtp, WebhookChannel
from monitor.config.load import load_config
from monitor.config.models import Config, FeedConfig
from monitor.config.watcher import Changed, ConfigWatcher, Refused, Unchanged

__all__ = [
    "Changed",
    "Channel",
    "ChatChannel",
    "Config",
    "ConfigWatcher",
    "EmailChannel",
    "FeedConfig",
    "LogChannel",
    "Refused",
    "Smtp",
    "Unchanged",
    "WebhookChannel",
    "load_config",
]
