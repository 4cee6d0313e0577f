"""The command line of the engine; the program around it adds what it knows (connectors, the server)."""

from engine.cli.app import make_app
from engine.cli.assembly import Assembly

__all__ = ["Assembly", "make_app"]
