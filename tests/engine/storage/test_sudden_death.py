"""What was acknowledged survives the sudden death of the program."""

import subprocess
import sys
from pathlib import Path

from engine.model.chain import verify_chain
from engine.storage import open_store
from tests.conftest import MASTER_KEY
from tests.engine.storage.build import events_of

PROGRAM = """
import sys
from engine.storage import open_store
from tests.engine.storage.build import a_change, a_start, happened, saved

store = open_store(sys.argv[1], master_key=bytes.fromhex(sys.argv[2]))
instance = saved(store, a_start())
while True:
    change = a_change(instance, parts={"tokens": b"x" * 5000}, happenings=[happened(sealed={"n": 1})] * 3)
    instance = saved(store, change)
    print(instance.version, flush=True)
"""


def test_acknowledged_changes_survive_a_kill(database_url: str) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, database_url, MASTER_KEY.hex()],
        cwd=Path(__file__).parents[3],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    acknowledged = 0
    while acknowledged < 40:
        acknowledged = int(program.stdout.readline())

    program.kill()
    rest = program.stdout.read().split("\n")
    program.stdout.close()
    program.wait()

    # The last line may be cut off in the middle; it counts only with its end.
    acknowledged = max([acknowledged, *(int(line) for line in rest[:-1])])
    store = open_store(database_url, master_key=MASTER_KEY)
    with store.read() as reader:
        instance = reader.instance("i1")
    assert instance is not None
    assert acknowledged <= instance.version <= acknowledged + 1
    assert instance.last_event == 3 * (instance.version - 1)
    events = events_of(store)
    whole = instance.last_hash if instance.last_event <= 500 else None
    assert verify_chain("i1", events, last_hash=whole) is None
    store.close()
