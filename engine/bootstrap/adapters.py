"""Fits FEEL, DMN and BPMN files to the engine's ports."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from lxml import etree

from engine import decisions
from engine.bpmn.checker import check as check_bpmn
from engine.bpmn.reader import read as read_bpmn
from engine.clock import Clock, VirtualClock
from engine.decisions import FeelSyntaxError, WorkingCalendars
from engine.errors import EngineError
from engine.model.decision import DecisionOutline
from engine.model.json_text import Encoder
from engine.model.problem import Problem, Severity
from engine.model.process import Process
from engine.ports.checking import World
from engine.ports.expression import (
    Decided,
    Evaluation,
    ExpressionRefused,
    Inspection,
    Remark,
    WorkingDays,
)
from engine.ports.models import DecisionFacts
from engine.ports.runtime import ValueRefused

VALUE_BYTES_AT_MOST = 1024 * 1024
_JSON = Encoder()


class FeelExpression:
    """A compiled expression that knows the engine's clock and calendars."""

    __slots__ = ("_calendars", "_clock", "compiled", "free_names")

    def __init__(
        self, expression: decisions.Expression, clock: Clock, calendars: WorkingCalendars | None
    ) -> None:
        self.compiled = expression
        self._clock = clock
        self._calendars = calendars
        self.free_names = expression.free_names

    def evaluate(self, variables: Mapping[str, object], *, at: datetime | None = None) -> Evaluation:
        """Evaluate against variables; `at` makes `now()` that moment and notes the working days used."""
        if at is not None:
            return self._evaluate_at(variables, at)
        result = self.compiled.evaluate(variables, clock=self._clock, calendar=self._calendars)
        return Evaluation(result.value, tuple(str(warning) for warning in result.warnings))

    def _evaluate_at(self, variables: Mapping[str, object], at: datetime) -> Evaluation:
        run = decisions.Run(clock=VirtualClock(at), calendars=self._calendars)
        result = self.compiled.evaluate_in(run, variables)
        days = (WorkingDays(s.calendar, s.first, s.last, s.is_provisional) for s in run.spans)
        return Evaluation(result.value, tuple(str(warning) for warning in result.warnings), tuple(days))


class FeelExpressions:
    """Compiles FEEL."""

    def __init__(self, clock: Clock, calendars: WorkingCalendars | None = None) -> None:
        self._clock = clock
        self._calendars = calendars

    def compile(self, text: str) -> FeelExpression:
        """Compile FEEL.

        Raises:
            ExpressionRefused: the text does not parse.
        """
        try:
            compiled = decisions.compile_expression(text)
        except FeelSyntaxError as error:
            raise ExpressionRefused(
                text, error.message, zh=error.message_zh, line=error.line, column=error.column
            ) from error
        return FeelExpression(compiled, self._clock, self._calendars)

    def inspect(self, text: str, *, known: Collection[str] | None, types: Mapping[str, str]) -> Inspection:
        """Look at FEEL without evaluating it.

        Raises:
            ExpressionRefused: the text does not parse.
        """
        compiled = self.compile(text).compiled
        written = ((name, types.get(name)) for name in compiled.free_names)
        kinds = {
            name: kind
            for name, kind_text in written
            if kind_text and (kind := decisions.feel_type(kind_text))
        }
        found = decisions.inspect_expression(compiled, known, kinds)
        remarks = (Remark(p.code, p.message, p.message_zh, p.line or 1, p.column or 1, p.name) for p in found)
        return Inspection(decisions.type_of(compiled, kinds), decisions.entries_of(compiled), tuple(remarks))


class FeelCodec:
    """Variables as JSON text."""

    def encode(self, value: object) -> str:
        """Return the value as JSON text.

        Raises:
            ValueRefused: FEEL has no such value, or it is larger than 1 MiB.
        """
        try:
            data = decisions.to_json(value)
        except EngineError as error:
            raise ValueRefused(error.message, zh=error.message_zh) from error
        text = _JSON.encode(data)
        if len(text) > VALUE_BYTES_AT_MOST:
            raise ValueRefused(
                f"The value has {len(text)} characters; {VALUE_BYTES_AT_MOST} are allowed.",
                zh=f"变量值有 {len(text)} 个字符，超过上限 {VALUE_BYTES_AT_MOST}。",
            )
        return text

    def decode(self, text: str) -> object:
        """Return the value."""
        return decisions.from_json(json.loads(text))


