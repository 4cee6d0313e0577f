"""What others rely on: light to import, shared between threads, cached, and documented."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import engine.decisions
from engine.decisions import compile_expression, compile_unary_tests, prepare


def test_importing_the_package_loads_no_xml_no_regex_engine_and_no_holidays() -> None:
    code = (
        "import sys, engine.decisions;"
        "print([name for name in ('lxml', 're2', 'holidays', 'SpiffWorkflow') if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_everything_promised_is_there() -> None:
    assert all(getattr(engine.decisions, name) is not None for name in engine.decisions.__all__)


def test_equal_texts_are_compiled_once() -> None:
    assert compile_expression("a + 1", names=["x"]) is compile_expression("a + 1", names=["y"])
    assert compile_expression("a-b", names=["a-b"]) is not compile_expression("a-b")
    assert compile_unary_tests("< 5") is compile_unary_tests("< 5")


def test_an_expression_is_shared_between_threads() -> None:
    expression = compile_expression("sum(for i in 1..n return i) + rate")

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: expression.evaluate({"n": n, "rate": n}).value, [10, 100] * 50))

    assert answers == [Decimal(65), Decimal(5150)] * 50


def test_a_prepared_context_gives_the_same_answers() -> None:
    context = {"a": 1, "b": {"c": [1.5, (2, 3)]}}
    expression = compile_expression("a + b.c[1] + b.c[2][2]")

    assert expression.evaluate(prepare(context)).value == expression.evaluate(context).value == Decimal("5.5")
