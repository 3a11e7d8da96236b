"""Real servers that the tests start for themselves, on sockets in a temporary directory."""
