"""The engine's speed and size beside bare SpiffWorkflow's, in the same run on the same model and core.

    python -m benchmarks.engine [--repeat 31] [--json]

Each figure stands beside its peer and the ratio that was aimed at. Figures of several runs are medians.
"""

import argparse
import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import make_url

from benchmarks.models import payload, review_loop, user_tasks
from benchmarks.spiff import TASKS, spiff_serialised, spiff_spec, spiff_steps
from engine import operations
from engine.bootstrap import Engine, assemble
from engine.clock import VirtualClock
from engine.model.actor import Actor
from engine.model.query import InstanceQuery, Paging, TaskQuery
from engine.operations.surroundings import DeployedSurroundings
from engine.storage import open_store, upgrade
from tests.postgres import running_postgresql

KEY = b"a key for the benchmarks, 32 byt"
ME = Actor("bench")
CLIENTS = 4


@dataclass(frozen=True)
class Figure:
    """One measured figure beside its peer."""

    name: str
    ours: float
    peer: float
    unit: str
    aim: str

    @property
    def ratio(self) -> float:
        return self.peer / self.ours if self.ours else 0.0

    def told(self) -> str:
        return (
            f"{self.name:<58} {self.ours:9.3f} {self.unit:<6} peer {self.peer:9.3f}"
            f"  ratio {self.ratio:6.2f}  aim {self.aim}"
        )


# --- Anxin


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    upgrade(url)
    engine = assemble(open_store(url, master_key=KEY), VirtualClock(datetime(2026, 1, 1, tzinfo=UTC)))
    models = {"p.bpmn": user_tasks("p", TASKS), "loop.bpmn": review_loop("loop")}
    operations.deploy(engine, models, actor=ME)
    yield engine
    engine.store.close()


def open_task(engine: Engine, instance_id: str) -> str:
    with engine.store.read() as reader:
        return reader.tasks(TaskQuery(instance_id=instance_id), Paging(limit=1)).items[0].id


def anxin_steps(engine: Engine, cases: int) -> float:
    """Return seconds a step: complete a user task, durable."""
    spent, steps = 0.0, 0
    for _ in range(cases):
        instance = operations.start_instance(engine, "p", actor=ME)
        # Tokens count up: the first task has token 2, its timer 3, the next task 4 …
        ids = [f"{instance.id}-{2 + 2 * number}" for number in range(TASKS)]
        begun = time.perf_counter()
        for task_id in ids:
            operations.complete_task(engine, task_id, actor=ME, variables={"answer": steps})
            steps += 1
        spent += time.perf_counter() - begun
    return spent / steps


def clients_steps(engine: Engine, cases: int) -> float:
    """Return seconds a step over all clients, each in a thread with cases of its own; starts count, too."""
    with ThreadPoolExecutor(CLIENTS) as pool:
        begun = time.perf_counter()
        list(pool.map(lambda _: anxin_steps(engine, cases), range(CLIENTS)))
        return (time.perf_counter() - begun) / (CLIENTS * cases * TASKS)


def long_case(engine: Engine) -> "Callable[[int], list[float]]":
    """Return a function that takes so many more steps in one case and gives the seconds of each."""
    variables = {"payload": payload()}
    instance = operations.start_instance(engine, "loop", actor=ME, variables=variables)
    done = 0

    def go(steps: int) -> list[float]:
        nonlocal done
        times = []
        for _ in range(steps):
            task_id = open_task(engine, instance.id)
            begun = time.perf_counter()
            operations.complete_task(engine, task_id, actor=ME, variables={"answer": done, "enough": False})
            times.append(time.perf_counter() - begun)
            done += 1
        return times

    return go


def loading(engine: Engine) -> float:
    """Return seconds to load an instance with 100 finished tasks and 100 KB of data."""
    go = long_case(engine)
    go(100)
    with engine.store.read() as reader:
        newest = Paging(limit=1, sort="-started_at")
        instance = reader.instances(InstanceQuery(process_key="loop"), newest).items[0]
        times = []
        for _ in range(30):
            begun = time.perf_counter()
            engine.runtime.load(
                instance,
                reader.state(instance.id),
                DeployedSurroundings(engine, reader),
            )
            times.append(time.perf_counter() - begun)
    return statistics.median(times)


