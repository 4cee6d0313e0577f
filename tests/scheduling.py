"""Which of several workers runs what: the tests of a file stay together, and what takes longest begins first.

So what the tests of a file share is built once, and no long file begins when the others are about to end.
"""

from pathlib import PurePosixPath
from typing import Final

from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

# Longest first, as `make test` tells at its end. The tests of a folder that is named here stay together too.
# The browser's first file lets the demo live through its months while the other worker does something else.
BEGIN_FIRST: Final = (
    "tests/web/test_audit.py",
    "tests/web/stories",
    "tests/web/test_every_page.py",
    "tests/processes/test_walks.py",
    "tests/faults/test_kill.py",
    "tests/web/*.py",
    "tests/docs",
    "tests/aftersales/sample/test_stories.py",
    "tests/api/test_demo.py",
    "tests/api/test_schemathesis.py",
)


class FilesTogether(LoadScopeScheduling):  # type: ignore[misc] # xdist has no types
    """Gives a worker one file after the other; under pytest 9.2 xdist does not hear its own groups."""

    def _split_scope(self, nodeid: str) -> str:
        path = PurePosixPath(nodeid.partition("::")[0])
        places = [str(place) for place in (path, *path.parents)]
        return next((place for place in places if place in BEGIN_FIRST), str(path))

    def _assign_work_unit(self, node: WorkerController) -> None:
        waiting = [PurePosixPath(scope) for scope in self.workqueue]
        first = next((str(scope) for place in BEGIN_FIRST for scope in waiting if scope.match(place)), None)
        if first is not None:
            self.workqueue.move_to_end(first, last=False)
        super()._assign_work_unit(node)
