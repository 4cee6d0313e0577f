"""Models that the benchmarks run: the same diagram for Anxin and for its peers."""

_HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="anxin">'
    '<bpmn:process id="{key}" isExecutable="true">'
)


def user_tasks(key: str, count: int, *, duration: str = "PT24H") -> bytes:
    """Return a process of `count` user tasks in a row, each with one interrupting boundary timer."""
    parts = [_HEAD.format(key=key), '<bpmn:startEvent id="begin"/>']
    before = "begin"
    for number in range(1, count + 1):
        task, border, end = f"task_{number}", f"late_{number}", f"end_{number}"
        parts.append(f'<bpmn:userTask id="{task}" name="{task}"/>')
        parts.append(
            f'<bpmn:boundaryEvent id="{border}" attachedToRef="{task}"><bpmn:timerEventDefinition>'
            f'<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">{duration}</bpmn:timeDuration>'
            "</bpmn:timerEventDefinition></bpmn:boundaryEvent>"
        )
        parts.append(f'<bpmn:endEvent id="{end}"/>')
        parts.append(f'<bpmn:sequenceFlow id="f_{border}" sourceRef="{border}" targetRef="{end}"/>')
        parts.append(f'<bpmn:sequenceFlow id="f_{task}" sourceRef="{before}" targetRef="{task}"/>')
        before = task
    parts.append('<bpmn:endEvent id="done"/>')
    parts.append(f'<bpmn:sequenceFlow id="f_done" sourceRef="{before}" targetRef="done"/>')
    parts.append("</bpmn:process></bpmn:definitions>")
    return "".join(parts).encode()


def review_loop(key: str) -> bytes:
    """Return a process of one user task that repeats until `enough` is true: a case with many steps."""
    return (
        _HEAD.format(key=key) + '<bpmn:startEvent id="begin"/><bpmn:userTask id="work" name="work"/>'
        '<bpmn:boundaryEvent id="late" attachedToRef="work" cancelActivity="false">'
        "<bpmn:timerEventDefinition>"
        "<bpmn:timeDuration>PT24H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>"
        '<bpmn:endEvent id="reminded"/>'
        '<bpmn:exclusiveGateway id="again" default="more"/><bpmn:endEvent id="done"/>'
        '<bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="work"/>'
        '<bpmn:sequenceFlow id="f2" sourceRef="late" targetRef="reminded"/>'
        '<bpmn:sequenceFlow id="f3" sourceRef="work" targetRef="again"/>'
        '<bpmn:sequenceFlow id="more" sourceRef="again" targetRef="work"/>'
        '<bpmn:sequenceFlow id="f4" sourceRef="again" targetRef="done">'
        "<bpmn:conditionExpression>=enough</bpmn:conditionExpression></bpmn:sequenceFlow>"
        "</bpmn:process></bpmn:definitions>"
    ).encode()


def payload() -> dict[str, str]:
    """Return 100 KB of data for a case."""
    return {f"field {number}": "x" * 1000 for number in range(100)}
