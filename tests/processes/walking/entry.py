"""What somebody writes in the form of a task: at random, or as somebody did in a scenario."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random

from engine import queries
from engine.forms.wire import plain
from engine.model.task import Task
from tests.processes.walking.form_input import FormInput, Schema, is_valid
from tests.processes.walking.recorded import Entries, lot
from tests.processes.walking.stage import Stage

_AS_RECORDED, _OTHERWISE = 0.6, 0.15
Entry = dict[str, object]


def written_by(stage: Stage, task: Task, random: Random, units: Sequence[str]) -> Entry:
    """Return what is written: always what the form allows; `units` are serial numbers worth naming."""
    form = queries.task_form(stage.engine, task)
    if form is None:
        return {}
    made = FormInput(random, stage.clock.now(), _known(stage, task, units)).of(form["schema"])
    return _as_recorded(stage.recorded.written.get(task.element_id, {}), form["schema"], made, random) or made


def _as_recorded(written: Entries, schema: Schema, made: Entry, random: Random) -> Entry | None:
    """Return what somebody wrote in a scenario, here and there otherwise; None where that does not fit."""
    if not written or random.random() > _AS_RECORDED:
        return None
    draw = random.random()
    entry = dict(written[max(written, key=lambda name: lot(draw, name))])
    entry.update({name: value for name, value in made.items() if random.random() < _OTHERWISE})
    return entry if is_valid(schema, entry) else None


def _known(stage: Stage, task: Task, units: Sequence[str]) -> Mapping[str, Sequence[object]]:
    seen = queries.seen_variables(stage.engine, task.instance_id, task.token)
    held = {name: [plain(value)] for name, value in seen.items()}
    serials = [*units, *held.get("serial_number", ())]
    named = {"": _amounts(seen), "serial_number": serials, "goods_serial": serials}
    return {**held, **named, **stage.registered}


def _amounts(value: object) -> list[object]:
    """Return every number that a case holds, however deep."""
    if isinstance(value, Mapping):
        return [found for each in value.values() for found in _amounts(each)]
    if isinstance(value, list):
        return [found for each in value for found in _amounts(each)]
    is_amount = isinstance(value, Decimal | int) and not isinstance(value, bool)
    return [plain(value)] if is_amount else []
