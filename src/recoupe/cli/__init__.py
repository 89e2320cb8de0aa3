"""The command line: `recoupe VERB`. Only here is anything printed."""

from recoupe.cli.commands import main

__all__ = ["main"]
