"""Feeds: conditional GET, decoding, parsing, dates, identity, and the (pure) polling policy."""
