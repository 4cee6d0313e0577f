"""Tells the sign-in page who can sign in; on anything but a demo, nobody."""

from fastapi import APIRouter
from starlette.responses import JSONResponse

from api.access.caller import TheEngine
from api.home.page import DEMO_PASSWORD
from engine import queries
from engine.model.query import Paging
from engine.settings import Settings

routes = APIRouter(include_in_schema=False)


@routes.get("/demo-users.json")
def demo_users(engine: TheEngine) -> JSONResponse:
    """List the demo's users with the password that they share."""
    settings = engine.settings
    if not (isinstance(settings, Settings) and settings.demo):
        return JSONResponse({"password": "", "users": []})
    found = queries.accounts(engine, Paging(limit=100)).items
    users = [{"id": each.id, "name": each.name, "roles": list(each.roles)} for each in found]
    return JSONResponse({"password": DEMO_PASSWORD, "users": users}, headers={"Cache-Control": "no-store"})
