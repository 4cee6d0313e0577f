"""The first page of a server without web pages: what this is, who can sign in, where to read on."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Annotated, Final

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse

from aftersales.model.language import Language
from api.access.caller import TheEngine
from api.document.style import STYLE
from api.problem.language import ReaderLanguage
from engine import queries
from engine.bootstrap import Engine
from engine.model.account import Account
from engine.model.query import Paging
from engine.settings import Settings

routes = APIRouter(include_in_schema=False)

DEMO_PASSWORD: Final = "anxin-demo"  # noqa: S105 - documented; demo accounts only
_TEXTS: Final[Mapping[Language, Mapping[str, str]]] = {
    "zh": {
        "title": "安心售后",
        "lead": "家电品牌的售后服务系统：维修、换货、退货与投诉流程以 BPMN 图描述，由引擎执行，全程可追溯。",
        "api": "所有功能都可以通过 REST 接口使用：",
        "reference": "接口说明（英文）",
        "try": "试一试：登录并查看待办任务",
        "users": "演示用户",
        "password": "密码均为",
        "name": "用户名",
        "person": "姓名",
        "roles": "角色",
        "clock": "引擎时间",
        "virtual": "（虚拟时钟：POST /api/v1/clock/advance 可拨快）",
        "switch": "English",
        "other": "en",
    },
    "en": {
        "title": "Anxin 安心售后",
        "lead": "After-sales service for appliance brands: repair, exchange, return, complaint are drawn as "
        "BPMN diagrams, executed by an engine, and every step can be traced.",
        "api": "Everything is reachable over the REST API:",
        "reference": "Reference",
        "try": "Try it: sign in and list your tasks",
        "users": "Demo users",
        "password": "They all have the password",
        "name": "User",
        "person": "Name",
        "roles": "Roles",
        "clock": "The engine's time",
        "virtual": "(virtual clock: POST /api/v1/clock/advance moves it)",
        "switch": "中文",
        "other": "zh",
    },
}
_TRIAL: Final = """\
api={base}/api/v1
token=$(curl -s $api/session -H 'Content-Type: application/json' \\
  -d '{{"name": "desk", "password": "{password}"}}' \\
  | python3 -c 'import json, sys; print(json.load(sys.stdin)["token"])')
curl -s "$api/tasks?limit=3" -H "Authorization: Bearer $token" | python3 -m json.tool --no-ensure-ascii"""


@routes.get("/")
def first_page(
    engine: TheEngine, reader: ReaderLanguage, lang: Annotated[Language | None, Query()] = None
) -> HTMLResponse:
    """Explain the server to whoever opens it in a browser."""
    language = lang or reader
    headers = {"Content-Language": language, "Vary": "Accept-Language", "Cache-Control": "no-store"}
    return HTMLResponse("".join(_page(engine, language)), headers=headers)


def _page(engine: Engine, language: Language) -> Iterator[str]:
    say = _TEXTS[language]
    yield f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<link rel="icon" href="data:,">'
    yield f"<title>{say['title']}</title><style>{STYLE}</style></head><body><main>"
    yield f'<p><a href="/?lang={say["other"]}" lang="{say["other"]}">{say["switch"]}</a></p>'
    yield f"<h1>{say['title']}</h1><p>{say['lead']}</p>"
    yield f'<p>{say["api"]} <a href="/api/v1/docs">{say["reference"]}</a> · '
    yield '<a href="/api/v1/openapi.json">openapi.json</a></p>'
    settings = engine.settings
    if isinstance(settings, Settings) and settings.demo:
        yield from _demo(engine, settings, say)
    yield "</main></body></html>"


def _demo(engine: Engine, settings: Settings, say: Mapping[str, str]) -> Iterator[str]:
    is_virtual = settings.clock == "virtual"
    yield f"<p>{say['clock']}: {engine.clock.now():%Y-%m-%d %H:%M} UTC "
    yield f"{say['virtual'] if is_virtual else ''}</p>"
    yield f"<h2>{say['users']}</h2><p>{say['password']} <code>{DEMO_PASSWORD}</code></p><table><tr>"
    yield "".join(f"<th>{say[name]}</th>" for name in ("name", "person", "roles")) + "</tr>"
    for account in queries.accounts(engine, Paging(limit=100)).items:
        yield _row(account)
    yield f"</table><h2>{say['try']}</h2>"
    base = f"http://{settings.host}:{settings.port}"
    yield f'<pre tabindex="0">{escape(_TRIAL.format(base=base, password=DEMO_PASSWORD))}</pre>'


def _row(account: Account) -> str:
    cells = (f"<code>{escape(account.id)}</code>", escape(account.name), escape(", ".join(account.roles)))
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
