"""Translates the unified expression language (`${amount > 100}`) to FEEL, where both mean the same."""

import re

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<string>'[^'\\]*'|\"[^\"\\]*\")"
    r"|(?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|(?P<sign>==|!=|<=|>=|&&|\|\||[<>!()+\-*/]))"
)
WHOLE = re.compile(r"^[$#]\{(?P<body>[^{}]*)\}$", re.DOTALL)
SIGNS = {"==": "=", "&&": "and", "||": "or"}
WORDS = {
    "eq": "=",
    "ne": "!=",
    "lt": "<",
    "gt": ">",
    "le": "<=",
    "ge": ">=",
    "and": "and",
    "or": "or",
    "true": "true",
    "false": "false",
    "null": "null",
}
# Objects of the other engine, operators without a counterpart, and words that FEEL reads differently.
FORBIDDEN = frozenset(
    {
        *(
            "execution",
            "task",
            "authenticatedUserId",
            "connector",
            "empty",
            "not",
            "div",
            "mod",
            "instanceof",
        ),
        *("if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "between", "function"),
    }
)
COUNTERS = {
    "nrOfInstances": "numberOfInstances",
    "nrOfActiveInstances": "numberOfActiveInstances",
    "nrOfCompletedInstances": "numberOfCompletedInstances",
}


def translate(text: str) -> str | None:
    """Return the FEEL of an expression, None where the translation is not certain."""
    match = WHOLE.match(text.strip())
    tokens = None if match is None else _tokens(match["body"])
    if not tokens:
        return None
    words = _words(tokens)
    return None if words is None else _spaced(words)


def is_expression(text: str) -> bool:
    """Say whether a text holds an expression of that language."""
    return "${" in text or "#{" in text


def _tokens(body: str) -> list[tuple[str, str]] | None:
    found: list[tuple[str, str]] = []
    place, end = 0, len(body.rstrip())
    while place < end:
        match = TOKEN.match(body, place)
        if match is None or match.lastgroup is None:
            return None
        found.append((match.lastgroup, match[match.lastgroup]))
        place = match.end()
    return found


def _words(tokens: list[tuple[str, str]]) -> list[str] | None:
    """Return the words of FEEL for the tokens."""
    kinds = {kind for kind, _ in tokens}
    words: list[str] = []
    for place, (kind, text) in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else ("end", "")
        word = _word(kind, text, following, has_text="string" in kinds)
        if word is None:
            return None
        words.append(word)
    return _negated(words)


def _word(kind: str, text: str, following: tuple[str, str], *, has_text: bool) -> str | None:
    if kind == "number":
        return text
    if kind == "string":
        return None if '"' in text[1:-1] else f'"{text[1:-1]}"'
    if kind == "name":
        is_call = following == ("sign", "(") and text not in WORDS
        is_foreign = text.partition(".")[0] in FORBIDDEN
        return None if is_call or is_foreign else WORDS.get(text, COUNTERS.get(text, text))
    # There `+` always adds numbers; here it joins texts.
    return None if text == "+" and has_text else SIGNS.get(text, text)


def _negated(words: list[str]) -> list[str] | None:
    """Turn `! x` into `x != true` (there null counts as false) and `! (…)` into `not(…)`."""
    found: list[str] = []
    place = 0
    while place < len(words):
        word = words[place]
        if word != "!":
            found.append(word)
            place += 1
            continue
        operand = words[place + 1] if place + 1 < len(words) else ""
        if operand == "(":
            found.append("not")
            place += 1
        elif re.match(r"^[A-Za-z_]", operand) and operand not in WORDS:
            found += ["(", operand, "!=", "true", ")"] if len(words) > len("!x") else [operand, "!=", "true"]
            place += 2
        else:
            return None
    return found


def _spaced(words: list[str]) -> str:
    text = " ".join(words)
    return text.replace("( ", "(").replace(" )", ")").replace("not (", "not(")
