"""Activities that run several times: standard loops and multi-instance (BPMN 2.0.2, 13.3.6 and 13.3.7)."""

import re
from collections import ChainMap
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from engine.bpmn.execution.activity import Activity
from engine.bpmn.execution.fault import Fault
from engine.bpmn.execution.listening import Listeners
from engine.bpmn.execution.token import Token
from engine.bpmn.execution.transfer import Inputs, Outputs
from engine.bpmn.execution.variables import MISSING
from engine.model.incident import IncidentKind
from engine.model.process import Element, MultiInstance, StandardLoop
from engine.ports.expression import Expressions

if TYPE_CHECKING:
    from engine.bpmn.execution.blueprint import ScopeSpec

# A collection longer than this is a mistake in the data rather than work for people.
INSTANCES_AT_MOST = 10_000
_ITEMS = "items"
_NAME = re.compile(r"^[^\W\d]\w*$")


class Repeating(Activity):
    """The outside of a repeated activity: it has the boundary events and flows, its bodies do the work."""

    body: Activity

    def __init__(self, wf_spec: "ScopeSpec", element: Element, body: Activity) -> None:
        self.body = body
        super().__init__(wf_spec, element)
        self.undo_id, self.handler_id = self.handler_id, None

    def compile(self, expressions: Expressions) -> None:
        # Input and output mappings and listeners belong to each body.
        self.input_mappings = Inputs((), expressions)
        self.output_mappings = Outputs((), expressions)
        self.listeners = Listeners(self.element, (), expressions)

    def open_locals(self, token: Token) -> None:
        self.open_own_scope(token)

    def spawn(self, token: Token, count: int, values: Mapping[str, object]) -> None:
        """Begin one more body with its local variables."""
        scope, case = token.scope, token.scope.case
        body = scope.new_token(self.body, parent=token)
        body.internal_data["n"] = count
        own = self.body.own_scope(body)
        case.vars.open_scope(own, inside=token.id)
        for name, value in {**values, "loopCounter": Decimal(count)}.items():
            case.vars.set_local(own, name, value)
        self.body._update(body)

    def bodies(self, token: Token) -> list[Token]:
        """Return the bodies that are under way."""
        return [child for child in token.children if child.task_spec is self.body]

    def body_leaves(self, token: Token, body: Token) -> None:
        """Look at a body's result while its local variables are still there."""

    def body_ended(self, token: Token, body: Token) -> None:
        """Count, and go round again or on."""
        token.internal_data["done"] = token.internal_data.get("done", 0) + 1
        token.scope.is_dirty = True
        token.scope.case.guard(token, "repeat", lambda: self.repeat(token))

    def repeat(self, token: Token) -> None:
        """Begin the next body, or complete after the last one."""
        raise NotImplementedError

    def finish(self, token: Token) -> None:
        if self.undo_id is not None:
            for _ in range(token.internal_data.get("done", 0)):
                token.scope.remember(self.element.id, self.undo_id)
        super().finish(token)


class LoopNode(Repeating):
    """A standard loop: while the condition holds, at most `loopMaximum` times."""

    def compile(self, expressions: Expressions) -> None:
        super().compile(expressions)
        self.loop = self.element.loop or StandardLoop(None)
        text = self.loop.condition
        self.condition = None if text is None else expressions.compile(text.removeprefix("="))

    def begin(self, token: Token) -> bool | None:
        token.internal_data["done"] = 0
        if self.loop.maximum == 0 or (self.loop.test_before and not self._again(token)):
            return True
        self.spawn(token, 1, {})
        return None

    def repeat(self, token: Token) -> None:
        done = token.internal_data["done"]
        is_full = self.loop.maximum is not None and done >= self.loop.maximum
        if not is_full and self._again(token):
            self.spawn(token, done + 1, {})
        else:
            token.scope.case.complete(token)

    def _again(self, token: Token) -> bool:
        if self.condition is None:
            return True
        count = {"loopCounter": Decimal(token.internal_data["done"])}
        view = ChainMap(count, token.scope.case.view(token))  # type: ignore[arg-type]  # read only
        value = token.scope.case.evaluate(self.condition, token, kind=IncidentKind.CONDITION, variables=view)
        return value is True


