"""What is wrong with a field, in words: one line per rule of JSON Schema and language."""

from typing import Any

from engine.ports.models import FieldError

_TEXTS: dict[str, tuple[str, str]] = {
    "required": ("This field is required.", "此项必填。"),
    "type": ("This has the wrong type: {types} expected.", "类型不正确，应为 {types}。"),
    "enum": ("Choose one of the offered values.", "请从可选项中选择。"),
    "const": ("This value is not possible here.", "此处不能填写该值。"),
    "minLength": ("At least {limit} characters, please.", "至少填写 {limit} 个字符。"),
    "maxLength": ("At most {limit} characters, please.", "最多填写 {limit} 个字符。"),
    "minimum": ("At least {limit}, please.", "不能小于 {limit}。"),
    "maximum": ("At most {limit}, please.", "不能大于 {limit}。"),
    "exclusiveMinimum": ("More than {limit}, please.", "必须大于 {limit}。"),
    "exclusiveMaximum": ("Less than {limit}, please.", "必须小于 {limit}。"),
    "multipleOf": ("A multiple of {multiple_of}, please.", "必须是 {multiple_of} 的倍数。"),
    "minItems": ("At least {limit} entries, please.", "至少需要 {limit} 项。"),
    "maxItems": ("At most {limit} entries, please.", "最多 {limit} 项。"),
    "uniqueItems": ("No entry twice, please.", "不能有重复项。"),
    "pattern": ("This does not have the expected form.", "格式不符合要求。"),
    "format": ("This is no valid {format}.", "不是有效的{format}。"),
    "additionalProperties": ("The form has no field {unexpected}.", "表单没有字段 {unexpected}。"),
    "unevaluatedProperties": ("The form has no field {unexpected} here.", "此处表单没有字段 {unexpected}。"),
    "oneOf": ("Choose one of the offered values.", "请从可选项中选择。"),
    "anyOf": ("None of the possibilities fits.", "不符合任何一种允许的填写方式。"),
    "not": ("This combination is not possible.", "不允许这样的组合。"),
    "falseSchema": ("Nothing may be filled in here.", "此处不应填写。"),
}
_OTHER = ("This is not valid.", "内容无效。")


def worded(error: Any) -> FieldError:  # noqa: ANN401 - the validator's error class has no types
    """Return a validator's error as a field error in both languages."""
    code = _camel(error.kind.name)
    path = [str(step) for step in error.instance_path]
    facts = {name: getattr(error.kind, name) for name in _FACTS if hasattr(error.kind, name)}
    if code == "required":
        path.append(str(getattr(error.kind, "property", "")).strip('"'))
    english, chinese = _TEXTS.get(code, _OTHER)
    return FieldError("/" + "/".join(path), code, _filled(english, facts), _filled(chinese, facts))


_FACTS = ("limit", "multiple_of", "types", "format", "unexpected")


def _filled(text: str, facts: dict[str, object]) -> str:
    shown = {
        name: ", ".join(map(str, value)) if isinstance(value, list) else value
        for name, value in facts.items()
    }
    return text.format_map(_Blank(shown))


class _Blank(dict[str, object]):
    """Leaves out what the validator does not tell."""

    def __missing__(self, key: str) -> str:
        return ""


def _camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)
