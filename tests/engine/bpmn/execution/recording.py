"""Records an instance in the middle of its course, and brings a recorded one back.

    uv run python -m tests.engine.bpmn.execution.recording 1

writes tests/data/states/format_1.json. Do so once for each format of the state, never again for an old one.
"""

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from engine.bpmn.reader import read
from engine.model.change import Change
from engine.model.incident import Incident, IncidentKind
from engine.model.instance import Instance, InstanceState
from engine.model.wait import MessageWait, SignalWait, TimerRow
from tests.engine.bpmn.execution.players import AlonePlayer
from tests.engine.bpmn.execution.scenario import play_line, scenarios, source, world
from tests.engine.bpmn.execution.surroundings import BEGAN_AT, Alone, World

STATES = Path(__file__).parents[3] / "data" / "states"
MODEL = "state/everything_waits"
LINES = 7


def record() -> dict[str, Any]:
    """Play the first lines of the model in which everything waits."""
    scenario = next(s for s in scenarios() if s.model == MODEL)
    player = AlonePlayer(world(MODEL), "p", reloads=False)
    for line in scenario.lines[:LINES]:
        play_line(player, line)
    alone, rows = player.alone, player.alone.rows
    return {
        "at": alone.clock.now().isoformat(),
        "incidents": alone.instance.incidents,
        "parts": {number: part.decode() for number, part in rows.parts.items()},
        "variables": [[scope, name, text] for (scope, name), text in rows.variables.items()],
        "timers": [[t.id, t.due_at.isoformat(), t.element_id, t.token] for t in rows.timers.values()],
        "messages": [
            [m.id, m.message, m.element_id, m.correlation_key, m.token] for m in rows.messages.values()
        ],
        "signals": [[s.id, s.signal, s.element_id, s.token] for s in rows.signals.values()],
        "troubles": [[i.id, i.element_id, i.token] for i in rows.incidents.values()],
        "lines": list(scenario.lines[LINES:]),
    }


def resume(recorded: Mapping[str, Any], model: bytes, *, state_format: int) -> AlonePlayer:
    """Return a player that goes on with a recorded instance."""
    collaboration = read(model).collaboration
    assert collaboration is not None
    player = AlonePlayer(World(collaboration.processes), "p", reloads=True)
    alone = player.alone
    alone.clock.move_to(datetime.fromisoformat(recorded["at"]))
    alone._live.adopt(
        Instance(
            "i", "p:1", "p", InstanceState.ACTIVE, 7, BEGAN_AT, "li",
            incidents=recorded["incidents"], state_format=state_format,
        )
    )  # fmt: skip
    _restore(alone, recorded)
    alone.changes.append(Change(alone.instance, alone.clock.now(), "li"))
    return player


def _restore(alone: Alone, recorded: Mapping[str, Any]) -> None:
    rows = alone.rows
    rows.parts.update((number, part.encode()) for number, part in recorded["parts"].items())
    rows.variables.update(((scope, name), text) for scope, name, text in recorded["variables"])
    for row_id, due_at, element, token in recorded["timers"]:
        rows.timers[row_id] = TimerRow(row_id, datetime.fromisoformat(due_at), element, "p:1", "i", token)
    for row_id, name, element, key, token in recorded["messages"]:
        rows.messages[row_id] = MessageWait(row_id, name, element, "p:1", key, "i", token)
    for row_id, name, element, token in recorded["signals"]:
        rows.signals[row_id] = SignalWait(row_id, name, element, "p:1", "i", token)
    for row_id, element, token in recorded["troubles"]:
        rows.incidents[row_id] = Incident(
            row_id, "i", IncidentKind.CONDITION, element, "p:1", "", BEGAN_AT, token
        )


if __name__ == "__main__":
    target = STATES / f"format_{sys.argv[1]}.json"
    target.write_text(json.dumps(record(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    target.with_suffix(".bpmn").write_bytes(source(MODEL))
