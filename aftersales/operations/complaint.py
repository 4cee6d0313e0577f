"""Keeps complaints on record: what was said, how it was judged, who answers, what was done about it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from aftersales.model.deed import Deed
from aftersales.model.handling import Complaint, ComplaintClass, CorrectiveAction, Severity
from aftersales.ports.register import Register


def lodge_complaint(register: Register, complaint: Complaint, deed: Deed) -> Complaint:
    """Put a complaint on record, once for each id."""
    return register.look(Complaint, complaint.id) or register.add(complaint, deed)


def grade_complaint(
    register: Register,
    complaint_id: str,
    complaint_class: ComplaintClass | None,
    severity: Severity | None,
    departments: Sequence[str],
    deed: Deed,
) -> Complaint:
    """Note its class and severity, and which departments look into it."""
    found = register.get(Complaint, complaint_id)
    judged = replace(found, complaint_class=complaint_class, severity=severity)
    return register.save(replace(judged, departments=tuple(departments)), deed)


def explain_complaint(
    register: Register, complaint_id: str, cause: str, responsible: Sequence[str], deed: Deed
) -> Complaint:
    """Note the cause that was found, and who is responsible; where nobody is, those who looked stay."""
    found = register.get(Complaint, complaint_id)
    departments = tuple(responsible) or found.departments
    return register.save(replace(found, cause=cause, departments=departments), deed)


def answer_complaint(register: Register, complaint_id: str, deed: Deed) -> Complaint:
    """Note when the customer was answered first; later answers do not move it."""
    found = register.get(Complaint, complaint_id)
    return register.save(replace(found, answered_at=found.answered_at or deed.at), deed)


def plan_action(register: Register, action: CorrectiveAction, deed: Deed) -> CorrectiveAction:
    """Put a corrective action on record, once for each id."""
    return register.look(CorrectiveAction, action.id) or register.add(action, deed)


def check_action(
    register: Register, action_id: str, *, is_effective: bool, on: date, deed: Deed
) -> CorrectiveAction:
    """Note whether a corrective action helped, and who says so."""
    found = register.get(CorrectiveAction, action_id)
    checked = replace(found, checked_by=deed.actor, is_effective=is_effective)
    return register.save(replace(checked, done_on=found.done_on or on), deed)


def open_action(register: Register, complaint_id: str) -> CorrectiveAction | None:
    """Return the action whose effect is not known yet."""
    return register.first(CorrectiveAction, complaint_id=complaint_id, is_effective=None)
