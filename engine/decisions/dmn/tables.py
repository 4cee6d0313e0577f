"""Compiles decision tables: which rules match, and what their hit policy makes of them."""

from dataclasses import dataclass, field

from engine.decisions.dmn.model import InputClause, OutputClause, Rule, TableBox
from engine.decisions.dmn.policies import POLICIES, Match, Policy
from engine.decisions.dmn.trace import TableRecord, Trace
from engine.decisions.dmn.workshop import Workshop
from engine.decisions.errors import FeelSyntaxError
from engine.decisions.feel.frame import Closure, Frame
from engine.decisions.feel.numeric_tests import Test
from engine.decisions.feel.parser import parse_tests
from engine.decisions.feel.syntax import Literal
from engine.decisions.limits import Run


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule: the tests of the cells that ask for something, and what makes the outputs."""

    number: int
    id: str
    tests: tuple[tuple[int, Test], ...]
    outputs: tuple[Closure, ...]


@dataclass(frozen=True, slots=True)
class CompiledTable:
    """A table ready to be evaluated."""

    id: str | None
    name: str
    policy: Policy
    hit_policy: str
    labels: tuple[str, ...]
    inputs: tuple[Closure, ...]
    output_names: tuple[str, ...]
    rules: tuple[CompiledRule, ...]
    defaults: tuple[Closure, ...] | None
    ranks: tuple[tuple[object, ...] | None, ...] = field(default=())

    def evaluate(self, frame: Frame) -> object:
        """Return what the hit policy makes of the rules that match."""
        values = [read(frame) for read in self.inputs]
        frame.run.spend(len(self.rules))
        matching = self._matching(values, frame)
        matches = [Match(rule.number, [make(frame) for make in rule.outputs]) for rule in matching]
        self._note(frame.run, values, matching)
        if not matches:
            return self._without_match(frame)
        return self.policy(matches, self, frame.run)

    def _matching(self, values: list[object], frame: Frame) -> list[CompiledRule]:
        only_first = self.hit_policy == "FIRST"
        matching = []
        for rule in self.rules:
            for column, test in rule.tests:
                if test(values[column], frame) is not True:
                    break
            else:
                matching.append(rule)
                if only_first:
                    break
        return matching

    def _note(self, run: Run, values: list[object], matching: list[CompiledRule]) -> None:
        if isinstance(run, Trace):
            rules = tuple((rule.number, rule.id) for rule in matching)
            inputs = tuple(zip(self.labels, values, strict=True))
            default = not matching and self.defaults is not None
            run.tables.append(TableRecord(self.id, self.name, self.hit_policy, inputs, rules, default))

    def _without_match(self, frame: Frame) -> object:
        if self.defaults is not None:
            default = self.output(Match(0, [make(frame) for make in self.defaults]))
            return [default] if self.gives_list else default
        frame.run.warn("no_rule_matched", name=self.name)
        return None

    @property
    def gives_list(self) -> bool:
        """Tell whether the hit policy answers with a list."""
        return self.hit_policy in {"RULE ORDER", "OUTPUT ORDER", "COLLECT"}

    def output(self, match: Match) -> object:
        """Return a rule's output: one value, or a context of several."""
        if len(match.outputs) == 1:
            return match.outputs[0]
        return dict(zip(self.output_names, match.outputs, strict=True))


def compile_table(box: TableBox, workshop: Workshop) -> Closure:
    """Compile a decision table."""
    policy_name = _policy_name(box)
    policy = POLICIES.get(policy_name)
    if policy is None:
        workshop.problem(
            "hit_policy", f"There is no hit policy {policy_name}.", f"不存在命中策略 {policy_name}。", box.id
        )
        policy = POLICIES["UNIQUE"]
    table = CompiledTable(
        id=box.id,
        name=box.name,
        policy=policy,
        hit_policy=box.hit_policy,
        labels=tuple(clause.label for clause in box.inputs),
        inputs=tuple(_input(clause, workshop) for clause in box.inputs),
        output_names=tuple(clause.name or f"output {number}" for number, clause in enumerate(box.outputs, 1)),
        rules=tuple(_rule(rule, number, box, workshop) for number, rule in enumerate(box.rules, 1)),
        defaults=_defaults(box, workshop),
        ranks=tuple(allowed_literals(clause.values or _declared(clause, workshop)) for clause in box.outputs),
    )
    return table.evaluate


def _policy_name(box: TableBox) -> str:
    return f"COLLECT {box.aggregation}" if box.hit_policy == "COLLECT" and box.aggregation else box.hit_policy


def _declared(clause: OutputClause, workshop: Workshop) -> str | None:
    definition = workshop.types.definition(clause.type_ref or "")
    return definition.allowed_values if definition else None


def _input(clause: InputClause, workshop: Workshop) -> Closure:
    read = workshop.typed(workshop.expression(clause.expression, clause.id), clause.type_ref, clause.label)
    if not clause.values:
        return read
    _, allowed = workshop.tests(clause.values, clause.id)
    return _checked(read, allowed, clause.label)


def _checked(read: Closure, allowed: Test, name: str) -> Closure:
    def evaluate(frame: Frame) -> object:
        value = read(frame)
        if value is not None and allowed(value, frame) is not True:
            frame.run.warn("not_allowed", name=name, value=value)
        return value

    return evaluate


def _rule(rule: Rule, number: int, box: TableBox, workshop: Workshop) -> CompiledRule:
    if len(rule.inputs) != len(box.inputs) or len(rule.outputs) != len(box.outputs):
        workshop.problem(
            "rule_shape",
            f"Rule {number} needs {len(box.inputs)} conditions and {len(box.outputs)} conclusions.",
            f"规则 {number} 应有 {len(box.inputs)} 个条件和 {len(box.outputs)} 个结论。",
            rule.id,
        )
    tests = []
    for column, cell in enumerate(rule.inputs[: len(box.inputs)]):
        node, test = workshop.tests(cell.text, cell.id or rule.id)
        if node.items or node.negated or cell.text not in {"", "-"}:
            tests.append((column, test))
    return CompiledRule(number, rule.id, tuple(tests), _outputs(rule, box, workshop))


def _outputs(rule: Rule, box: TableBox, workshop: Workshop) -> tuple[Closure, ...]:
    made = []
    for clause, cell in zip(box.outputs, rule.outputs, strict=False):
        closure = workshop.expression(cell.text if cell.text != "-" else "", cell.id or rule.id)
        made.append(_output(closure, clause, workshop))
    return (*made, *([_null] * (len(box.outputs) - len(made))))


def _output(closure: Closure, clause: OutputClause, workshop: Workshop) -> Closure:
    typed = workshop.typed(closure, clause.type_ref, clause.name or "output")
    if not clause.values:
        return typed
    _, allowed = workshop.tests(clause.values, clause.id)
    return _checked(typed, allowed, clause.name or "output")


def _null(_frame: Frame) -> None:
    return None


def _defaults(box: TableBox, workshop: Workshop) -> tuple[Closure, ...] | None:
    if not any(clause.default for clause in box.outputs):
        return None
    return tuple(
        workshop.typed(
            workshop.expression(clause.default or "", clause.id), clause.type_ref, clause.name or "output"
        )
        for clause in box.outputs
    )


def allowed_literals(text: str | None) -> tuple[object, ...] | None:
    """Return the values of a list of literals, in their order; None if it is something else."""
    if not text:
        return None
    try:
        tests = parse_tests(text)
    except FeelSyntaxError:
        return None
    if tests.negated or not all(isinstance(item, Literal) for item in tests.items):
        return None
    return tuple(item.value for item in tests.items if isinstance(item, Literal))
