"""The papers of a case as PDF: service order, quote, receipts, applications."""

from collections.abc import Iterator, Sequence
from typing import Annotated
from urllib.parse import quote

from fastapi import Path, Query
from starlette.requests import Request
from starlette.responses import Response

from aftersales.model.contact import variables_without_contacts
from aftersales.model.language import Language
from aftersales.papers import Paper, PaperValues, available, content_of, typeset
from aftersales.papers.field import fields_of
from api.access.caller import Caller, CaseReader, TheEngine
from api.access.contacts import sees_contacts_in
from api.exact_route import router
from api.problem.language import ReaderLanguage
from api.routes.refused import FOUND, Refused
from api.wire.paper import PaperView
from api.wire.scalar import InstanceId
from engine import queries
from engine.bootstrap import Engine
from engine.errors import NotFound

routes = router("/process-instances", "process-instances")
_PDF: Refused = {200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}}
_Key = Annotated[str, Path(min_length=1, max_length=50, pattern=r"^\w+$", examples=["service_order"])]
_In = Annotated[Language | None, Query(description="The paper's language; else the reader's")]


@routes.get("/{instance_id}/papers", summary="List a case's papers", responses=FOUND)
def list_papers(
    engine: TheEngine, caller: CaseReader, instance_id: InstanceId, language: ReaderLanguage
) -> list[PaperView]:
    """List the papers that can be printed by now."""
    found = available(_values(engine, caller, instance_id, link=None))
    return [PaperView(key=paper.key, title=paper.title[language]) for paper in found]


@routes.get(
    "/{instance_id}/papers/{key}",
    summary="Print a paper",
    response_class=Response,
    responses={**_PDF, 404: {}, 503: {}},
)
def print_paper(  # noqa: PLR0913, PLR0917 - what a request carries
    request: Request,
    engine: TheEngine,
    caller: CaseReader,
    instance_id: InstanceId,
    key: _Key,
    reader: ReaderLanguage,
    language: _In = None,
) -> Response:
    """Print a paper as PDF, with a code that leads back to the case."""
    values = _values(engine, caller, instance_id, link=f"{request.base_url}cases/{instance_id}")
    paper = _paper(values, key)
    content = content_of(paper, values, fields_of(queries.forms(engine)), language or reader)
    made = typeset(content, dict(_pictures(engine, instance_id, content.pictures)))
    name = quote(f"{content.title} {content.case_number}.pdf")
    headers = {"Content-Disposition": f"inline; filename*=UTF-8''{name}"}
    return Response(made, media_type="application/pdf", headers=headers)


def _paper(values: PaperValues, key: str) -> Paper:
    for paper in available(values):
        if paper.key == key:
            return paper
    raise NotFound("paper", key, zh="单据")


def _values(engine: Engine, caller: Caller, instance_id: str, *, link: str | None) -> PaperValues:
    case = queries.instance(engine, instance_id)
    known: dict[str, object] = {}
    # What a called process found out is as good as what the case holds; the case's own word comes first.
    for variables in queries.scopes(engine, instance_id).values():
        known = {**variables, **known}
    if not sees_contacts_in(engine, caller, instance_id):
        known = variables_without_contacts(known)
    return PaperValues(
        case_number=case.business_key or case.id,
        process_key=case.process_key,
        variables=known,
        printed_at=engine.clock.now(),
        link=link,
    )


def _pictures(engine: Engine, instance_id: str, keys: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Return the case's own pictures; a file of another case is none of them."""
    for attached in queries.attachments(engine, instance_id):
        if attached.id in keys:
            yield attached.id, queries.attachment(engine, attached.id)[1]
