"""Reads the scenarios that lie beside the models and plays them.

A scenario is a list of lines. A line says what is done and then, after the bar, the trace that the standard
asks for:

    complete a {"x": 1} | -a +b
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.bootstrap.adapters import FeelCodec
from engine.bpmn.reader import read
from engine.model.process import Process
from tests.engine.bpmn.execution.players import Player
from tests.engine.bpmn.execution.surroundings import World

MODELS = Path(__file__).parent / "models"
CODEC = FeelCodec()


@dataclass(frozen=True)
class Scenario:
    """One course of one model. `refused` names the rules that keep the model from being deployed at all."""

    model: str
    name: str
    lines: tuple[str, ...]
    refused: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.model}: {self.name}"


def scenarios() -> Iterator[Scenario]:
    """Yield every scenario there is."""
    for path in sorted(MODELS.rglob("*.scenario.json")):
        model = path.relative_to(MODELS).as_posix().removesuffix(".scenario.json")
        told = json.loads(path.read_text(encoding="utf-8"))
        for name, lines in told["scenarios"].items():
            yield Scenario(model, name, tuple(lines), tuple(told.get("refused", ())))


def source(model: str) -> bytes:
    """Return the text of a model."""
    return (MODELS / f"{model}.bpmn").read_bytes()


def processes(model: str) -> dict[str, Process]:
    """Read a model; the first process is the one that is played."""
    collaboration = read(source(model), file=f"{model}.bpmn").collaboration
    assert collaboration is not None
    return dict(collaboration.processes)


def world(model: str) -> World:
    """Return the world in which a model is played: its own processes."""
    return World(processes(model))


def play(player: Player, scenario: Scenario) -> list[str]:
    """Play a scenario and return its lines as they came out."""
    return [play_line(player, line) for line in scenario.lines]


def play_line(player: Player, line: str) -> str:
    """Play one line and return it as it came out."""
    told, _, _ = line.partition("|")
    verb, _, rest = told.strip().partition(" ")
    words, given = _given(rest)
    if verb == "variables":
        seen = {name: player.variables().get(name) for name in given}
        return f"variables {_text(seen)}"
    _do(player, verb, words, given)
    return f"{told.strip()} | {player.trace()}".rstrip()


def _given(rest: str) -> tuple[list[str], dict[str, object]]:
    head, brace, tail = rest.partition("{")
    given: dict[str, object] = {}
    if brace:
        told: Mapping[str, object] = json.loads(brace + tail)
        given = {name: CODEC.decode(json.dumps(value)) for name, value in told.items()}
    return head.split(), given


def _text(values: Mapping[str, object]) -> str:
    told = {name: json.loads(CODEC.encode(value)) for name, value in values.items()}
    return json.dumps(told, ensure_ascii=False)


def _do(player: Player, verb: str, words: list[str], given: dict[str, object]) -> None:
    first = words[0] if words else ""
    second = words[1] if len(words) > 1 else None
    match verb:
        case "start":
            player.start(given, first or None)
        case "complete":
            player.complete(first, given)
        case "error":
            player.error(first, second or "")
        case "pass":
            player.move_clock(first)
        case "message":
            player.message(first, second, given)
        case "signal":
            player.signal(first, given)
        case _:
            _mend(player, verb, first, second or "", given)


def _mend(player: Player, verb: str, first: str, second: str, given: dict[str, object]) -> None:
    match verb:
        case "set":
            player.set(given)
        case "retry":
            player.retry(first)
        case "move":
            player.move(first, second)
        case "cancel":
            player.cancel()
        case _:
            raise ValueError(verb)
