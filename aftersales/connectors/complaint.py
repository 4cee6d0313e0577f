"""The connectors of complaints: lodged, graded, explained, answered; improved and checked."""

from aftersales.connectors.local import Local
from aftersales.connectors.reading import (
    day_of,
    deed_of,
    needed,
    number_of,
    optional,
    rows,
    today,
    within,
)
from aftersales.model.handling import Complaint, ComplaintClass, CorrectiveAction, Severity
from aftersales.operations.complaint import (
    answer_complaint,
    check_action,
    explain_complaint,
    grade_complaint,
    lodge_complaint,
    open_action,
    plan_action,
)
from aftersales.ports.register import Register
from engine.ports.connector import Call, Outcome


class ComplaintLodge(Local):
    """`complaint.lodge`: a complaint is on record from the moment it is registered.

    Inputs: `symptom` (what is complained of), `demand`.
    """

    type = "complaint.lodge"

    def call(self, call: Call) -> Outcome:
        """Lodge the complaint; a case has one."""
        number = number_of(call)
        complaint = Complaint(number, number, call.at, needed(call, "symptom"), optional(call, "demand"))
        lodge_complaint(self.register(call), complaint, deed_of(call, number))
        return Outcome({})


class ComplaintGrade(Local):
    """`complaint.grade`: its class, severity and departments, as the tables say.

    Inputs: `complaint_class` (a context with `class`, `departments`), `complaint_severity` (`severity`).
    """

    type = "complaint.grade"

    def call(self, call: Call) -> Outcome:
        """Note what the tables say."""
        register, number = self.register(call), number_of(call)
        kind, grave = within(call, "complaint_class"), within(call, "complaint_severity")
        departments = kind.get("departments")
        grade_complaint(
            register,
            number,
            ComplaintClass(str(kind.get("class"))),
            Severity(str(grave.get("severity"))),
            [str(name) for name in departments] if isinstance(departments, list | tuple) else [],
            deed_of(call, number),
        )
        return Outcome({})


class ComplaintExplain(Local):
    """`complaint.explain`: what the departments have found.

    Input: `analyses`, a list of contexts with `department`, `cause`, `is_responsible`.
    """

    type = "complaint.explain"

    def call(self, call: Call) -> Outcome:
        """Note the cause and the responsible departments of a complaint that is on record."""
        register, number = self.register(call), number_of(call)
        found = rows(call, "analyses")
        responsible = [one for one in found if one.get("is_responsible") is True]
        cause = "；".join(f"{one.get('department')}：{one.get('cause')}" for one in responsible or found)
        if cause and _is_lodged(register, number):
            departments = [str(one.get("department")) for one in responsible]
            explain_complaint(register, number, cause, departments, deed_of(call, number))
        return Outcome({})


def _is_lodged(register: Register, number: str) -> bool:
    """Say whether a complaint is on record: the settlement may be called for a case without one."""
    return register.look(Complaint, number) is not None


class ComplaintAnswer(Local):
    """`complaint.answer`: the customer was answered. The first answer counts for the clocks."""

    type = "complaint.answer"

    def call(self, call: Call) -> Outcome:
        """Note the moment of the answer."""
        register, number = self.register(call), number_of(call)
        if _is_lodged(register, number):
            answer_complaint(register, number, deed_of(call, number))
        return Outcome({})


class ComplaintPlan(Local):
    """`complaint.plan`: a corrective action is planned.

    Inputs: `improvement_owner`, `improvement_measures`, `improvement_due_on`.
    """

    type = "complaint.plan"

    def call(self, call: Call) -> Outcome:
        """Put the action on record, once for each job."""
        number = number_of(call)
        action = CorrectiveAction(
            call.job_id,
            number,
            needed(call, "improvement_owner"),
            needed(call, "improvement_measures"),
            day_of(call, "improvement_due_on") or today(call),
        )
        plan_action(self.register(call), action, deed_of(call, number))
        return Outcome({})


class ComplaintCheck(Local):
    """`complaint.check`: whether the corrective action helped, and who says so.

    Input: `is_effective`.
    """

    type = "complaint.check"

    def call(self, call: Call) -> Outcome:
        """Note the effect of the action that waits for its check."""
        register, number = self.register(call), number_of(call)
        waiting, deed = open_action(register, number), deed_of(call, number)
        if waiting is not None:
            is_effective = call.variables.get("is_effective") is True
            check_action(register, waiting.id, is_effective=is_effective, on=today(call), deed=deed)
        return Outcome({})
