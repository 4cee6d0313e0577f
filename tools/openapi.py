"""Writes the OpenAPI document that stands in docs/reference, from the routes themselves."""

import json
from collections.abc import Mapping
from tempfile import TemporaryDirectory

from api.application import create_app
from engine.bootstrap import build
from engine.settings import Settings

PAGE = "docs/reference/openapi.json"


def openapi_document() -> Mapping[str, str]:
    """Return the document of an application on an empty database."""
    with TemporaryDirectory() as folder:
        engine = build(Settings(database=f"sqlite:///{folder}/anxin.sqlite3", demo=True))
        document = create_app(engine).openapi()
        engine.store.close()
    return {PAGE: json.dumps(document, ensure_ascii=False, indent=1, default=str) + "\n"}
