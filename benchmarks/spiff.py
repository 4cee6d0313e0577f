"""The peer: SpiffWorkflow by itself on the same model."""

import io
import time
from typing import Any

from sqlalchemy import create_engine, text

from benchmarks.models import payload, user_tasks

TASKS = 12


def spiff_spec() -> Any:  # noqa: ANN401 - SpiffWorkflow has no types
    from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser

    parser = BpmnParser()
    parser.add_bpmn_io(io.BytesIO(user_tasks("p", TASKS, duration='"PT24H"')))
    return parser.get_spec("p")


def spiff_steps(spec: Any, cases: int) -> float:  # noqa: ANN401 - SpiffWorkflow has no types
    """Return seconds a step of bare SpiffWorkflow in memory."""
    from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
    from SpiffWorkflow.util.task import TaskState

    spent, steps = 0.0, 0
    for _ in range(cases):
        workflow = BpmnWorkflow(spec)
        workflow.do_engine_steps()
        begun = time.perf_counter()
        while not workflow.is_completed():
            task = workflow.get_next_task(state=TaskState.READY, manual=True)
            task.data["answer"] = steps
            task.run()
            workflow.do_engine_steps()
            steps += 1
        spent += time.perf_counter() - begun
    return spent / steps


def spiff_serialised(url: str, steps: int) -> float:
    """Return seconds a step of SpiffWorkflow that stores its whole JSON in the database at each step.

    The case has 100 finished tasks and 100 KB of data before the steps that are measured.
    """
    from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
    from SpiffWorkflow.bpmn.serializer.workflow import BpmnWorkflowSerializer
    from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
    from SpiffWorkflow.util.task import TaskState

    parser = BpmnParser()
    parser.add_bpmn_io(io.BytesIO(user_tasks("p", 100 + steps + 1, duration='"PT24H"')))
    workflow, serializer = BpmnWorkflow(parser.get_spec("p")), BpmnWorkflowSerializer()
    workflow.do_engine_steps()
    database = create_engine(url)
    with database.begin() as connection:
        connection.execute(text("CREATE TABLE whole_json (id INTEGER PRIMARY KEY, state TEXT)"))
        connection.execute(text("INSERT INTO whole_json VALUES (1, '')"))
    begun = 0.0
    for step in range(100 + steps):
        task = workflow.get_next_task(state=TaskState.READY, manual=True)
        if step == 0:
            task.data["payload"] = payload()
        if step == 100:
            begun = time.perf_counter()
        task.data["answer"] = step
        task.run()
        workflow.do_engine_steps()
        if step >= 100:
            state = serializer.serialize_json(workflow)
            with database.begin() as connection:
                connection.execute(text("UPDATE whole_json SET state = :s WHERE id = 1"), {"s": state})
    spent = time.perf_counter() - begun
    with database.begin() as connection:
        connection.execute(text("DROP TABLE whole_json"))
    database.dispose()
    return spent / steps
