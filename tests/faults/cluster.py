"""Real nodes as processes: started, killed without warning, started again."""

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

START_WITHIN_SECONDS = 300.0


@dataclass
class Node:
    """One process: `anxin serve` on its port, or `anxin worker` without one."""

    arguments: list[str]
    port: int | None
    environment: Mapping[str, str]
    log: Path
    process: "subprocess.Popen[bytes] | None" = None
    kills: int = 0

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "api.program", *self.arguments],
                env={**os.environ, **self.environment},
                stdout=log,
                stderr=log,
            )

    def kill(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(timeout=10)
            self.kills += 1

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(timeout=10)

    def is_ready(self) -> bool:
        if self.port is None:
            return self.process is not None and self.process.poll() is None
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=1):
                return True
        except OSError:
            return False


@dataclass
class Cluster:
    """The nodes of one test."""

    nodes: list[Node]
    pause: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        for node in self.nodes:
            node.start()
        self.await_ready()

    def await_ready(self) -> None:
        for _ in range(int(START_WITHIN_SECONDS * 10)):
            if all(node.is_ready() for node in self.nodes):
                return
            self.pause.wait(0.1)
        told = "\n".join(node.log.read_text()[-2000:] for node in self.nodes)
        raise AssertionError(f"The nodes did not get ready:\n{told}")

    def kill_one(self, chance: random.Random) -> None:
        node = chance.choice(self.nodes)
        node.kill()
        node.start()

    def stop(self) -> None:
        for node in self.nodes:
            node.stop()

    def ports(self) -> list[int]:
        return [node.port for node in self.nodes if node.port is not None]
