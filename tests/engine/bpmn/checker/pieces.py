"""Pieces of small models, put together in the cases of each rule."""

from tests.engine.bpmn.sketch import file, flows, line, model, nodes, when

TIMER = '<timerEventDefinition><{kind} xsi:type="tFormalExpression">{text}</{kind}></timerEventDefinition>'
MESSAGE = '<message id="m" name="paid"/>'
SIGNAL = '<signal id="sig" name="recall"/>'
ERROR = '<error id="err" errorCode="broken"/><escalation id="esc" escalationCode="late"/>'
CODELESS = '<error id="err" name="broken"/>'


def timed(kind: str, text: str, tag: str = "intermediateCatchEvent") -> bytes:
    """Return a process with one timer."""
    timer = TIMER.format(kind=kind, text=text)
    return model(line(f'<{tag} id="t">{timer}</{tag}>'))


def timed_start(text: str) -> bytes:
    """Return a process that a cycle starts."""
    start = f'<startEvent id="s">{TIMER.format(kind="timeCycle", text=text)}</startEvent>'
    return model(start + '<endEvent id="e"/>' + flows("s>e"))


def extended(tag: str, extension: str, attributes: str = "") -> bytes:
    """Return a process with one activity that has an extension element."""
    inside = f"<extensionElements>{extension}</extensionElements>" if extension else ""
    return model(line(f'<{tag} id="t" {attributes}>{inside}</{tag}>'))


LISTENERS = (
    '<zeebe:executionListeners><zeebe:executionListener eventType="{}" type="{}"/></zeebe:executionListeners>'
)


def listening(event: str, kind: str, tag: str = "task") -> bytes:
    """Return a process with one element that has an execution listener."""
    return extended(tag, LISTENERS.format(event, kind))


def task(inside: str = "", attributes: str = "", around: str = "", roots: str = "") -> bytes:
    """Return a process with one plain task."""
    return model(line(f'<task id="t" {attributes}>{inside}</task>', around=around), roots=roots)


def boundary(
    inside: str, attributes: str = "", *, out: bool = True, around: str = "", roots: str = ""
) -> bytes:
    """Return a process with a task and an event at its boundary."""
    event = f'<boundaryEvent id="b" attachedToRef="t" {attributes}>{inside}</boundaryEvent>'
    rest = ('<endEvent id="b_end"/>' + flows("b>b_end") if out else "") + around
    return model(line('<task id="t"/>' + event, around=rest), roots=roots)


def event_sub_process(starts: str, attributes: str = "", around: str = "", roots: str = "") -> bytes:
    """Return a process with an event sub-process."""
    inside = starts + '<endEvent id="x_end"/>' + (flows("x>x_end") if 'id="x"' in starts else "")
    scope = f'<subProcess id="sub" triggeredByEvent="true" {attributes}>{inside}</subProcess>'
    return model(line('<task id="t"/>', around=scope + around), roots=roots)


def sub_process(inside: str, tag: str = "subProcess", around: str = "", roots: str = "") -> bytes:
    """Return a process with an embedded sub-process."""
    return model(line(f'<{tag} id="t">{inside}</{tag}>', around=around), roots=roots)


def choice(first: str, second: str, attributes: str = "", kind: str = "exclusiveGateway") -> bytes:
    """Return a process with a gateway g that chooses between a and b."""
    gateway = f'<{kind} id="g" {attributes}/>'
    return model(nodes("s:startEvent a:endEvent b:endEvent") + gateway + flows("s>g") + first + second)


def awaiting(first: str, second: str, *, attributes: str = "", around: str = "", roots: str = "") -> bytes:
    """Return a process with an event-based gateway g and its followers a and b."""
    gateway = f'<eventBasedGateway id="g" {attributes}/>'
    ends = '<endEvent id="e"/>' + flows("s>g>a>e", "g>b>e")
    return model('<startEvent id="s"/>' + gateway + first + second + ends + around, roots=roots)


def starting(attributes: str, followers: str, routes: str) -> bytes:
    """Return a process that an event-based gateway starts."""
    gateway = f'<eventBasedGateway id="g" instantiate="true" {attributes}/>'
    return model(gateway + followers + '<endEvent id="e"/>' + flows(*routes.split()), roots=MESSAGE + OTHER)


