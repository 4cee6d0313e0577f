"""Functions of contexts, and of values that may be missing."""

from typing import Any

from engine.decisions.feel.builtin import NoValue, built_in
from engine.decisions.limits import Run


@built_in("get value", "m: context, key: string")
def _get_value(_: Run, context: dict[str, Any], key: str) -> object:
    return context.get(key)


@built_in("get value", "m: context, keys: list of string")
def _get_nested_value(_: Run, context: Any, keys: list[str]) -> object:  # noqa: ANN401
    if not keys:
        return None
    value = context
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


@built_in("get entries", "m: context")
def _get_entries(run: Run, context: dict[str, Any]) -> object:
    run.spend(len(context))
    return [{"key": key, "value": value} for key, value in context.items()]


@built_in("context", "entries: list of context")
def _context(run: Run, entries: list[dict[str, Any]]) -> object:
    run.spend(len(entries))
    made: dict[str, Any] = {}
    for entry in entries:
        key = entry.get("key")
        if not isinstance(key, str) or "value" not in entry or key in made:
            raise NoValue("each entry needs a key of its own and a value")
        made[key] = entry["value"]
    return made


@built_in("context put", "context: context, key: string, value: Any?")
def _context_put(run: Run, context: dict[str, Any], key: str, value: object) -> object:
    run.spend(1 + len(context) // 8)
    return context | {key: value}


@built_in("context put", "context: context, keys: list of string, value: Any?")
def _context_put_nested(run: Run, context: dict[str, Any], keys: list[str], value: object) -> object:
    if not keys or None in keys:
        raise NoValue("at least one key is needed")
    return _put(run, context, keys, value)


def _put(run: Run, context: object, keys: list[str], value: object) -> object:
    if not isinstance(context, dict):
        raise NoValue("the keys lead into something that is no context")
    run.spend(1 + len(context) // 8)
    key, *rest = keys
    if not rest:
        return context | {key: value}
    return context | {key: _put(run, context.get(key), rest, value)}


@built_in("context merge", "contexts: list of context")
@built_in("context merge", "contexts: context...")
def _context_merge(run: Run, contexts: list[dict[str, Any]]) -> object:
    made: dict[str, Any] = {}
    for context in contexts:
        if context is None:
            raise NoValue("the list holds a null")
        made |= context
        run.spend(1 + len(context) // 8)
        run.check_items(len(made))
    return made


@built_in("is defined", "value: Any?")
def _is_defined(_: Run, value: object) -> object:
    return value is not None


@built_in("get or else", "value: Any?, default: Any?")
def _get_or_else(_: Run, value: object, default: object) -> object:
    return default if value is None else value


@built_in("not", "negand: Any?")
def _not(_: Run, value: object) -> object:
    if value is not None and not isinstance(value, bool):
        raise NoValue("only true and false can be negated")
    return None if value is None else not value
