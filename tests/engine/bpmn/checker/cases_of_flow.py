"""Models that break, and keep, the rules on events, gateways and sequence flows."""

from tests.engine.bpmn.checker.pieces import (
    COMPENSATE,
    DONE,
    ERROR,
    GOOD,
    HANDLED,
    INNER,
    LINKED,
    LINKS,
    MESSAGE,
    NO,
    ON_MESSAGE,
    OTHER,
    RECEIVE,
    STARTED,
    WAIT,
    YES,
    A,
    B,
    awaiting,
    boundary,
    choice,
    event_sub_process,
    pools,
    starting,
    sub_process,
    task,
    timed,
)
from tests.engine.bpmn.sketch import flows, line, model, nodes, when

BOTH = MESSAGE + OTHER
ON_ERROR = '<errorEventDefinition errorRef="err"/>'
ON_TIME = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
ON_CONDITION = (
    '<conditionalEventDefinition><condition xsi:type="tFormalExpression">{}</condition>'
    "</conditionalEventDefinition>"
)
CANCEL_END = nodes("i:startEvent") + '<endEvent id="j"><cancelEventDefinition/></endEvent>' + flows("i>j")
CANCELLED = (
    '<boundaryEvent id="c" attachedToRef="t"><cancelEventDefinition/></boundaryEvent><endEvent id="o"/>'
    + flows("c>o")
)
FIRST = STARTED.format(attributes="")
MESSAGE_START = '<startEvent id="{}"><messageEventDefinition messageRef="m"/></startEvent>'
SECOND_SCOPE = (
    '<subProcess id="sub2" triggeredByEvent="true"><startEvent id="y"><errorEventDefinition {}/></startEvent>'
    '<endEvent id="y_end"/><sequenceFlow id="y_f" sourceRef="y" targetRef="y_end"/></subProcess>'
)
SECOND_BOUNDARY = (
    '<boundaryEvent id="b2" attachedToRef="t"><errorEventDefinition {}/></boundaryEvent>'
    '<endEvent id="b2_end"/>' + flows("b2>b2_end")
)
SPLIT = "s:startEvent g:{split} a:task b:task j:{join} e:endEvent"


def gateways(split: str, join: str) -> bytes:
    """Return a block of two branches; a split that chooses has a condition and a default."""
    if split == "parallelGateway":
        return model(nodes(SPLIT.format(split=split, join=join)) + flows("s>g>a>j>e", "g>b>j"))
    words = nodes(SPLIT.format(split=split, join=join)).replace('id="g"', 'id="g" default="g_b"')
    return model(words + when("g", "a") + flows("s>g", "a>j>e", "g>b>j"))


THROW_AT = (
    '<intermediateThrowEvent id="t"><compensateEventDefinition activityRef="{}"/></intermediateThrowEvent>'
)
UNDOABLE = (
    '<task id="a"/><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent>'
)


def compensating(target: str) -> bytes:
    """Return a process that compensates an activity."""
    body = '<startEvent id="s"/>' + UNDOABLE + HANDLED + THROW_AT.format(target) + '<endEvent id="e"/>'
    return model(body + flows("s>a>t>e"))