class MultiInstanceNode(Repeating):
    """Several instances, one after the other or all at once, each with its item.

    The collection as it was at the beginning, and what each instance has given, are kept in a scope of
    variables that no expression sees: the negative number of the token.
    """

    def compile(self, expressions: Expressions) -> None:
        super().compile(expressions)
        self.many = self.element.multi_instance or MultiInstance(is_sequential=True)
        self.collection = self.formula(self.many.collection, expressions, is_feel=True)
        self.cardinality = self.formula(self.many.cardinality, expressions, is_feel=True)
        text = self.many.completion_condition
        self.enough = None if text is None else expressions.compile(text.removeprefix("="))
        self.output = self.formula(self.many.output_element, expressions, is_feel=True)
        told = (self.many.output_element or "").removeprefix("=").strip()
        # What an instance gives is its own until it is collected: instances must not overwrite each other.
        self.own_result = told if _NAME.match(told) else None

    def drop_locals(self, token: Token) -> None:
        token.scope.case.vars.drop_scope(token.id)
        token.scope.case.vars.drop_scope(-token.id)

    def reopen(self, token: Token) -> None:
        """Put the stored hidden scope back."""
        if "total" in token.internal_data:
            token.scope.case.vars.open_scope(-token.id, inside=None)

    def begin(self, token: Token) -> bool | None:
        items = self._items(token)
        token.internal_data.update(total=len(items), done=0, next=0)
        variables = token.scope.case.vars
        variables.open_scope(-token.id, inside=None)
        if not items:
            return True
        if self.collection is not None:
            variables.set_local(-token.id, _ITEMS, items)
        for _ in range(1 if self.many.is_sequential else len(items)):
            self._next(token, items)
        return None

    def _items(self, token: Token) -> list[object]:
        if self.collection is not None:
            value = self.collection.value(token)
            if not isinstance(value, list):
                raise Fault(
                    IncidentKind.EXPRESSION, f"The collection of {self.element.id} is no list: {value!r:.80}."
                )
            items: list[object] = value
        else:
            items = [None] * self._count(token)
        if len(items) > INSTANCES_AT_MOST:
            raise Fault(IncidentKind.EXPRESSION, f"{len(items)} instances are more than {INSTANCES_AT_MOST}.")
        return items

    def _count(self, token: Token) -> int:
        value = None if self.cardinality is None else self.cardinality.value(token)
        if isinstance(value, Decimal | int) and not isinstance(value, bool) and 0 <= value == int(value):
            return int(min(value, INSTANCES_AT_MOST + 1))
        raise Fault(IncidentKind.EXPRESSION, f"The number of instances is no whole number: {value!r:.80}.")

    def _next(self, token: Token, items: object) -> None:
        index = token.internal_data["next"]
        token.internal_data["next"] = index + 1
        values: dict[str, object] = {} if self.own_result is None else {self.own_result: None}
        if self.many.element_variable is not None and isinstance(items, list):
            values[self.many.element_variable] = items[index]
        self.spawn(token, index + 1, values)

    def body_leaves(self, token: Token, body: Token) -> None:
        case = token.scope.case
        if self.output is not None:
            case.vars.set_local(-token.id, str(body.internal_data["n"]), self.output.value(body))
        if self.enough is not None:
            counts = {
                "numberOfInstances": Decimal(token.internal_data["total"]),
                "numberOfCompletedInstances": Decimal(token.internal_data["done"] + 1),
                "numberOfActiveInstances": Decimal(len(self.bodies(token)) - 1),
                "numberOfTerminatedInstances": Decimal(0),
            }
            view = ChainMap(counts, case.view(body))  # type: ignore[arg-type]  # read only
            value = case.evaluate(self.enough, body, kind=IncidentKind.CONDITION, variables=view)
            token.internal_data["enough"] = value is True

    def repeat(self, token: Token) -> None:
        waits = token.internal_data
        if waits.get("enough"):
            for other in self.bodies(token):
                other.cancel()
        elif waits["next"] < waits["total"]:
            self._next(token, token.scope.case.vars.get(-token.id, _ITEMS))
            return
        elif self.bodies(token):
            return
        token.scope.case.complete(token)

    def finish(self, token: Token) -> None:
        case = token.scope.case
        if self.many.output_collection is not None:
            total = token.internal_data.get("total", 0)
            found = [case.vars.get(-token.id, str(n + 1)) for n in range(total)]
            values = [None if value is MISSING else value for value in found]
            case.write({self.many.output_collection: values}, token=token, scope=token.scope.number)
        super().finish(token)
