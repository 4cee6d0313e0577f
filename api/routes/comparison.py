"""Two versions of a process, decision file or form beside each other."""

from typing import Annotated

from fastapi import Query

from api.access.caller import ModelReader, TheEngine
from api.exact_route import router
from api.routes.refused import FOUND
from api.wire.comparison import DifferingView, Versions
from engine import queries

routes = router("/comparison", "deployments")


@routes.get("", summary="Compare two versions", responses=FOUND)
def compare_versions(
    engine: TheEngine, caller: ModelReader, asked: Annotated[Versions, Query()]
) -> list[DifferingView]:
    """List what the newer version removes, changes and adds: elements and flows, decision rows, fields."""
    return [DifferingView.model_validate(each) for each in queries.comparison(engine, asked.old, asked.new)]
