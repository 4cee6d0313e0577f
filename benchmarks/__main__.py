"""Every benchmark in turn, each in a process of its own.

    python -m benchmarks [--quick]

`--quick` repeats less often, to see that all of them run.
"""

import argparse
import subprocess
import sys

ALL = {
    "benchmarks.engine": ["--repeat", "1"],
    "benchmarks.storage": ["--quick"],
    "benchmarks.decisions": [],
}


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true")
    is_quick = arguments.parse_args().quick
    failed = 0
    for module, quickly in ALL.items():
        print(f"--- {module}", flush=True)
        # A process each: what one has loaded and kept would weigh on the figures of the next.
        ended = subprocess.run([sys.executable, "-m", module, *(quickly if is_quick else [])], check=False)
        failed += ended.returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
