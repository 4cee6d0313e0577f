"""The connectors of a case's progress: at which step it is, and whether it waits for somebody outside."""

from aftersales.connectors.case import saved
from aftersales.connectors.local import Local
from aftersales.connectors.reading import optional
from aftersales.model.case import Case, moved
from aftersales.ports.register import RegisterOf
from engine.ports.connector import Call, Outcome


class CaseProgress(Local):
    """`case.in_progress`, `case.waiting_for_customer` and their like: the case reaches a step.

    The type names the status, the element is the substatus. A process that is tried alone has no case: then
    there is nothing to move.
    """

    def __init__(self, register_of: RegisterOf, kind: str) -> None:
        super().__init__(register_of)
        self.type = kind

    def call(self, call: Call) -> Outcome:
        """Move the case to the step, with what the process knows by now of customer and unit."""
        register = self.register(call)
        number = optional(call, "caseNumber")
        case = None if number is None else register.look(Case, number)
        if case is None:
            return Outcome({})
        there = moved(case, status=self.type.removeprefix("case."), substatus=call.element_id)
        return saved(register, there, call)
