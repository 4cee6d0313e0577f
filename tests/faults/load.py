"""Clients that do not give up: a request without an answer is repeated with the same idempotency key."""

import random
import threading
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx

from tests.faults.model import KEY

# Seconds between two deeds of a client at most: nodes that start again need the machine too.
PAUSE = 0.1


@dataclass
class Ledger:
    """What was asked for and what was acknowledged, by idempotency key."""

    started: dict[str, str] = field(default_factory=dict)
    unanswered_starts: set[str] = field(default_factory=set)
    completed: dict[str, int] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def acknowledged(self) -> tuple[int, int]:
        """Return how many starts and completions were answered."""
        with self.lock:
            return len(self.started), len(self.completed)


class Client(threading.Thread):
    """Starts cases and completes tasks until told to stop."""

    def __init__(
        self, ports: list[int], token: str, ledger: Ledger, stop: threading.Event, seed: int
    ) -> None:
        super().__init__(daemon=True)
        self.ports = ports
        self.ledger = ledger
        self.halt = stop
        self.chance = random.Random(seed)
        self.headers = {"Authorization": f"Bearer {token}"}
        self.mine: list[str] = []
        # One for all requests: to make another costs more than to answer what it asks.
        self.http = httpx.Client(timeout=5)

    def run(self) -> None:
        with self.http:
            self.work()

    def work(self) -> None:
        while not self.halt.wait(self.chance.uniform(0, PAUSE)):
            if self.mine and self.chance.random() < 0.6:
                self.complete(self.chance.choice(self.mine))
            else:
                self.begin()

    def begin(self) -> None:
        key = uuid4().hex
        with self.ledger.lock:
            self.ledger.unanswered_starts.add(key)
        body = {"process_key": KEY, "variables": {"key": key}}
        answer = self.insist("POST", "/process-instances", body, key)
        if answer is None:
            return
        if answer.status_code != 201:
            self.refused(answer)
            return
        with self.ledger.lock:
            self.ledger.unanswered_starts.discard(key)
            self.ledger.started[key] = answer.json()["id"]
        self.mine.append(answer.json()["id"])

    def complete(self, instance_id: str) -> None:
        found = self.insist("GET", f"/tasks?instance_id={instance_id}", None, None)
        if found is None or found.is_error or not found.json()["items"]:
            return
        task_id = found.json()["items"][0]["id"]
        answer = self.insist("POST", f"/tasks/{task_id}/complete", {"variables": {}}, uuid4().hex)
        if answer is None:
            return
        if answer.is_success:
            with self.ledger.lock:
                self.ledger.completed[task_id] = self.ledger.completed.get(task_id, 0) + 1
        elif answer.status_code != 409:
            self.refused(answer)

    def refused(self, answer: httpx.Response) -> None:
        with self.ledger.lock:
            self.ledger.refusals.append(f"{answer.request.url.path} {answer.status_code} {answer.text[:300]}")

    def insist(self, method: str, path: str, body: Any, key: str | None) -> httpx.Response | None:
        headers = {**self.headers, **({"Idempotency-Key": key} if key else {})}
        for _ in range(400):
            url = f"http://127.0.0.1:{self.chance.choice(self.ports)}/api/v1{path}"
            try:
                answer = self.http.request(method, url, json=body, headers=headers)
            except httpx.HTTPError:
                if self.halt.wait(0.05):
                    return None
                continue
            if answer.status_code != 503:
                return answer
        return None
