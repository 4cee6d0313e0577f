"""The test cases that are open in this process: one for each person, closed when nobody goes on with them."""

import threading
import time
from collections.abc import Mapping
from typing import Final

from engine.errors import NotFound
from engine.model.definition import Definition
from engine.ports.engine import Engine
from engine.testing.errors import TooManyTrials
from engine.testing.suite import EngineMaker
from engine.testing.trial import Trial

OPEN_AT_MOST: Final = 4
IDLE_SECONDS: Final = 30 * 60.0


class Trials:
    """Opens, finds and closes test cases."""

    def __init__(self, make: EngineMaker) -> None:
        self._make = make
        self._open: dict[str, Trial] = {}
        self._lock = threading.Lock()

    def open(
        self, real: Engine, definition: Definition, *, owner: str, variables: Mapping[str, object]
    ) -> Trial:
        """Begin a test case; the one that the same person had open is closed.

        Raises:
            TooManyTrials: others have as many open as may be.
        """
        trial = Trial(owner, definition, self._make, real.clock.now())
        try:
            with self._lock:
                self._make_room(owner)
                self._open[trial.id] = trial
            trial.begin(real, variables)
        except BaseException:
            self._drop(trial)
            raise
        return trial

    def find(self, trial_id: str, *, owner: str) -> Trial:
        """Return somebody's test case.

        Raises:
            NotFound: they have none of that id, or it was closed in the meantime.
        """
        with self._lock:
            found = self._open.get(trial_id)
        if found is None or found.owner != owner:
            raise NotFound("test run", trial_id)
        found.used_at = time.monotonic()
        return found

    def close(self, trial_id: str, *, owner: str) -> None:
        """Forget a test case.

        Raises:
            NotFound: they have none of that id.
        """
        self._drop(self.find(trial_id, owner=owner))

    def _make_room(self, owner: str) -> None:
        oldest = time.monotonic() - IDLE_SECONDS
        for trial in list(self._open.values()):
            if trial.owner == owner or trial.used_at < oldest:
                del self._open[trial.id]
                trial.close()
        if len(self._open) >= OPEN_AT_MOST:
            raise TooManyTrials(OPEN_AT_MOST)

    def _drop(self, trial: Trial) -> None:
        with self._lock:
            self._open.pop(trial.id, None)
        trial.close()
