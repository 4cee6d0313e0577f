"""How customers come in: a code to their telephone, or a link; no account."""

from typing import Annotated, cast

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from aftersales import reading, register_in
from aftersales.model.customer import masked
from aftersales.model.portal import CODE_LIFE, SESSION_LIFE, CodeRefused, PortalSession
from aftersales.operations.portal_access import digest_of, end_session
from aftersales.ports.register import Register
from api.access.caller import TheEngine
from api.access.customer import COOKIE, PORTAL_SECURITY, AtThePortal, address_of
from api.access.origin import refuse_other_sites
from api.access.portal_door import PortalDoor, names_at
from api.exact_json import ExactJson
from api.exact_route import router
from api.problem.language import ReaderLanguage
from api.wire.portal import AskCode, CodeView, FoundUnit, OpenPortal, PortalView
from api.wire.scalar import PathId as SerialNumber
from engine.clock import CHINA

codes = router("/portal/codes", "portal")
session = router("/portal/session", "portal")
units = router("/portal/units", "portal")


def door_of(request: Request) -> PortalDoor:
    """Return the application's portal door."""
    return cast("PortalDoor", request.app.state.portal)  # Starlette's state has no types


TheDoor = Annotated[PortalDoor, Depends(door_of)]


@codes.post("", summary="Send a code", status_code=202, responses={403: {}, 409: {}, 429: {}})
def send_code(request: Request, door: TheDoor, asked: AskCode, language: ReaderLanguage) -> CodeView:
    """Send a one-time code to a telephone; the answer is the same whether anybody knows the number or not."""
    refuse_other_sites(request)
    demo_code = door.send_code(asked.phone, address_of(request), language)
    return CodeView(seconds=int(CODE_LIFE.total_seconds()), demo_code=demo_code)


@session.post(
    "",
    summary="Come in",
    status_code=201,
    response_model=PortalView,
    responses={401: {}, 403: {}, 429: {}},
)
def open_portal(request: Request, engine: TheEngine, door: TheDoor, asked: OpenPortal) -> Response:
    """Come in with telephone and code, or with a link's token; sets a cookie that scripts cannot read."""
    refuse_other_sites(request)
    if asked.link is not None:
        opened = door.open_by_link(asked.link)
    elif asked.phone is not None and asked.code is not None:
        opened = door.open_by_code(asked.phone, asked.code, address_of(request))
    else:
        raise CodeRefused
    with reading(engine.store) as register:
        response = ExactJson(_view(register, opened.session), status_code=201)
    COOKIE.give(request, response, opened.token, SESSION_LIFE)
    return response


@session.get("", summary="Say who is at the portal", dependencies=PORTAL_SECURITY)
def read_portal(engine: TheEngine, caller: AtThePortal) -> PortalView:
    """Read whose telephone is proven, or which case a link opened."""
    with reading(engine.store) as register:
        return _view(register, caller.session)


@session.delete("", summary="Leave the portal", status_code=204, dependencies=PORTAL_SECURITY)
def close_portal(request: Request, engine: TheEngine, caller: AtThePortal) -> Response:
    """End this session; its cookie opens nothing any more."""
    with engine.store.begin() as tx:
        end_session(register_in(tx), digest_of(COOKIE.token(request) or ""))
    response = Response(status_code=204)
    COOKIE.take(request, response)
    return response


@units.get("/{serial_number}", summary="Look a serial number up", responses={404: {}, 429: {}})
def look_up_unit(
    request: Request, engine: TheEngine, door: TheDoor, serial_number: SerialNumber
) -> FoundUnit:
    """Read product and warranty of a serial number; anybody may ask, and nobody learns whose unit it is."""
    today = engine.clock.now().astimezone(CHINA).date()
    card, found = door.look_up(serial_number, address_of(request), today)
    zh, en = (None, None) if found.warranty is None else found.warranty.sentences()
    return FoundUnit(
        serial_number=card.unit.id,
        model=card.unit.model,
        category=None if card.product is None else card.product.category,
        product_name=None if card.product is None else card.product.name_zh,
        product_name_en=None if card.product is None else card.product.name_en,
        is_covered=None if found.warranty is None else found.is_covered,
        warranty_zh=zh,
        warranty_en=en,
    )


def _view(register: Register, opened: PortalSession) -> PortalView:
    return PortalView(
        phone=None if opened.phone is None else masked(opened.phone),
        case_number=opened.case_number,
        names=names_at(register, opened.phone),
        expires_at=opened.expires_at,
    )