OTHER = '<message id="n" name="returned"/>'
CATCH = (
    '<intermediateCatchEvent id="{id}"><messageEventDefinition messageRef="{ref}"/></intermediateCatchEvent>'
)
A, B = CATCH.format(id="a", ref="m"), CATCH.format(id="b", ref="n")
WAIT = (
    '<intermediateCatchEvent id="b">'
    "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>"
)
RECEIVE = '<receiveTask id="{id}" messageRef="{ref}"/>'
STARTED = '<startEvent id="x"{attributes}><errorEventDefinition errorRef="err"/></startEvent>'
ON_MESSAGE = '<startEvent id="x"><messageEventDefinition messageRef="m"/></startEvent>'
GOOD = model(line('<task id="t"/>'))
INNER = nodes("i:startEvent j:endEvent") + flows("i>j")
HANDLED = '<task id="undo" isForCompensation="true"/><association id="as" sourceRef="b" targetRef="undo"/>'
COMPENSATE = "<compensateEventDefinition/>"
DONE = boundary(COMPENSATE, out=False, around=HANDLED)
LINKED = (
    '<startEvent id="s"/>'
    '<intermediateThrowEvent id="t"><linkEventDefinition name="l"/></intermediateThrowEvent>'
    '<intermediateCatchEvent id="c"><linkEventDefinition name="l"/></intermediateCatchEvent>'
    '<endEvent id="e"/>'
)
LINKS = model(LINKED + flows("s>t", "c>e"))
MANY = "<multiInstanceLoopCharacteristics{attributes}>{inside}</multiInstanceLoopCharacteristics>"
OVER = '<extensionElements><zeebe:loopCharacteristics inputCollection="= xs" {more}/></extensionElements>'
JOB = '<zeebe:taskDefinition type="mail.send"/>'
DECISION = '<zeebe:calledDecision decisionId="warranty" resultVariable="status"/>'
CALL = '<zeebe:calledElement processId="{id}" {more}/>'
DRAWN = (
    '<bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="pl" bpmnElement="p">{shapes}</bpmndi:BPMNPlane>'
    "</bpmndi:BPMNDiagram>"
)
SHAPE = '<bpmndi:BPMNShape id="d_{id}" bpmnElement="{id}">{inside}</bpmndi:BPMNShape>'
BOUNDS = '<dc:Bounds x="1" y="1" width="9" height="9"/>'
EDGE = (
    '<bpmndi:BPMNEdge id="d_s_e" bpmnElement="s_e"><di:waypoint x="1" y="1"/><di:waypoint x="2" y="1"/>'
    "</bpmndi:BPMNEdge>"
)


def drawn(*shapes: str) -> bytes:
    """Return a process of two events with a diagram."""
    process = (
        f'<process id="p" isExecutable="true">{nodes("s:startEvent e:endEvent")}{flows("s>e")}</process>'
    )
    return file(process + DRAWN.format(shapes="".join(shapes)))


S, E = SHAPE.format(id="s", inside=BOUNDS), SHAPE.format(id="e", inside=BOUNDS)
DRAWING = drawn(S, E, EDGE)


def pools(more: str = "", *, second: str = "q") -> bytes:
    """Return two pools with a process each."""
    both = (
        '<collaboration id="c"><participant id="pp" processRef="p"/>'
        f'<participant id="pq" processRef="{second}"/>{more}</collaboration>'
    )
    one = nodes("s:startEvent t:task u:task e:endEvent") + flows("s>t>u>e")
    two = nodes("s2:startEvent t2:task e2:endEvent") + flows("s2>t2>e2")
    return file(
        f'{both}<process id="p" isExecutable="true">{one}</process>'
        f'<process id="q" isExecutable="true">{two}</process>'
    )


def message_flow(source: str, target: str) -> str:
    """Return a message flow."""
    return f'<messageFlow id="mf" sourceRef="{source}" targetRef="{target}"/>'


def labelled(name: str | None, english: str | None = None) -> bytes:
    """Return a process whose task has these labels."""
    attribute = f'name="{name}"' if name else ""
    extension = "" if english is None else f'<zeebe:property name="label.en" value="{english}"/>'
    return extended(
        "task", f"<zeebe:properties>{extension}</zeebe:properties>" if extension else "", attribute
    )


def script(text: str, language: str = "") -> bytes:
    """Return a process with a script of the standard."""
    attributes = f'scriptFormat="{language}"' if language else ""
    return model(line(f'<scriptTask id="t" {attributes}><script>{text}</script></scriptTask>'))


GATEWAY = nodes("s:startEvent g:exclusiveGateway h:exclusiveGateway a:task b:task e:endEvent")
NAMED = (
    '<startEvent id="s"/><exclusiveGateway id="g" name="{question}" default="g_b"/>'
    '<endEvent id="a"/><endEvent id="b"/>' + flows("s>g")
)
YES = when("g", "a").replace("<sequenceFlow", '<sequenceFlow name="yes"', 1)
NO = flows("g>b").replace("<sequenceFlow", '<sequenceFlow name="no"', 1)
PARALLEL = "s:startEvent g:parallelGateway a:task b:task j:{join} e:endEvent"
ROUTES = flows("s>g>a>j>e", "g>b>j")
