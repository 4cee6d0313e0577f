"""Measures FEEL and DMN beside their peers: `python -m benchmarks.decisions [--json]`.

Every figure is the best of several repetitions, in microseconds of the processor's time for one
call: other work on the machine then disturbs least. Peers: SpiffWorkflow's own DMN engine on a table
that it can run, and feelin (npm), looked for in $FEELIN_DIR or web/, where Node is present.
"""

import json
import subprocess
import sys
import time
import timeit
from collections.abc import Callable

from benchmarks.decisions.feelin import measure_feelin
from benchmarks.decisions.spiff import measure_spiff
from benchmarks.decisions.workload import (
    CONDITIONS,
    CONTEXT,
    INPUTS,
    LONG_EXPRESSION,
    PLAIN_TABLE,
    RANGE_TABLE,
)
from engine.decisions import Definitions, compile_expression, load, prepare, verify
from engine.decisions.expression import Expression, build
from engine.decisions.feel.parser import parse_expression

REPETITIONS = 9


def microseconds(call: Callable[[], object], calls: int) -> float:
    """Return the best time of one call."""
    return min(timeit.repeat(call, timer=time.process_time, number=calls, repeat=REPETITIONS)) / calls * 1e6


def measure_conditions() -> dict[str, float]:
    prepared = prepare(CONTEXT)
    figures = {}
    for text in CONDITIONS:
        expression = compile_expression(text)
        figures[f"{text} | prepared context"] = microseconds(_evaluation(expression, prepared), 5_000)
        figures[f"{text} | plain context"] = microseconds(_evaluation(expression, CONTEXT), 5_000)
    return figures


def _evaluation(expression: Expression, context: dict[str, object]) -> Callable[[], object]:
    return lambda: expression.evaluate(context).value


def measure_tables() -> dict[str, float]:
    ranges, plain = load(RANGE_TABLE), load(PLAIN_TABLE)
    assert _decide(ranges)() == _decide(plain)() == 42
    return {
        "table of 50 rows and 6 inputs with ranges, UNIQUE, with its record": microseconds(
            _decide(ranges), 300
        ),
        "table of 50 rows and 6 inputs that SpiffWorkflow can run, with its record": microseconds(
            _decide(plain), 300
        ),
        "loading the table of 50 rows": microseconds(lambda: load(RANGE_TABLE), 5),
        "verifying the table of 50 rows": microseconds(lambda: verify(ranges), 2),
    }


def _decide(definitions: Definitions) -> Callable[[], object]:
    return lambda: definitions.evaluate("decide", INPUTS).value


def measure_parsing() -> dict[str, float]:
    def first_time() -> object:
        return build(LONG_EXPRESSION, lambda: parse_expression(LONG_EXPRESSION))

    return {f"first parse of {len(LONG_EXPRESSION)} characters": microseconds(first_time, 100)}


def measure_import() -> dict[str, float]:
    code = "import time; a = time.process_time(); import engine.decisions; print(time.process_time() - a)"
    times = []
    for _ in range(REPETITIONS):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        times.append(float(done.stdout))
    return {"import engine.decisions": min(times) * 1e6}


def main() -> None:
    started = time.perf_counter()
    report = {
        "conditions": measure_conditions(),
        "tables": measure_tables(),
        "parsing": measure_parsing(),
        "import": measure_import(),
        "peer: SpiffWorkflow": measure_spiff(microseconds),
        "peer: feelin": measure_feelin(),
    }
    if "--json" in sys.argv:
        print(json.dumps(report, ensure_ascii=False, indent=1))
        return
    for title, figures in report.items():
        print(f"\n{title} (µs)")
        for name, figure in figures.items():
            print(f"  {figure:>12,.2f}  {name}")
    print(f"\nmeasured in {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
