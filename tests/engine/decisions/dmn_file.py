"""Writes small decision models for tests: a table over some inputs."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

NAMESPACE = "https://www.omg.org/spec/DMN/20230324/MODEL/"


def model(body: str, *, namespace: str = "urn:test", head: str = "") -> bytes:
    return (
        f'<definitions xmlns="{NAMESPACE}" id="m" name="m" namespace="{namespace}">{head}{body}</definitions>'
    ).encode()


def literal(name: str, text: str, *, requires: Sequence[str] = (), type_ref: str = "") -> str:
    required = "".join(
        f'<informationRequirement><{kind} href="#{target}"/></informationRequirement>'
        for kind, _, target in (entry.partition(":") for entry in requires)
    )
    kind = f' typeRef="{type_ref}"' if type_ref else ""
    return (
        f'<decision id="{name}" name="{name}"><variable name="{name}"{kind}/>{required}'
        f"<literalExpression><text>{escape(text)}</text></literalExpression></decision>"
    )


def table(  # noqa: PLR0917
    rules: Sequence[Sequence[str]],
    inputs: Sequence[tuple[str, str]],
    outputs: Sequence[str] = ("out",),
    hit_policy: str = "UNIQUE",
    output_values: str = "",
    default: str = "",
    aggregation: str = "",
    input_values: str = "",
) -> bytes:
    data = "".join(
        f'<inputData id="in_{n}" name="{escape(name)}">'
        f'<variable name="{escape(name)}" typeRef="{kind}"/></inputData>'
        for n, (name, kind) in enumerate(inputs)
    )
    needs = "".join(
        f'<informationRequirement><requiredInput href="#in_{n}"/></informationRequirement>'
        for n in range(len(inputs))
    )
    allowed = f"<inputValues><text>{escape(input_values)}</text></inputValues>" if input_values else ""
    columns = "".join(
        f'<input id="col_{n}" label="{escape(name)}"><inputExpression typeRef="{kind}">'
        f"<text>{escape(name)}</text></inputExpression>{allowed}</input>"
        for n, (name, kind) in enumerate(inputs)
    )
    extra = f"<outputValues><text>{escape(output_values)}</text></outputValues>" if output_values else ""
    extra += f"<defaultOutputEntry><text>{escape(default)}</text></defaultOutputEntry>" if default else ""
    heads = "".join(f'<output id="o_{name}" name="{name}">{extra}</output>' for name in outputs)
    rows = "".join(_row(number, row, len(inputs)) for number, row in enumerate(rules, 1))
    how = f' aggregation="{aggregation}"' if aggregation else ""
    return model(
        f'{data}<decision id="decide" name="Decide">{needs}'
        f'<decisionTable id="the_table" hitPolicy="{hit_policy}"{how}>{columns}{heads}{rows}'
        "</decisionTable></decision>"
    )


def _row(number: int, row: Sequence[str], inputs: int) -> str:
    cells = "".join(f"<inputEntry><text>{escape(text)}</text></inputEntry>" for text in row[:inputs])
    results = "".join(f"<outputEntry><text>{escape(text)}</text></outputEntry>" for text in row[inputs:])
    return f'<rule id="row_{number}">{cells}{results}</rule>'