def bytes_a_step(engine: Engine, file: Path) -> float:
    """Return how many bytes the SQLite file grows by for one step."""
    go = long_case(engine)
    go(50)
    before = _size(file)
    go(300)
    return (_size(file) - before) / 300


def _size(file: Path) -> int:
    # What is still in the log lies there once for each step that touched its page.
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return file.stat().st_size


# --- all together


def measure(repeat: int) -> list[Figure]:
    server = running_postgresql(is_durable=True, by_socket=True)
    with tempfile.TemporaryDirectory() as folder, server as address:
        urls = {"SQLite": f"sqlite:///{folder}/bench.sqlite3", "PostgreSQL": address}
        return [
            *_steps({**urls, "PostgreSQL by TCP": _by_network(address)}, repeat),
            *_growth(urls, Path(folder)),
        ]


def _by_network(address: str) -> str:
    """Return a server's address on the network, given that of its socket."""
    url = make_url(address)
    place = url.set(host="127.0.0.1", port=int(str(url.query["port"])), query={})
    return place.render_as_string(hide_password=False)


def _steps(urls: dict[str, str], repeat: int) -> list[Figure]:
    spec = spiff_spec()
    aims = {"SQLite": ">= 1.0, better 1.5", "PostgreSQL": ">= 0.6, better 1.0", "PostgreSQL by TCP": "-"}
    figures = []
    for name, url in urls.items():
        with opened(url) as engine:
            anxin_steps(engine, 3), spiff_steps(spec, 2)
            pairs = [(anxin_steps(engine, 10), spiff_steps(spec, 10)) for _ in range(repeat)]
            ours, peer = min(pairs, key=lambda pair: abs(pair[1] / pair[0] - _middle(pairs)))
            figures.append(
                Figure(
                    f"user task, {name}, durable | Spiff in memory", ours * 1e3, peer * 1e3, "ms", aims[name]
                )
            )
            at_once = f"user task, {name}, {CLIENTS} clients at once | one Spiff"
            ours, peer = clients_steps(engine, 10), spiff_steps(spec, 10)
            figures.append(Figure(at_once, ours * 1e3, peer * 1e3, "ms", "-"))
    return figures


def _by_turns(
    late: Callable[[int], list[float]], early: Callable[[int], list[float]]
) -> tuple[list[float], list[float]]:
    """Return thirty steps of an old case and of a young one, taken by turns: a core changes its speed."""
    early(10)
    pairs = [(late(1)[0], early(1)[0]) for _ in range(30)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _middle(pairs: list[tuple[float, float]]) -> float:
    return statistics.median(peer / ours for ours, peer in pairs)


def _growth(urls: dict[str, str], folder: Path) -> list[Figure]:
    figures = []
    for name, url in urls.items():
        with opened(url) as engine:
            go = long_case(engine)
            go(100)
            at_100 = go(30)
            whole = spiff_serialised(url, 30)
            figures.append(
                Figure(
                    f"step at 100 finished tasks, 100 KB, {name} | Spiff whole JSON",
                    statistics.median(at_100) * 1e3,
                    whole * 1e3,
                    "ms",
                    ">= 10",
                )
            )
            go(360)
            late, early = _by_turns(go, long_case(engine))
            figures.append(
                Figure(
                    f"step 500, {name} | step 20",
                    statistics.median(late) * 1e3,
                    statistics.median(early) * 1e3,
                    "ms",
                    ">= 0.77 (1 / 1.3)",
                )
            )
            seconds = loading(engine)
            figures.append(
                Figure(f"load 100 finished tasks, {name} | 2 ms", seconds * 1e3, 2.0, "ms", ">= 1")
            )
    file = folder / "size.sqlite3"
    with opened(f"sqlite:///{file}") as engine:
        grown = bytes_a_step(engine, file) / 1024
    figures.append(Figure("stored KiB a step, SQLite | 8 KiB", grown, 8.0, "KiB", "bounded"))
    return figures


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--repeat", type=int, default=31)
    arguments.add_argument("--json", action="store_true")
    chosen = arguments.parse_args()
    figures = measure(chosen.repeat)
    if chosen.json:
        print(json.dumps([{**figure.__dict__, "ratio": figure.ratio} for figure in figures], indent=2))
    else:
        print("\n".join(figure.told() for figure in figures))


if __name__ == "__main__":
    main()
