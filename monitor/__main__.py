"""``python -m monitor``: the ``rasd`` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line. The one command that machines call every minute is run without loading the others."""
    if sys.argv[1:2] == ["health"]:
        import typer  # noqa: PLC0415

        from monitor.health import health  # noqa: PLC0415

        del sys.argv[1]
        typer.run(health)
    else:
        from monitor.cli import app  # noqa: PLC0415

        app()


if __name__ == "__main__":
    main()
