"""Form files: read, checked before use, applied to data."""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NoReturn

import jsonschema_rs

from engine.forms.fields import fields_of
from engine.forms.wire import plain
from engine.forms.wording import worded
from engine.model.problem import Problem, Severity
from engine.ports.checking import Fields
from engine.ports.models import FieldError

ERRORS_AT_MOST = 50
BYTES_AT_MOST = 512 * 1024


def _fetch_nothing(uri: str) -> NoReturn:
    raise ValueError(f"A form may not refer to {uri}: nothing is fetched from outside.")


@lru_cache(maxsize=512)
def _validator(content: bytes) -> Any:  # noqa: ANN401 - the validator has no public type
    schema = json.loads(content)["schema"]
    # Draft 2020-12; formats are checked, and remote references would be fetched over HTTP by default.
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True, retriever=_fetch_nothing)


class JsonForms:
    """Forms as files with `schema` (JSON Schema 2020-12), `uiSchema` and titles in zh and en."""

    def key(self, file: str) -> str:
        """Return the key of a form file: its path under forms/ without the ending."""
        path = file.replace("\\", "/")
        _, found, inside = (
            path.rpartition("forms/") if path.startswith("forms/") else path.partition("/forms/")
        )
        return (inside if found else path).removesuffix(".json").lstrip("/")

    def fields(self, content: bytes) -> Fields:
        """Return the variables that a form writes; nothing certain where it cannot be read."""
        try:
            form = json.loads(content)
        except ValueError:
            form = None
        schema = form.get("schema") if isinstance(form, dict) else None
        return fields_of(schema) if isinstance(schema, dict) else Fields({}, is_closed=False)

    def title(self, content: bytes) -> tuple[str | None, str | None]:
        """Return what a checked form is called, in Chinese and in English; None where it does not say."""
        told = json.loads(content).get("title")
        title = told if isinstance(told, dict) else {}
        zh, en = (title.get(language) for language in ("zh", "en"))
        return zh if isinstance(zh, str) else None, en if isinstance(en, str) else None

    def errors(self, content: bytes, data: object) -> list[FieldError]:
        """Return what is wrong with data for a form, at most 50 errors."""
        found: list[FieldError] = []
        for error in _validator(content).iter_errors(plain(data)):
            found.append(worded(error))
            if len(found) == ERRORS_AT_MOST:
                break
        return found

    def check(self, files: Mapping[str, bytes]) -> list[Problem]:
        """Return every problem of these form files at once."""
        return [problem for file, content in files.items() for problem in _check_file(file, content)]


def _check_file(file: str, content: bytes) -> list[Problem]:
    if len(content) > BYTES_AT_MOST:
        return [_problem(file, "FORM001", f"{len(content)} bytes")]
    try:
        form = json.loads(content)
    except ValueError as error:
        return [_problem(file, "FORM002", str(error))]
    if not isinstance(form, dict) or not isinstance(form.get("schema"), dict):
        return [_problem(file, "FORM003", "")]
    problems = [_problem(file, code, "") for code, is_wrong in _WISHES.items() if is_wrong(form)]
    try:
        _validator(content)
    except (ValueError, jsonschema_rs.ReferencingError) as error:
        problems.append(_problem(file, "FORM004", str(error)[:300]))
    return problems


def _lacks_title(form: dict[str, Any]) -> bool:
    title = form.get("title")
    return not (isinstance(title, dict) and title.get("zh") and title.get("en"))


_WISHES: dict[str, Callable[[dict[str, Any]], bool]] = {"FORM005": _lacks_title}

_RULES: dict[str, tuple[Severity, str, str, str, str]] = {
    "FORM001": (
        Severity.ERROR,
        "The form is too large: {0}.",
        "表单文件过大：{0}。",
        "Keep a form under 512 KiB.",
        "请将表单控制在 512 KiB 以内。",
    ),
    "FORM002": (
        Severity.ERROR,
        "The form is no JSON: {0}.",
        "表单不是有效的 JSON：{0}。",
        "Mend the text at the place named.",
        "请修正所指位置的文本。",
    ),
    "FORM003": (
        Severity.ERROR,
        "The form has no schema.",
        "表单缺少 schema。",
        "Give it an object `schema` with JSON Schema 2020-12.",
        "请添加符合 JSON Schema 2020-12 的 `schema` 对象。",
    ),
    "FORM004": (
        Severity.ERROR,
        "The form's schema is not valid: {0}.",
        "表单的 schema 无效：{0}。",
        "Mend the schema; references must stay inside the file.",
        "请修正 schema；引用必须位于文件内部。",
    ),
    "FORM005": (
        Severity.WARNING,
        "The form lacks its title in Chinese or English.",
        "表单缺少中文或英文标题。",
        'Add "title": {{"zh": …, "en": …}}.',
        '请添加 "title": {{"zh": …, "en": …}}。',
    ),
}


def _problem(file: str, code: str, detail: str) -> Problem:
    severity, message, message_zh, mend, mend_zh = _RULES[code]
    return Problem(
        file=file,
        code=code,
        severity=severity,
        message=message.format(detail),
        message_zh=message_zh.format(detail),
        mend=mend.format(),
        mend_zh=mend_zh.format(),
    )
