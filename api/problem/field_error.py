"""What is wrong with one field of a request or form, in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from pydantic import BaseModel, Field

from aftersales.model.language import Language

# Keyed by pydantic's error types; what is not here says the general sentence.
_ZH: Final[Mapping[str, str]] = {
    "missing": "此项必填。",
    "extra_forbidden": "不存在此项，请检查拼写。",
    "string_type": "应为文本。",
    "string_too_short": "至少需要 {min_length} 个字符。",
    "string_too_long": "最多允许 {max_length} 个字符。",
    "string_pattern_mismatch": "格式不正确。",
    "int_type": "应为整数。",
    "int_parsing": "应为整数。",
    "int_from_float": "应为整数。",
    "bool_type": "应为 true 或 false。",
    "bool_parsing": "应为 true 或 false。",
    "greater_than_equal": "不得小于 {ge}。",
    "less_than_equal": "不得大于 {le}。",
    "greater_than": "必须大于 {gt}。",
    "less_than": "必须小于 {lt}。",
    "enum": "可选值：{expected}。",
    "literal_error": "可选值：{expected}。",
    "datetime_type": "应为带时区的日期时间，例如 2026-11-22T09:00:00+08:00。",
    "datetime_parsing": "应为带时区的日期时间，例如 2026-11-22T09:00:00+08:00。",
    "datetime_from_date_parsing": "应为带时区的日期时间，例如 2026-11-22T09:00:00+08:00。",
    "timezone_aware": "缺少时区，例如 2026-11-22T09:00:00+08:00。",
    "time_delta_type": "应为 ISO 8601 时长，例如 PT24H。",
    "time_delta_parsing": "应为 ISO 8601 时长，例如 PT24H。",
    "dict_type": "应为 JSON 对象。",
    "model_type": "应为 JSON 对象。",
    "model_attributes_type": "应为 JSON 对象。",
    "list_type": "应为 JSON 数组。",
    "too_long": "最多允许 {max_length} 项。",
    "too_short": "至少需要 {min_length} 项。",
}
_ZH_GENERAL: Final = "此项的值不正确。"


class FieldFault(Protocol):
    """A fault of one field, told in both languages."""

    @property
    def path(self) -> str:
        """Return where, as a JSON pointer."""
        ...

    @property
    def message(self) -> str:
        """Return what, in English."""
        ...

    @property
    def message_zh(self) -> str:
        """Return what, in Chinese."""
        ...


@dataclass(frozen=True, slots=True)
class RequestFault:
    """A fault that the wire models found."""

    path: str
    message: str
    message_zh: str
    code: str


class FieldErrorView(BaseModel):
    """One wrong field."""

    path: str = Field(description="Where, as a JSON pointer.", examples=["/body/priority"])
    code: str = Field(description="What kind of fault.", examples=["less_than_equal"])
    message: str = Field(examples=["Input should be less than or equal to 100"])

    @classmethod
    def of(cls, fault: FieldFault, language: Language) -> "FieldErrorView":
        """Return the view of a fault."""
        message = fault.message_zh if language == "zh" else fault.message
        return cls(path=fault.path, code=str(getattr(fault, "code", "")), message=message)


def request_faults(errors: Sequence[Mapping[str, Any]]) -> list[RequestFault]:
    """Return pydantic's errors without the values that it quotes: they may be case data."""
    return [_request_fault(error) for error in errors]


def _request_fault(error: Mapping[str, Any]) -> RequestFault:
    code = str(error["type"])
    facts = {name: value for name, value in error.get("ctx", {}).items() if isinstance(value, int | str)}
    text = _ZH.get(code, _ZH_GENERAL)
    try:
        zh = text.format(**facts)
    except KeyError:
        zh = _ZH_GENERAL
    path = "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in error["loc"])
    # A validator's own words (ValueError) may quote the value.
    message = "The value is not accepted." if code == "value_error" else str(error["msg"])
    return RequestFault(path, message, zh, code)
