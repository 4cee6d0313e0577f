"""Runs the public DMN Technology Compatibility Kit and reports what passes."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from engine.decisions.dmn import xml
from engine.decisions.dmn.definitions import Definitions
from engine.decisions.dmn.loading import load_definitions
from engine.decisions.dmn.xml import Xml
from engine.decisions.errors import DmnError
from engine.decisions.feel import temporal_text
from engine.decisions.feel.ordering import same
from engine.decisions.limits import Run
from engine.errors import EngineError

LEVELS: Final = {"level2": "compliance-level-2", "level3": "compliance-level-3"}
_NIL: Final = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_TYPE: Final = "{http://www.w3.org/2001/XMLSchema-instance}type"
# The kit writes results of exp, log and the like with the digits of a double.
_TOLERANCE: Final = Decimal("1e-8")


@dataclass(frozen=True, slots=True)
class Miss:
    """A test whose result is not the expected one."""

    level: str
    suite: str
    case: str
    node: str
    expected: str
    actual: str


@dataclass(slots=True)
class Score:
    """How many tests of a level pass; a test is one expected result of one case."""

    passed: int = 0
    total: int = 0


@dataclass(slots=True)
class KitReport:
    """The score of each level, and every miss."""

    scores: dict[str, Score] = field(default_factory=dict)
    suites: dict[str, Score] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Return `{"level2": {"passed", "total"}, "level3": …, "misses": […]}`."""
        levels = {
            level: {"passed": score.passed, "total": score.total} for level, score in self.scores.items()
        }
        misses = [
            {
                "level": miss.level,
                "suite": miss.suite,
                "case": miss.case,
                "node": miss.node,
                "expected": miss.expected,
                "actual": miss.actual,
            }
            for miss in self.misses
        ]
        return {**levels, "misses": misses}

    def to_text(self) -> str:
        """Return a line per suite, the misses, and a line per level."""
        lines = [f"{suite:<48} {score.passed:>5} / {score.total}" for suite, score in self.suites.items()]
        lines += [
            f"MISS {miss.suite} {miss.case} {miss.node}: expected {miss.expected}, got {miss.actual}"
            for miss in self.misses
        ]
        for level, score in self.scores.items():
            share = 100 * score.passed / score.total if score.total else 0
            lines.append(f"{level}: {score.passed} of {score.total} pass ({share:.2f} %)")
        return "\n".join(lines)


class KitNotFound(EngineError):
    """The folder holds no kit."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} holds no DMN kit: the folders compliance-level-2 and -3 are missing.",
            zh=f"{path} 中没有 DMN 测试集：缺少 compliance-level-2 和 -3 文件夹。",
            path=str(path),
        )


def run_kit(path: Path) -> KitReport:
    """Run every test of the levels 2 and 3.

    Raises:
        KitNotFound: if the folder is not that of the kit.
    """
    report = KitReport()
    for level, name in LEVELS.items():
        folder = path / name
        if not folder.is_dir():
            raise KitNotFound(path)
        report.scores[level] = Score()
        for suite in sorted(folder.iterdir()):
            if suite.is_dir():
                _run_suite(suite, level, report)
    return report


def _run_suite(folder: Path, level: str, report: KitReport) -> None:
    score = report.suites.setdefault(folder.name, Score())
    models: dict[str, Definitions | str] = {}
    for tests in sorted(folder.glob("*-test-*.xml")):
        root = xml.parse(tests.read_bytes())
        name = xml.text(root, "modelName") or ""
        if name not in models:
            models[name] = _load(folder / name)
        for case, node, passed, expected, actual in _outcomes(root, models[name]):
            score.total += 1
            score.passed += passed
            report.scores[level].total += 1
            report.scores[level].passed += passed
            if not passed:
                report.misses.append(Miss(level, folder.name, case, node, expected, actual))


def _load(path: Path) -> Definitions | str:
    others = [other for other in path.parent.glob("*.dmn") if other != path]
    files = {xml.parse(data).get("namespace", ""): data for data in (other.read_bytes() for other in others)}
    try:
        return load_definitions(path.read_bytes(), files, tolerant=True)
    except (DmnError, OSError) as error:
        return f"the model can't be loaded: {error}"


def _outcomes(root: Xml, model: Definitions | str) -> Iterator[tuple[str, str, bool, str, str]]:
    for case in xml.children(root, "testCase"):
        inputs = {node.get("name"): read_value(node) for node in xml.children(case, "inputNode")}
        for node in xml.children(case, "resultNode"):
            name = node.get("name", "")
            expected = read_value(xml.child(node, "expected"))
            called = case.get("invocableName") or name
            try:
                actual = model if isinstance(model, str) else _answer(model, called, name, inputs)
            except EngineError as error:
                actual = f"{type(error).__name__}: {error}"
            passed = alike(expected, actual)
            yield case.get("id", ""), name, passed, repr(expected)[:200], repr(actual)[:200]


def _answer(model: Definitions, called: str, name: str, inputs: dict[str, object]) -> object:
    value = model.evaluate(called, inputs).value
    if called != name and isinstance(value, dict) and name in value:
        return value[name]
    return value


def read_value(element: Xml | None) -> object:
    """Read a value of the kit: a simple one, a list or components."""
    if element is None:
        return None
    items = xml.child(element, "list")
    if items is not None:
        return [] if items.get(_NIL) == "true" else [read_value(item) for item in xml.children(items, "item")]
    components = list(xml.children(element, "component"))
    if components:
        return {component.get("name"): read_value(component) for component in components}
    value = xml.child(element, "value")
    return None if value is None or value.get(_NIL) == "true" else _simple(value)


def _simple(value: Xml) -> object:
    text = "".join(value.itertext())
    kind = (value.get(_TYPE) or "").rpartition(":")[2]
    if kind in {"decimal", "double", "integer", "int", "long", "float"}:
        return Decimal(text.strip())
    readers = {
        "boolean": lambda text: text.strip() == "true",
        "date": temporal_text.parse_date,
        "time": temporal_text.parse_time,
        "dateTime": temporal_text.parse_moment,
        "duration": temporal_text.parse_duration,
    }
    read = readers.get(kind)
    return read(text.strip()) if read else text if kind else _guessed(text)


def _guessed(text: str) -> object:
    """Read a value without a type, as the kit's older files hold it."""
    if text.strip() in {"true", "false"}:
        return text.strip() == "true"
    try:
        return Decimal(text.strip())
    except ArithmeticError:
        return text


def alike(expected: object, actual: object) -> bool:
    """Compare as the kit does: types must agree, decimals to eight places."""
    if isinstance(expected, Decimal) and isinstance(actual, Decimal):
        return expected == actual or abs(expected - actual) <= _TOLERANCE * max(Decimal(1), abs(expected))
    if isinstance(expected, list) and isinstance(actual, list):
        return len(expected) == len(actual) and all(map(alike, expected, actual))
    if isinstance(expected, dict) and isinstance(actual, dict):
        return expected.keys() == actual.keys() and all(
            alike(expected[name], actual[name]) for name in expected
        )
    if isinstance(expected, dt.time | dt.datetime) and type(expected) is type(actual):
        return temporal_text.write(expected) == temporal_text.write(actual) or same(expected, actual, Run())
    return same(expected, actual, Run())
