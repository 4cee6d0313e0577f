"""Small models for the tests of operations."""

_OPEN = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="anxin">'
)
_CLOSE = "</bpmn:definitions>"


def model(inside: str, *, key: str = "p", outside: str = "") -> bytes:
    """Return a file with one process; `outside` holds messages, signals and errors."""
    process = f'<bpmn:process id="{key}" isExecutable="true">{inside}</bpmn:process>'
    return f"{_OPEN}{outside}{process}{_CLOSE}".encode()


def flow(source: str, target: str, condition: str = "") -> str:
    body = f"<bpmn:conditionExpression>{condition}</bpmn:conditionExpression>" if condition else ""
    ends = f'id="{source}_to_{target}" sourceRef="{source}" targetRef="{target}"'
    return f"<bpmn:sequenceFlow {ends}>{body}</bpmn:sequenceFlow>"


def service(element_id: str, kind: str, *, retries: int = 3) -> str:
    return (
        f'<bpmn:serviceTask id="{element_id}"><bpmn:extensionElements>'
        f'<zeebe:taskDefinition type="{kind}" retries="{retries}"/>'
        "</bpmn:extensionElements></bpmn:serviceTask>"
    )


def heard(
    tag: str,
    element_id: str,
    *listeners: tuple[str, str],
    inside: str = "",
    attributes: str = "",
    body: str = "",
) -> str:
    """Return an activity with execution listeners; `inside` are more extensions, `body` follows them."""
    rows = "".join(
        f'<zeebe:executionListener eventType="{event}" type="{kind}"/>' for event, kind in listeners
    )
    listening = f"<zeebe:executionListeners>{rows}</zeebe:executionListeners>"
    return (
        f'<bpmn:{tag} id="{element_id}" {attributes}><bpmn:extensionElements>{inside}{listening}'
        f"</bpmn:extensionElements>{body}</bpmn:{tag}>"
    )


def timer_catch(element_id: str, kind: str, text: str) -> str:
    return (
        f'<bpmn:intermediateCatchEvent id="{element_id}"><bpmn:timerEventDefinition>'
        f"<bpmn:{kind}>{text}</bpmn:{kind}></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>"
    )


ONE_TASK = model(
    '<bpmn:startEvent id="begin"/>'
    '<bpmn:userTask id="work" name="work"><bpmn:extensionElements>'
    '<zeebe:assignmentDefinition candidateGroups="desk"/></bpmn:extensionElements></bpmn:userTask>'
    '<bpmn:userTask id="check" name="check"/><bpmn:endEvent id="done"/>'
    + flow("begin", "work")
    + flow("work", "check")
    + flow("check", "done")
)

WAITS_A_DAY = model(
    '<bpmn:startEvent id="begin"/>'
    + timer_catch("wait", "timeDuration", "=duration(lasts)")
    + '<bpmn:userTask id="after"/><bpmn:endEvent id="done"/>'
    + flow("begin", "wait")
    + flow("wait", "after")
    + flow("after", "done")
)

_PARCEL = (
    '<bpmn:message id="m" name="parcel"><bpmn:extensionElements>'
    '<zeebe:subscription correlationKey="=number"/></bpmn:extensionElements></bpmn:message>'
)
WAITS_FOR_PARCEL = model(
    '<bpmn:startEvent id="begin"/>'
    '<bpmn:intermediateCatchEvent id="arrival"><bpmn:messageEventDefinition messageRef="m"/>'
    "</bpmn:intermediateCatchEvent>"
    '<bpmn:userTask id="unpack"/><bpmn:endEvent id="done"/>'
    + flow("begin", "arrival")
    + flow("arrival", "unpack")
    + flow("unpack", "done"),
    outside=_PARCEL,
)


def calls(kind: str, *, retries: int = 3) -> bytes:
    """Return a process that calls one connector and then waits for a person."""
    return model(
        '<bpmn:startEvent id="begin"/>'
        + service("call", kind, retries=retries)
        + '<bpmn:userTask id="after"/><bpmn:endEvent id="done"/>'
        + flow("begin", "call")
        + flow("call", "after")
        + flow("after", "done")
    )
