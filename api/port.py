"""The port that a server listens on: taken before anything is begun, and told when somebody else has it."""

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from engine.cli.printing import say


@contextmanager
def bound(host: str, port: int) -> Iterator[socket.socket]:
    """Take a port; nobody is answered before `listen`.

    Raises:
        typer.Exit: it cannot be taken, and the reader has been told why.
    """
    # As uvicorn does: only an IPv6 address has colons.
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as taken:
        # A server that is started again must not wait for the last one's connections to fade.
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with _told(host, port):
            taken.bind((host, port))
        yield taken


def listen(taken: socket.socket) -> None:
    """Let callers come in; they are answered when the server runs.

    Raises:
        typer.Exit: another server was quicker, and the reader has been told.
    """
    with _told(*taken.getsockname()[:2]):
        taken.listen()


@contextmanager
def _told(host: str, port: int) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            english = f"Port {port} of {host} is in use; choose another one with --port."
            chinese = f"{host} 的端口 {port} 已被占用，请用 --port 另选一个。"
        else:
            english = f"Cannot listen on port {port} of {host}: {error.strerror}."
            chinese = f"无法监听 {host} 的端口 {port}：{error.strerror}。"
        say(english, chinese, error=True)
        raise typer.Exit(1) from error
