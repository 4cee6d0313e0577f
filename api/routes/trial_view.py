"""Collects what the page of a test case needs."""

from api.wire.instance import InstanceView, ScopeView, TokenView
from api.wire.operation import IncidentView, MessageWaitView
from api.wire.task import TaskView
from api.wire.trial import TrialView
from api.wire.variables import variables_to_wire
from engine import queries
from engine.bootstrap import Engine
from engine.model.definition import Definition, ResourceKind
from engine.model.query import Paging, RowQuery, TaskQuery
from engine.testing.trial import STEPS_AT_MOST, Trial

_ALL = Paging(limit=500)


def trial_view(real: Engine, trial: Trial) -> TrialView:
    """Return a test case as it stands; `real` knows the versions that it was made from."""
    own, case = trial.engine, trial.instance_id
    rows = RowQuery(instance_id=case)
    scopes = queries.scopes(own, case)
    return TrialView(
        id=trial.id,
        definition_id=trial.definition.id,
        models=_models(real, trial),
        begun_at=trial.begun_at,
        now=trial.clock.now(),
        steps_left=STEPS_AT_MOST - trial.steps,
        instance=InstanceView.model_validate(trial.instance),
        tokens=[TokenView.model_validate(each) for each in queries.tokens(own, case)],
        tasks=[
            TaskView.model_validate(each)
            for each in queries.tasks(own, TaskQuery(instance_id=case), _ALL).items
        ],
        messages=[
            MessageWaitView.model_validate(each) for each in queries.message_waits(own, rows, _ALL).items
        ],
        incidents=[
            IncidentView.model_validate(each)
            for each in queries.incidents(own, RowQuery(instance_id=case, is_open=True), _ALL).items
        ],
        variables=[
            ScopeView(scope=scope, variables=variables_to_wire(held)) for scope, held in scopes.items()
        ],
        called=list(trial.calls.made),
    )


def _models(real: Engine, trial: Trial) -> dict[str, str]:
    newest = {each.key: each.id for each in _processes(real)} | {trial.definition.key: trial.definition.id}
    return {each.id: newest[each.key] for each in _processes(trial.engine) if each.key in newest}


def _processes(engine: Engine) -> tuple[Definition, ...]:
    return queries.definitions(engine, ResourceKind.PROCESS, _ALL, only_latest=True).items