CASES: dict[str, tuple[bytes, bytes]] = {
    "BPMN301": (
        boundary('<linkEventDefinition name="x"/>'),
        boundary(ON_TIME),
    ),
    "BPMN302": (model(line('<intermediateCatchEvent id="t"/>')), timed("timeDuration", "PT1H")),
    "BPMN303": (task(around=flows("t>s")), GOOD),
    "BPMN304": (task(around=flows("e>t")), GOOD),
    "BPMN305": (
        model(line('<intermediateCatchEvent id="t"><timerEventDefinition/></intermediateCatchEvent>')),
        timed("timeDuration", "PT1H"),
    ),
    "BPMN306": (boundary(ON_CONDITION.format("")), boundary(ON_CONDITION.format("= x > 1"))),
    "BPMN307": (sub_process(CANCEL_END), sub_process(CANCEL_END, "transaction", around=CANCELLED)),
    "BPMN308": (
        sub_process(CANCEL_END, "transaction"),
        sub_process(CANCEL_END, "transaction", around=CANCELLED),
    ),
    "BPMN311": (boundary(ON_TIME, around=flows("s>b")), boundary(ON_TIME)),
    "BPMN312": (boundary(ON_TIME, out=False), boundary(ON_TIME)),
    "BPMN313": (
        boundary(ON_ERROR, 'cancelActivity="false"', roots=ERROR),
        boundary(ON_ERROR, roots=ERROR),
    ),
    "BPMN314": (
        boundary(ON_ERROR, around=SECOND_BOUNDARY.format('errorRef="err"'), roots=ERROR),
        boundary(ON_ERROR, around=SECOND_BOUNDARY.format(""), roots=ERROR),
    ),
    "BPMN315": (
        event_sub_process(
            FIRST,
            around=f'<boundaryEvent id="b" attachedToRef="sub">{ON_TIME}</boundaryEvent><endEvent id="o"/>'
            + flows("b>o"),
            roots=ERROR,
        ),
        event_sub_process(FIRST, roots=ERROR),
    ),
    "BPMN321": (boundary(COMPENSATE, around=HANDLED), DONE),
    "BPMN322": (boundary(COMPENSATE, out=False), DONE),
    "BPMN323": (boundary(COMPENSATE, out=False, around=HANDLED + flows("undo>e")), DONE),
    "BPMN324": (task(around='<task id="undo" isForCompensation="true"/>'), DONE),
    "BPMN325": (compensating("gone"), compensating("a")),
    "BPMN326": (
        compensating("a").replace(b'activityRef="a"', b'activityRef="a" waitForCompletion="false"'),
        compensating("a").replace(b'activityRef="a"', b'activityRef="a" waitForCompletion="true"'),
    ),
    "BPMN331": (
        event_sub_process(FIRST + FIRST.replace('"x"', '"y"'), roots=ERROR),
        event_sub_process(FIRST, roots=ERROR),
    ),
    "BPMN332": (event_sub_process('<startEvent id="x"/>'), event_sub_process(FIRST, roots=ERROR)),
    "BPMN333": (
        event_sub_process(FIRST, around=flows("t>sub"), roots=ERROR),
        event_sub_process(FIRST, roots=ERROR),
    ),
    "BPMN334": (
        event_sub_process(STARTED.format(attributes=' isInterrupting="false"'), roots=ERROR),
        event_sub_process(ON_MESSAGE.replace('"x"', '"x" isInterrupting="false"'), roots=MESSAGE),
    ),
    "BPMN335": (
        event_sub_process(FIRST, around=SECOND_SCOPE.format('errorRef="err"'), roots=ERROR),
        event_sub_process(FIRST, around=SECOND_SCOPE.format(""), roots=ERROR),
    ),
    "BPMN336": (
        event_sub_process("<standardLoopCharacteristics loopMaximum='2'/>" + FIRST, roots=ERROR),
        event_sub_process(FIRST, roots=ERROR),
    ),
    "BPMN341": (model(LINKED.replace(' name="l"', ' name=""') + flows("s>t", "c>e")), LINKS),
    "BPMN342": (model(LINKED.replace('name="l"', 'name="k"', 1) + flows("s>t", "c>e")), LINKS),
    "BPMN343": (
        model(
            LINKED
            + flows("s>t", "c>e")
            + '<intermediateCatchEvent id="c2"><linkEventDefinition name="l"/></intermediateCatchEvent>'
        ),
        LINKS,
    ),
    "BPMN344": (model(LINKED + flows("s>t>e", "c>e")), LINKS),
    "BPMN345": (model(LINKED + flows("s>t", "s>c>e")), LINKS),
    "BPMN351": (task(around='<startEvent id="s2"/>' + flows("s2>t")), GOOD),
    "BPMN352": (
        sub_process(MESSAGE_START.format("i") + '<endEvent id="j"/>' + flows("i>j"), roots=MESSAGE),
        sub_process(INNER),
    ),
    "BPMN353": (
        model(
            MESSAGE_START.format("s")
            + MESSAGE_START.format("s2")
            + '<endEvent id="e"/>'
            + flows("s>e", "s2>e"),
            roots=MESSAGE,
        ),
        model(
            MESSAGE_START.format("s") + '<startEvent id="s2"/><endEvent id="e"/>' + flows("s>e", "s2>e"),
            roots=MESSAGE,
        ),
    ),
    "BPMN355": (model(nodes("t:task e:endEvent") + flows("t>e")), GOOD),
    "BPMN401": (sub_process(INNER, around=flows("j>e").replace("j_e", "out")), sub_process(INNER)),
    "BPMN402": (
        pools().replace(b"</process></definitions>", flows("t>t2").encode() + b"</process></definitions>"),
        pools(),
    ),
    "BPMN403": (
        choice(when("g", "a"), when("g", "b"), 'default="g_b"'),
        choice(when("g", "a"), flows("g>b"), 'default="g_b"'),
    ),
    "BPMN404": (
        model(nodes("s:startEvent e:endEvent") + when("s", "e")),
        choice(when("g", "a"), flows("g>b"), 'default="g_b"'),
    ),
    "BPMN405": (task(around=flows("s>t").replace("s_t", "again")), GOOD),
    "BPMN406": (
        model(nodes("s:startEvent t:task e:endEvent") + flows("s>t") + when("t", "e")),
        GOOD,
    ),
    "BPMN407": (task(attributes='default="t_e"'), GOOD),
    "BPMN411": (choice(when("g", "a"), flows("g>b")), choice(when("g", "a"), flows("g>b"), 'default="g_b"')),
    "BPMN412": (
        choice(when("g", "a"), when("g", "b", "= x <= 1")),
        choice(when("g", "a"), flows("g>b"), 'default="g_b"'),
    ),
    "BPMN413": (model(line('<exclusiveGateway id="t"/>')), gateways("exclusiveGateway", "exclusiveGateway")),
    "BPMN414": (
        model(nodes("s:startEvent g:exclusiveGateway") + flows("s>g")),
        gateways("exclusiveGateway", "exclusiveGateway"),
    ),
    "BPMN415": (
        model(
            nodes("s:startEvent t:task e:endEvent")
            + '<exclusiveGateway id="g" default="g_e"/>'
            + flows("s>t>g>e")
            + when("g", "t").replace("g_t", "back")
            + '<task id="u"/>'
            + flows("u>g")
        ),
        gateways("exclusiveGateway", "exclusiveGateway"),
    ),
    "BPMN416": (
        gateways("exclusiveGateway", "exclusiveGateway").replace(
            b'id="j"', b'id="j" gatewayDirection="Diverging"'
        ),
        gateways("exclusiveGateway", "exclusiveGateway").replace(
            b'id="j"', b'id="j" gatewayDirection="Converging"'
        ),
    ),
    "BPMN421": (
        model(
            '<startEvent id="s"/><eventBasedGateway id="g"/><endEvent id="e"/>' + A + flows("s>g>a>e"),
            roots=BOTH,
        ),
        awaiting(A, B, roots=BOTH),
    ),
    "BPMN422": (awaiting(A, '<task id="b"/>', roots=BOTH), awaiting(A, WAIT, roots=BOTH)),
    "BPMN423": (
        awaiting(A, B, around='<task id="u"/>' + flows("u>b"), roots=BOTH),
        awaiting(A, B, roots=BOTH),
    ),
    "BPMN424": (awaiting(A, RECEIVE.format(id="b", ref="n"), roots=BOTH), awaiting(A, B, roots=BOTH)),
    "BPMN425": (
        awaiting(
            RECEIVE.format(id="a", ref="m"),
            WAIT,
            around=f'<boundaryEvent id="x" attachedToRef="a">{ON_TIME}</boundaryEvent>' + flows("x>e"),
            roots=BOTH,
        ),
        awaiting(RECEIVE.format(id="a", ref="m"), WAIT, roots=BOTH),
    ),
    "BPMN426": (awaiting(A, B.replace('"n"', '"m"'), roots=BOTH), awaiting(A, B, roots=BOTH)),
    "BPMN427": (
        model(
            '<startEvent id="s"/><receiveTask id="t" messageRef="m" instantiate="true"/>' + flows("s>t"),
            roots=MESSAGE,
        ),
        model(
            '<receiveTask id="t" messageRef="m" instantiate="true"/><endEvent id="e"/>' + flows("t>e"),
            roots=MESSAGE,
        ),
    ),
    "BPMN429": (
        awaiting(
            RECEIVE.format(id="a", ref="m").replace("/>", ">")
            + '<standardLoopCharacteristics loopMaximum="2"/></receiveTask>',
            WAIT,
            roots=BOTH,
        ),
        awaiting(RECEIVE.format(id="a", ref="m"), WAIT, roots=BOTH),
    ),
    "BPMN428": (starting("", A + WAIT, "g>a>e g>b>e"), starting("", A + B, "g>a>e g>b>e")),
    "BPMN431": (
        task(around='<subProcess id="x"><task id="y"/></subProcess>' + flows("x>x").replace("x_x", "loop")),
        GOOD,
    ),
    "BPMN804": (
        choice(when("g", "a"), flows("g>b"), 'default="g_b"'),
        choice(when("g", "a"), flows("g>b"), 'default="g_b" name="Paid?"'),
    ),
    "BPMN805": (
        choice(YES, flows("g>b"), 'default="g_b"'),
        choice(YES, NO, 'default="g_b"'),
    ),
    "BPMN901": (
        gateways("exclusiveGateway", "parallelGateway"),
        gateways("inclusiveGateway", "inclusiveGateway"),
    ),
    "BPMN902": (
        gateways("parallelGateway", "exclusiveGateway"),
        gateways("parallelGateway", "parallelGateway"),
    ),
    "BPMN903": (
        gateways("exclusiveGateway", "parallelGateway"),
        gateways("parallelGateway", "inclusiveGateway"),
    ),
    "BPMN904": (
        model(nodes("s:startEvent t:exclusiveGateway u:task") + flows("s>t>u>t")),
        gateways("exclusiveGateway", "inclusiveGateway"),
    ),
}