class DmnFile:
    """A loaded DMN file."""

    def __init__(
        self,
        definitions: Any,
        root: etree._Element,
        file: str,
        clock: Clock,
        calendars: WorkingCalendars | None,
    ) -> None:
        self._definitions = definitions
        self._clock = clock
        self._calendars = calendars
        infos = definitions.decisions
        key = root.get("id") or file.rpartition("/")[2].removesuffix(".dmn")
        self.facts = DecisionFacts(
            key,
            definitions.name,
            tuple(info.id for info in infos),
            _rules(root),
            decisions.result_types(definitions),
            definitions.name_en,
        )

    @property
    def outlines(self) -> tuple[DecisionOutline, ...]:
        """Return its decisions as people read them."""
        found: tuple[DecisionOutline, ...] = self._definitions.outlines
        return found

    def evaluate(self, decision: str, variables: Mapping[str, object]) -> Decided:
        """Evaluate one of its decisions."""
        result = self._definitions.evaluate(
            decision, dict(variables), clock=self._clock, calendar=self._calendars
        )
        return Decided(result.value, result.record.to_json())

    def explain(
        self, record: Mapping[str, Any], words: Mapping[str, tuple[str, str]]
    ) -> Sequence[tuple[str, str]]:
        """Return why a decision came out as its record says, in sentences in Chinese and English."""
        return [(each.zh, each.en) for each in decisions.explain(self._definitions, record, words)]


def _root(xml: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(xml, parser)


def _rules(root: etree._Element) -> tuple[tuple[str, int], ...]:
    return tuple(
        (table.get("id") or "", number)
        for table in root.iter("{*}decisionTable")
        for number, _ in enumerate(table.iterchildren("{*}rule"), start=1)
    )


class DmnFiles:
    """Reads and checks DMN."""

    def __init__(self, clock: Clock, calendars: WorkingCalendars | None = None) -> None:
        self._clock = clock
        self._calendars = calendars

    def load(self, xml: bytes, file: str) -> DmnFile:
        """Load a DMN file."""
        definitions = decisions.load(xml)
        return DmnFile(definitions, _root(xml), file, self._clock, self._calendars)

    def check(self, files: Mapping[str, bytes]) -> list[Problem]:
        """Return every problem of these files at once, tables verified over their whole input space."""
        return [problem for file, xml in files.items() for problem in _check_dmn(file, xml)]


def _check_dmn(file: str, xml: bytes) -> list[Problem]:
    try:
        definitions = decisions.load(xml)
    except EngineError as error:
        found = getattr(error, "problems", None) or [error]
        return [_dmn_problem(file, "DMN001", Severity.ERROR, p) for p in found]
    verified = [
        _dmn_problem(file, getattr(finding, "code", "DMN100"), _severity(finding), finding)
        for finding in decisions.verify(definitions)
    ]
    return [
        *verified,
        *(_expression_problem(file, found) for found in decisions.inspect_definitions(definitions)),
        *(_unnamed(file, name, element) for name, element in definitions.without_english),
    ]


def _unnamed(file: str, name: str, element: str | None) -> Problem:
    return Problem(
        file=file,
        code="no_english",
        severity=Severity.INFO,
        message=f"{name} has no English name.",
        message_zh=f"{name} 没有英文名称。",
        element=element,
        mend="Begin its description with a sentence in English: pages call it by that.",
        mend_zh="请在其 description 中以一句英文开头，页面以此为其英文名称。",
    )


def _expression_problem(file: str, found: decisions.Problem) -> Problem:
    # Line and column count inside of the expression; the file's line is not known.
    return Problem(
        file=file,
        code=found.code,
        severity=Severity.WARNING,
        message=f"Line {found.line}, column {found.column} of the expression: {found.message}.",
        message_zh=f"表达式第 {found.line} 行第 {found.column} 列：{found.message_zh}。",
        element=found.element_id,
    )


def _severity(finding: object) -> Severity:
    return Severity(str(getattr(finding, "severity", "warning")))


def _dmn_problem(file: str, code: str, severity: Severity, found: Any) -> Problem:
    message = getattr(found, "message", None) or str(found)
    return Problem(
        file=file,
        code=code,
        severity=severity,
        message=message,
        message_zh=getattr(found, "message_zh", None) or getattr(found, "zh", None) or message,
        element=getattr(found, "element_id", None) or getattr(found, "table_id", None),
        line=getattr(found, "line", None) or 0,
    )


class BpmnFiles:
    """Reads and checks BPMN."""

    def read(self, xml: bytes, file: str) -> Sequence[Process]:
        """Return the executable processes of a file."""
        return _read(xml, file)

    def check(self, files: Mapping[str, bytes], world: World) -> list[Problem]:
        """Return every problem of these files at once."""
        return check_bpmn(files, world)


@lru_cache(maxsize=256)
def _read(xml: bytes, file: str) -> tuple[Process, ...]:
    collaboration = read_bpmn(xml, file=file).collaboration
    if collaboration is None:
        return ()
    processes = tuple(collaboration.processes.values())
    # Where no process says that it is executable, all are meant; the checker has warned.
    return tuple(process for process in processes if process.is_executable) or processes
