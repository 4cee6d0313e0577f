"""What is measured: typical conditions of processes, and a table of 50 rows with 6 inputs."""

from xml.sax.saxutils import escape

CONTEXT: dict[str, object] = {
    "customer": {"level": "gold", "years": 5},
    "order_total": 1200,
    "parts": [{"price": 10}, {"price": 20}, {"price": 30}],
    "days": 3,
    "region": "华东",
}
CONDITIONS = (
    "order_total > 1000",
    "days in [1..5]",
    'if days > 2 then "late" else "in time"',
    'customer.level = "gold" and order_total > 1000',
    'region = "华东" and days <= 5',
    "some part in parts satisfies part.price > 15",
    "sum(parts.price)",
)
LONG_EXPRESSION = (
    'if customer level = "gold" and order total > 1000 then order total * 0.9 else if order total between '
    "500 and 1000 then order total * 0.95 else order total + shipping fee(customer region, weight) - bonus[1]"
)
INPUTS: dict[str, object] = {"a": 42, "b": "x", "c": 7, "d": 1, "e": "y", "f": 50}
_KINDS = ("number", "string", "number", "number", "string", "number")


def _table(first: str) -> bytes:
    """Write a table whose first cell, a format with `{n}`, tells the 50 rows apart."""
    columns = "".join(
        f'<input id="i_{name}" label="{name}"><inputExpression id="e_{name}" typeRef="{kind}">'
        f"<text>{name}</text></inputExpression></input>"
        for name, kind in zip(INPUTS, _KINDS, strict=True)
    )
    rows = []
    for n in range(50):
        cells = [escape(text) for text in (first.format(n=n, m=n + 1), '"x"', ">= 5", "", '"y"', "<= 100")]
        entries = "".join(
            f'<inputEntry id="c_{n}_{place}"><text>{cell}</text></inputEntry>'
            for place, cell in enumerate(cells)
        )
        rows.append(
            f'<rule id="r_{n}">{entries}<outputEntry id="o_{n}"><text>{n}</text></outputEntry></rule>'
        )
    data = "".join(
        f'<inputData id="d_{name}" name="{name}"><variable id="v_{name}" name="{name}"/></inputData>'
        for name in INPUTS
    )
    needs = "".join(
        f'<informationRequirement id="n_{name}"><requiredInput href="#d_{name}"/></informationRequirement>'
        for name in INPUTS
    )
    return (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="urn:b">'
        f'{data}<decision id="decide" name="decide">{needs}<decisionTable id="t" hitPolicy="UNIQUE">{columns}'
        f'<output id="o" label="out" name="out" typeRef="number"/>{"".join(rows)}'
        "</decisionTable></decision></definitions>"
    ).encode()


RANGE_TABLE = _table("[{n}..{m})")
PLAIN_TABLE = _table("{n}")
