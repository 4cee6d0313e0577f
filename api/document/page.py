"""The API's reference as a page of plain HTML: no script, no CDN, readable on a closed network."""

import json
from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby
from typing import Any, Final, cast

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from api.document.style import STYLE

routes = APIRouter(include_in_schema=False)
_LANGUAGE: Final = "en"


@routes.get("/api/v1/docs")
def reference(request: Request) -> HTMLResponse:
    """Show every route with its parameters, bodies, answers and refusals."""
    document = cast("dict[str, Any]", request.app.openapi())
    return HTMLResponse("".join(_page(document)))


@routes.get("/docs")
def to_reference() -> RedirectResponse:
    """Lead to the page where people look for it."""
    return RedirectResponse("/api/v1/docs")


def _page(document: Mapping[str, Any]) -> Iterator[str]:
    found = sorted(_operations(document), key=lambda each: each[0])
    groups = [(tag, list(members)) for tag, members in groupby(found, key=lambda each: each[0])]
    title = escape(document["info"]["title"])
    yield f'<!doctype html><html lang="{_LANGUAGE}"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<link rel="icon" href="data:,">'
    yield f"<title>{title} REST API</title><style>{STYLE}</style></head><body>"
    yield f"<header><h1>{title} REST API {escape(document['info']['version'])}</h1>"
    yield "".join(f"<p>{escape(part)}</p>" for part in document["info"]["description"].split("\n\n"))
    yield '<p><a href="/api/v1/openapi.json">openapi.json</a> · <a href="/">首页 Home</a></p></header>'
    yield "<nav><ul>"
    yield "".join(f'<li><a href="#{escape(tag)}">{escape(tag)}</a></li>' for tag, _ in groups)
    yield "</ul></nav><main>"
    for tag, members in groups:
        yield f'<section><h2 id="{escape(tag)}">{escape(tag)}</h2>'
        for _, path, method, operation in members:
            yield from _operation(path, method, operation, document["components"]["responses"])
        yield "</section>"
    yield "</main></body></html>"


def _operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield operation["tags"][0], path, method, operation


def _operation(
    path: str, method: str, operation: Mapping[str, Any], shared: Mapping[str, Any]
) -> Iterator[str]:
    name = escape(operation["operationId"])
    yield f'<details id="{name}"><summary><b class="{method}">{method.upper()}</b> '
    yield f"<code>{escape(path)}</code> {escape(operation['summary'])}</summary>"
    yield f"<p>{escape(operation.get('description', ''))}</p>"
    if parameters := operation.get("parameters"):
        yield "<h4>Parameters</h4><table><tr><th>Name</th><th>In</th><th>What</th></tr>"
        yield from map(_parameter, parameters)
        yield "</table>"
    yield from _bodies("Request", operation.get("requestBody", {}))
    for status, declared in operation["responses"].items():
        response = shared[declared["$ref"].rpartition("/")[2]] if "$ref" in declared else declared
        yield from _bodies(f"{status} {response['description']}", response)
    yield "</details>"


def _parameter(parameter: Mapping[str, Any]) -> str:
    star = " *" if parameter.get("required") else ""
    text = parameter.get("description") or _kind(parameter["schema"])
    cells = (f"<code>{escape(parameter['name'])}</code>{star}", parameter["in"], escape(text))
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _kind(schema: Mapping[str, Any]) -> str:
    options = schema.get("anyOf", [schema])
    found = (
        each.get("format") or each.get("type") or each.get("$ref", "").rpartition("/")[2] for each in options
    )
    return ", ".join(kind for kind in found if kind and kind != "null")


def _bodies(title: str, body: Mapping[str, Any]) -> Iterator[str]:
    if title == "Request" and not body:
        return
    yield f"<h4>{escape(title)}</h4>"
    for media_type, content in body.get("content", {}).items():
        yield f"<p><code>{escape(media_type)}</code></p>"
        if "example" in content:
            text = json.dumps(content["example"], ensure_ascii=False, indent=2, default=str)
            # A scrolling box must be reachable by keyboard.
            yield f'<pre tabindex="0">{escape(text)}</pre>'
