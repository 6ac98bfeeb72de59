"""The command line."""

from monitor.cli.program import app, main

__all__ = ["app", "main"]
