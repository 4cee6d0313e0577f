"""Shapes a case for its customer: what the register tells, and where its process waits."""

from collections.abc import Sequence
from typing import Any, Final

from aftersales.model.case import Case
from aftersales.model.money import QuoteState
from aftersales.model.product import Product
from aftersales.ports.register import Register
from aftersales.queries.customer_case import CustomerCase, PromisedVisit, customer_case
from aftersales.queries.money import QuoteCard
from aftersales.queries.reasons import reasons_of
from aftersales.queries.steps import steps_of
from api.access.customer import GROUP, actor_of
from api.routes.portal_acts import Acts, acts_of
from api.wire.portal import (
    CaseLine,
    CustomerCaseView,
    LimitsView,
    OfferedQuoteView,
    OfferedTaskView,
    OwnFileView,
    ParcelView,
    PromisedPayoutView,
    PromisedVisitView,
    ReasonView,
    StepView,
    ToldView,
)
from engine import queries
from engine.bootstrap import Engine
from engine.model.annotation import Attachment
from engine.model.query import Paging, TaskQuery
from engine.model.task import Task, TaskState

_EVERYTHING: Final = Paging(limit=100)
# The process whose task asks for the answer to a quote; its due moment is how long the quote holds.
_QUOTING: Final = "quote"
# Before anybody has done anything there is nothing to rate.
_RATED_FROM: Final = ("acceptance", "refund", "answered", "follow_up", "closed")


def case_line(case: Case, product: Product | None) -> CaseLine:
    """Return a case as it stands in the customer's list."""
    return CaseLine(
        number=case.id,
        kind=case.kind,
        stage=case.stage,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        product_name=None if product is None else product.name_zh,
        product_name_en=None if product is None else product.name_en,
        symptom=case.symptom,
    )


def case_view(engine: Engine, register: Register, number: str) -> CustomerCaseView:
    """Return a case with all that its customer may see of it.

    Raises:
        NotFound: there is no such case.
    """
    found = customer_case(register, number)
    case = found.case
    steps = steps_of(case, _waiting(engine, case))
    acts, tasks = acts_of(engine, case, steps), offered_tasks(engine, case)
    scopes = list(queries.scopes(engine, case.instance_id).values())
    is_late_enough = any(step.id in _RATED_FROM and step.state != "ahead" for step in steps)
    return CustomerCaseView(
        **case_line(case, found.product).model_dump(),
        **_of_the_register(found),
        quotes=[_quote(card, tasks) for card in found.quotes],
        reasons=[ReasonView.model_validate(reason) for reason in reasons_of(scopes)],
        serial_number=case.unit_id,
        steps=[StepView.model_validate(step) for step in steps],
        tasks=[OfferedTaskView.model_validate(task) for task in tasks],
        files=[OwnFileView.model_validate(file) for file in own_files(engine, case)],
        can_urge=acts.may_urge,
        can_cancel=acts.may_cancel,
        limits=LimitsView(zh=acts.zh, en=acts.en) if acts.zh else None,
        can_rate=found.rating is None and is_late_enough,
    )


def acts_now(engine: Engine, case: Case) -> Acts:
    """Return what the customer may do with a case as it stands."""
    return acts_of(engine, case, steps_of(case, _waiting(engine, case)))


def offered_tasks(engine: Engine, case: Case) -> Sequence[Task]:
    """Return what waits for the customer of a case."""
    asked = TaskQuery(instance_id=case.instance_id, state=TaskState.OPEN, candidate_groups=(GROUP,))
    return queries.tasks(engine, asked, _EVERYTHING).items


def own_files(engine: Engine, case: Case) -> Sequence[Attachment]:
    """Return the files that the customer of a case sent."""
    own = actor_of(case).id
    return [file for file in queries.attachments(engine, case.instance_id) if file.author == own]


def _of_the_register(found: CustomerCase) -> dict[str, Any]:
    return {
        "visits": [_visit(each) for each in found.visits],
        "payouts": [PromisedPayoutView.model_validate(payout) for payout in found.payouts],
        "parcels": [ParcelView.model_validate(parcel) for parcel in found.parcels],
        "messages": [ToldView.model_validate(message) for message in found.messages],
    }


def _quote(card: QuoteCard, tasks: Sequence[Task]) -> OfferedQuoteView:
    quote = card.quote
    is_waiting = quote.state is QuoteState.SENT
    until = (task.due_at for task in tasks if is_waiting and task.definition_id.startswith(f"{_QUOTING}:"))
    return OfferedQuoteView.model_validate(
        {
            "total": quote.total,
            "state": quote.state,
            "sent_at": quote.sent_at,
            "answered_at": quote.answered_at,
            "valid_until": next(until, None),
            "lines": list(card.lines),
        }
    )


def _visit(promised: PromisedVisit) -> PromisedVisitView:
    return PromisedVisitView(
        begins_at=promised.visit.begins_at,
        ends_at=promised.visit.ends_at,
        state=promised.visit.state,
        technician_name=promised.technician_name,
        technician_phone=promised.technician_phone,
    )


def _waiting(engine: Engine, case: Case) -> list[tuple[str, str]]:
    if case.is_closed:
        return []
    found = queries.tokens(engine, case.instance_id)
    return [(token.definition_id.partition(":")[0], token.element_id) for token in found]
