"""The small table of what each role may do; tasks are narrowed further to those they are offered to."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """What a route asks for."""

    READ_MODELS = "read_models"
    READ_CASES = "read_cases"
    ANNOTATE_CASES = "annotate_cases"
    START_CASES = "start_cases"
    WORK_ON_TASKS = "work_on_tasks"
    SEE_ALL_TASKS = "see_all_tasks"
    ASSIGN_TASKS = "assign_tasks"
    SEND_MESSAGES = "send_messages"
    OPERATE_CASES = "operate_cases"
    DEPLOY = "deploy"
    AUDIT = "audit"
    MOVE_CLOCK = "move_clock"
    READ_PEOPLE = "read_people"
    READ_REGISTER = "read_register"
    READ_CUSTOMERS = "read_customers"
    READ_CONTACTS = "read_contacts"
    READ_OWN_CONTACTS = "read_own_contacts"
    READ_PAYOUTS = "read_payouts"
    READ_REPORTS = "read_reports"
    DECIDE_ERASURES = "decide_erasures"
    COUNT_STOCK = "count_stock"
    SETTLE = "settle"
    KEEP_TABLES = "keep_tables"
    SEND_AGAIN = "send_again"


STAFF: Final = ("desk", "dispatcher", "technician", "warehouse", "finance", "supervisor")
ROLES: Final = (*STAFF, "auditor", "owner", "admin", "customer")

_LEADS: Final = ("supervisor", "owner", "admin")
_EVERYBODY_INSIDE: Final = (*STAFF, "auditor", "owner", "admin")

PERMITTED: Final[Mapping[Permission, frozenset[str]]] = {
    Permission.READ_MODELS: frozenset(_EVERYBODY_INSIDE),
    Permission.READ_CASES: frozenset(_EVERYBODY_INSIDE),
    Permission.ANNOTATE_CASES: frozenset((*STAFF, *_LEADS)),
    Permission.START_CASES: frozenset(("desk", "dispatcher", *_LEADS)),
    Permission.WORK_ON_TASKS: frozenset(ROLES),
    Permission.SEE_ALL_TASKS: frozenset(("auditor", *_LEADS)),
    Permission.ASSIGN_TASKS: frozenset(("dispatcher", "supervisor", "admin")),
    Permission.SEND_MESSAGES: frozenset(("desk", "dispatcher", *_LEADS)),
    Permission.OPERATE_CASES: frozenset(_LEADS),
    Permission.DEPLOY: frozenset(("owner", "admin")),
    Permission.AUDIT: frozenset(("auditor", *_LEADS)),
    Permission.MOVE_CLOCK: frozenset(_EVERYBODY_INSIDE),
    Permission.READ_PEOPLE: frozenset(_EVERYBODY_INSIDE),
    Permission.READ_REGISTER: frozenset(_EVERYBODY_INSIDE),
    Permission.READ_CUSTOMERS: frozenset(("desk", "dispatcher", "technician", "finance", "auditor", *_LEADS)),
    # Whole telephone numbers and streets: everybody's for those who call and send; for those who travel
    # there, of the cases that are theirs, as long as they run.
    Permission.READ_CONTACTS: frozenset(("desk", "dispatcher", "supervisor", "admin")),
    Permission.READ_OWN_CONTACTS: frozenset(("technician",)),
    Permission.DECIDE_ERASURES: frozenset(("supervisor", "admin")),
    Permission.READ_PAYOUTS: frozenset(("desk", "finance", "auditor", *_LEADS)),
    Permission.READ_REPORTS: frozenset(("finance", "auditor", *_LEADS)),
    Permission.COUNT_STOCK: frozenset(("warehouse", "supervisor", "admin")),
    Permission.SETTLE: frozenset(("finance", "supervisor", "admin")),
    # Tables and messages hold whole telephone numbers and streets of everybody.
    Permission.KEEP_TABLES: frozenset(("supervisor", "admin")),
    Permission.SEND_AGAIN: frozenset(("supervisor", "admin")),
}
