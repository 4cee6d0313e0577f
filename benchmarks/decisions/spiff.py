"""SpiffWorkflow's own DMN engine on the table of 50 rows whose cells it understands."""

from collections.abc import Callable
from types import SimpleNamespace

from lxml import etree
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine
from SpiffWorkflow.dmn.parser.DMNParser import DMNParser

from benchmarks.decisions.workload import INPUTS, PLAIN_TABLE


def measure_spiff(microseconds: Callable[[Callable[[], object], int], float]) -> dict[str, float]:
    """Return the time of one evaluation, without any workflow around it."""
    root = etree.fromstring(PLAIN_TABLE)
    parser = DMNParser(None, root, {"dmn": root.nsmap[None]})
    parser.parse()
    engine = DMNEngine(parser.decision.decisionTables[0])
    workflow = SimpleNamespace(script_engine=PythonScriptEngine())
    task = SimpleNamespace(data=dict(INPUTS), workflow=workflow)
    assert engine.result(task) == {"out": 42}
    return {"the same table in its DMN engine": microseconds(lambda: engine.result(task), 5)}
