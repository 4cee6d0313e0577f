"""Plays many cases side by side in the order of time, as they happen in a department."""

import heapq
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

from engine import operations
from engine.clock import VirtualClock
from engine.errors import EngineError
from engine.ports.engine import Engine
from engine.testing.keepsake import with_files
from engine.testing.player import Telling
from engine.testing.scenario import Step, verb_of
from engine.testing.scenery import Scenery
from engine.testing.simulation import Calls
from engine.testing.stage import Stage, StoryFailed, TaskNotOpen, length, moment
from engine.testing.variation import Variation

# A call that falls due after hours comes with the next morning: whoever is to make it looks again.
_LOOKS_AGAIN_AFTER = timedelta(hours=1)
_LOOKS_AT_MOST = 24


class _Strand:
    """One case among the others: what comes next in it, and when."""

    def __init__(self, variation: Variation, stage: Stage) -> None:
        self.telling = Telling(variation.scenario)
        self.at = variation.begins_at
        self._stage = stage
        self._steps = deque(variation.steps())
        self._tempo = variation.tempo
        self._waits = variation.waits
        self._becomes = variation.becomes
        self._completed = self._looked = 0

    def go_on(self) -> bool:
        """Take the steps up to the next task; say whether more follows later."""
        while self._steps or self._becomes_another():
            step = self._steps.popleft()
            if self._lets_pass(step):
                return True
            if not self._take(step):
                return self.telling.failure is None
            if "start" in step and self._waits:
                self.at += self._waits
                return True
            if "complete" in step:
                self.at += self._tempo[self._completed % len(self._tempo)]
                self._completed, self._looked = self._completed + 1, 0
                return True
        return False

    def _becomes_another(self) -> bool:
        """Go over to the case that this one led to; say whether there is one."""
        if self._becomes is None:
            return False
        other = replace(self._becomes, begins_at=self.at)
        self._becomes = other.becomes
        try:
            self._stage.hand_over(other.scenario.process)
        except StoryFailed as failure:
            self.telling.failure = str(failure)
            return False
        self._steps.extend(step for step in other.steps() if "start" not in step)
        return True

    def _lets_pass(self, step: Step) -> bool:
        if "pass" in step:
            self.at += length(self._stage.engine, step["pass"])
        elif "until" in step:
            self.at = max(self.at, moment(step["until"]))
        else:
            return False
        return True

    def _take(self, step: Step) -> bool:
        """Take a step; say whether it was taken: if not, it failed or comes later."""
        try:
            self._stage.take(verb_of(step), self._with_files(step))
        except TaskNotOpen as failure:
            self._look_again(step, failure)
        except (EngineError, StoryFailed) as failure:
            self._fail(step, failure)
        else:
            if self._stage.instance is not None:
                self.telling.instance_id = self._stage.instance.id
            return True
        return False

    def _with_files(self, step: Step) -> Step:
        instance = self._stage.instance
        if instance is None or "complete" not in step or "with" not in step:
            return step
        return {**step, "with": with_files(self._stage.engine, instance.id, step["with"])}

    def _look_again(self, step: Step, failure: TaskNotOpen) -> None:
        if self._looked == _LOOKS_AT_MOST:
            self._fail(step, failure)
            return
        self._steps.appendleft(step)
        self._looked += 1
        self.at += _LOOKS_AGAIN_AFTER

    def _fail(self, step: Step, failure: Exception) -> None:
        verb = verb_of(step)
        told = step[verb] if isinstance(step[verb], str) else ""
        reasons = getattr(failure, "errors", ())
        self.telling.failure = f"{verb} {told}: {failure} {'; '.join(map(str, reasons))}".strip()


def play_season(
    engine: Engine,
    clock: VirtualClock,
    scenery: Scenery,
    variations: Iterable[Variation],
    *,
    until: datetime,
) -> list[Telling]:
    """Play cases side by side up to a moment; what is not over by then stays as it stands.

    The clock is the engine's and stands before the first case. How connectors end is no part of these cases:
    a scenario that says so is for playing alone.
    """
    calls, number = Calls(), count()
    strands = [
        _Strand(each, Stage(engine, clock, calls, scenery, process=each.scenario.process))
        for each in variations
    ]
    ahead = [(strand.at, next(number), strand) for strand in strands]
    heapq.heapify(ahead)
    while ahead and ahead[0][0] <= until:
        at, _, strand = heapq.heappop(ahead)
        _move(engine, clock, at)
        if strand.go_on():
            heapq.heappush(ahead, (strand.at, next(number), strand))
    operations.advance_clock(engine, until - clock.now())
    return [strand.telling for strand in strands]


def _move(engine: Engine, clock: VirtualClock, to: datetime) -> None:
    """Move on to a moment; mostly nothing falls due on the way, and then there is no need to look for it."""
    with engine.store.read() as reader:
        due = reader.next_due()
    if due is not None and due <= to:
        operations.advance_clock(engine, to - clock.now())
    else:
        clock.move_to(to)
