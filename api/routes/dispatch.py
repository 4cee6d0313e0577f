"""The dispatch board: what waits for a technician, everybody's day, and who may go."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from fastapi import Query

from aftersales import reading
from aftersales.ports.register import Register
from aftersales.queries.dispatch import WAITING_AT, Work, candidates, days, outlet_of
from api.access.caller import Dispatcher, TheEngine
from api.exact_route import router
from api.problem.language import ReaderLanguage
from api.routes.refused import FOUND
from api.wire.dispatch import BoardFilter, BoardView, CandidateView, DayView, WaitingView
from api.wire.scalar import TaskId
from engine import queries
from engine.bootstrap import Engine
from engine.clock import CHINA
from engine.errors import NotFound
from engine.model.query import Paging, TaskQuery
from engine.model.task import Task

routes = router("/dispatch", "dispatch")
_Asked = Annotated[BoardFilter, Query()]
_MOST = 100


@routes.get("", summary="Read the dispatch board")
def read_board(engine: TheEngine, caller: Dispatcher, asked: _Asked) -> BoardView:
    """Read which visits wait for a technician, and what everybody does on a day."""
    process, element = WAITING_AT
    query = TaskQuery(process_key=process, element_id=element)
    waiting = queries.tasks(engine, query, Paging(sort="-priority", limit=_MOST)).items
    day = _day(engine, asked)
    with reading(engine.store) as register:
        return BoardView(
            day=day,
            waiting=[_waiting(engine, register, task) for task in waiting],
            technicians=[DayView.of(each) for each in days(register, day)],
        )


@routes.get("/{task_id}/candidates", summary="Say who may make a visit", responses=FOUND)
def list_candidates(
    engine: TheEngine, caller: Dispatcher, task_id: TaskId, asked: _Asked, language: ReaderLanguage
) -> list[CandidateView]:
    """Say of every technician whether a waiting visit can be given to them on a day, and if not, why."""
    task = queries.task(engine, task_id)
    if (task.process_key, task.element_id) != WAITING_AT:
        raise NotFound("waiting visit", task_id, zh="待派工的上门")
    work = Work.of(_known(engine, task))
    with reading(engine.store) as register:
        found = candidates(register, work, _day(engine, asked))
    return [CandidateView.of(fit, language) for fit in found]


def _waiting(engine: Engine, register: Register, task: Task) -> WaitingView:
    known = _known(engine, task)
    work = Work.of(known)
    return WaitingView(
        task_id=task.id,
        instance_id=task.instance_id,
        case_number=task.business_key,
        due_at=task.due_at,
        priority=task.priority,
        assignee=task.assignee,
        province=work.province,
        city=_text(known, "city"),
        category=work.category,
        model=_text(known, "product_model"),
        symptom=_text(known, "symptom"),
        is_emergency=known.get("is_emergency") is True,
        outlet_id=outlet_of(register, work),
    )


def _known(engine: Engine, task: Task) -> Mapping[str, object]:
    return queries.seen_variables(engine, task.instance_id, task.token)


def _text(known: Mapping[str, object], name: str) -> str | None:
    value = known.get(name)
    return None if value is None else str(value)


def _day(engine: Engine, asked: BoardFilter) -> date:
    return asked.day or engine.clock.now().astimezone(CHINA).date()
