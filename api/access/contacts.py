"""Whose telephone numbers and streets somebody sees: everybody's, those of their own cases, or nobody's."""

from dataclasses import dataclass, field

from aftersales import reading
from aftersales.queries.contact import Reachable, reachable_by
from api.access.caller import Caller
from api.access.roles import Permission
from engine import queries
from engine.bootstrap import Engine
from engine.model.query import Paging, TaskQuery
from engine.model.task import Task, TaskState

_MOST = 500


@dataclass(frozen=True, slots=True)
class Contacts:
    """Whose contact data is shown whole."""

    is_everybody: bool = False
    own: Reachable = field(default_factory=Reachable)

    def of_customer(self, customer_id: str) -> bool:
        """Say whether a customer's are."""
        return self.is_everybody or customer_id in self.own.customers

    def of_case(self, case_number: str | None) -> bool:
        """Say whether those in a case are."""
        return self.is_everybody or case_number in self.own.cases


def contacts_for(engine: Engine, caller: Caller) -> Contacts:
    """Return whose contact data the caller sees."""
    if caller.sees_contacts:
        return Contacts(is_everybody=True)
    if not caller.may(Permission.READ_OWN_CONTACTS):
        return Contacts()
    mine = queries.tasks(engine, TaskQuery(assignee=caller.id), Paging(limit=_MOST)).items
    tasked = {task.business_key for task in mine if task.business_key is not None}
    with reading(engine.store) as register:
        return Contacts(own=reachable_by(register, caller.id, tasked))


def sees_contacts_in(engine: Engine, caller: Caller, instance_id: str) -> bool:
    """Say whether the caller sees the contact data in a case's variables; auditors need them to judge.

    Raises:
        NotFound: there is no such instance.
    """
    number = queries.instance(engine, instance_id).business_key
    return caller.may(Permission.AUDIT) or contacts_for(engine, caller).of_case(number)


def sees_contacts_of(engine: Engine, caller: Caller, task: Task) -> bool:
    """Say whether the caller sees the contact data in a task: who does it now, and who sees them in its case.

    A task that is merely offered is judged by place, product and fault; whom to call is told who takes it.
    """
    if caller.sees_contacts or (task.state is TaskState.OPEN and caller.id in {task.assignee, task.owner}):
        return True
    return sees_contacts_in(engine, caller, task.instance_id)
