"""A technician's own day: whom to visit, when, where, and what is to be done there."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Final

from fastapi import Query

from aftersales import reading
from aftersales.queries.my_day import Stop, stops, visits_of
from api.access.caller import TaskWorker, TheEngine
from api.exact_route import router
from api.wire.my_day import MyDayFilter, MyDayView, StopTaskView, StopView
from api.wire.workforce import VisitView
from engine import queries
from engine.bootstrap import Engine
from engine.clock import CHINA
from engine.model.query import Paging, TaskQuery
from engine.model.task import Task

routes = router("/my-day", "dispatch")
# Where a visit is still to be agreed with the customer.
_BOOKED_AT: Final = "agree_appointment"
_MOST = 500


@routes.get("", summary="Read your day")
def read_my_day(engine: TheEngine, caller: TaskWorker, asked: Annotated[MyDayFilter, Query()]) -> MyDayView:
    """Read your visits of a day with customers and open tasks, then the cases without an appointment.

    Today's begin with those of earlier days that never ended. Nobody's visits but your own are shown.
    """
    today = engine.clock.now().astimezone(CHINA).date()
    day = asked.day or today
    tasks = _tasks_by_case(engine, caller.id)
    with reading(engine.store) as register:
        visits = visits_of(register, caller.id, day, left_over=tasks if day == today else ())
        seen = {visit.case_number for visit in visits}
        found = stops(register, visits, [number for number in _unbooked(tasks) if number not in seen])
    return MyDayView(day=day, stops=[_shown(engine, stop, found, tasks) for stop in found])


def _tasks_by_case(engine: Engine, who: str) -> Mapping[str, list[Task]]:
    mine = TaskQuery(assignee=who)
    found: dict[str, list[Task]] = {}
    for task in queries.tasks(engine, mine, Paging(sort="due_at", limit=_MOST)).items:
        if task.business_key is not None:
            found.setdefault(task.business_key, []).append(task)
    return found


def _unbooked(tasks: Mapping[str, Sequence[Task]]) -> Sequence[str]:
    return [number for number, own in tasks.items() if any(task.element_id == _BOOKED_AT for task in own)]


def _shown(engine: Engine, stop: Stop, day: Sequence[Stop], tasks: Mapping[str, Sequence[Task]]) -> StopView:
    # A case that was visited in vain comes twice; what is to be done stands with the later visit.
    is_last = [each for each in day if each.case_number == stop.case_number][-1] is stop
    own = tasks.get(stop.case_number, ()) if is_last else ()
    known = _known(engine, stop, own)
    return StopView(
        case_number=stop.case_number,
        visit=None if stop.visit is None else VisitView.model_validate(stop.visit),
        customer_name=_text(known, "customer_name") or stop.customer_name,
        phone=_text(known, "customer_phone") or stop.phone,
        address=_address(known) or stop.address,
        category=_text(known, "product_category"),
        model=_text(known, "product_model"),
        symptom=_text(known, "symptom") or (None if stop.case is None else stop.case.symptom),
        is_emergency=known.get("is_emergency") is True,
        tasks=[StopTaskView.model_validate(task) for task in own],
    )


def _known(engine: Engine, stop: Stop, own: Sequence[Task]) -> Mapping[str, object]:
    if own:
        return queries.seen_variables(engine, own[0].instance_id, own[0].token)
    return {} if stop.case is None else queries.variables(engine, stop.case.instance_id)


def _address(known: Mapping[str, object]) -> str | None:
    parts = [_text(known, name) or "" for name in ("city", "district", "address")]
    return "".join(parts) or None


def _text(known: Mapping[str, object], name: str) -> str | None:
    value = known.get(name)
    return None if value is None or str(value).strip() == "" else str(value)
