"""Models that break, and keep, the rules on XML, structure and references."""

from tests.engine.bpmn.checker.pieces import (
    CATCH,
    CODELESS,
    DRAWING,
    ERROR,
    GOOD,
    MESSAGE,
    RECEIVE,
    SIGNAL,
    boundary,
    extended,
    listening,
    message_flow,
    pools,
    sub_process,
    task,
)
from tests.engine.bpmn.sketch import Surroundings, file, flows, line, model, nodes

MESSAGE_START = '<startEvent id="s"><messageEventDefinition messageRef="m"/></startEvent>'
TWO = nodes("s:startEvent e:endEvent") + flows("s>e")
ASSOCIATION = '<textAnnotation id="note"><text>x</text></textAnnotation><association id="as" sourceRef="t" '
OFFERED = extended("userTask", '<zeebe:assignmentDefinition candidateGroups="desk, workshop"/>')
OFFERED_TO_NOBODY = OFFERED.replace(b"workshop", b"nobody")

CASES: dict[str, tuple[bytes, bytes]] = {
    "BPMN101": (b"<definitions", GOOD),
    "BPMN102": (b'<!DOCTYPE definitions SYSTEM "x">' + GOOD, GOOD),
    "BPMN103": (GOOD + b" " * 5_000_000, GOOD),
    "BPMN104": (file("<a>" * 120 + "</a>" * 120), GOOD),
    "BPMN105": (b"<process/>", GOOD),
    "BPMN106": (model(line('<task id="t"/><task id="t"/>')), GOOD),
    "BPMN108": (model(line('<task id="t"/><task/>')), GOOD),
    "BPMN109": (task("<timerEventDefinition/>"), GOOD),
    "BPMN110": (model(line('<task id="t"/><robotTask id="r"/>')), GOOD),
    "BPMN111": (task(attributes='isForCompensation="maybe"'), task(attributes='isForCompensation="false"')),
    "BPMN112": (task("<incoming>s_t</incoming><documentation>x</documentation>"), GOOD),
    "BPMN113": (file(MESSAGE), GOOD),
    "BPMN114": (model(""), GOOD),
    "BPMN115": (model(TWO, attributes='id="p" isExecutable="false"'), model(TWO, attributes='id="p"')),
    "BPMN116": (pools(second="p"), pools()),
    "BPMN117": (GOOD.replace(b' targetNamespace="http://example.com"', b""), GOOD),
    "BPMN118": (task(attributes='isForCompensatoin="true"'), task(attributes='isForCompensation="false"')),
    "BPMN201": (model(TWO + flows("s>nowhere")), GOOD),
    "BPMN202": (
        model(line(CATCH.format(id="t", ref="lost"))),
        model(line(CATCH.format(id="t", ref="m")), roots=MESSAGE),
    ),
    "BPMN203": (task(attributes='default="s_t"'), task(attributes='default="t_e"')),
    "BPMN204": (
        boundary("<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>").replace(
            b'attachedToRef="t"', b'attachedToRef="s"'
        ),
        boundary("<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"),
    ),
    "BPMN205": (
        task("<incoming>t_e</incoming>"),
        task("<incoming>s_t</incoming><outgoing>t_e</outgoing>"),
    ),
    "BPMN206": (
        model('<laneSet id="ls"><lane id="l"><flowNodeRef>x</flowNodeRef></lane></laneSet>' + TWO),
        model('<laneSet id="ls"><lane id="l"><flowNodeRef>s</flowNodeRef></lane></laneSet>' + TWO),
    ),
    "BPMN207": (pools(message_flow("t", "nobody")), pools(message_flow("t", "t2"))),
    "BPMN208": (pools(message_flow("t", "u")), pools(message_flow("pp", "t2"))),
    "BPMN209": (
        task(around=ASSOCIATION + 'targetRef="gone"/>'),
        task(around=ASSOCIATION + 'targetRef="note"/>'),
    ),
    "BPMN210": (pools(message_flow("s2", "t")), pools(message_flow("t2", "t"))),
    "BPMN211": (
        model(line('<intermediateCatchEvent id="t"><messageEventDefinition/></intermediateCatchEvent>')),
        model(line(CATCH.format(id="t", ref="m")), roots=MESSAGE),
    ),
    "BPMN212": (
        model(line('<receiveTask id="t"/>')),
        model(line(RECEIVE.format(id="t", ref="m")), roots=MESSAGE),
    ),
    "BPMN213": (
        model(line('<sendTask id="t"/>')),
        extended("sendTask", '<zeebe:taskDefinition type="mail.send"/>'),
    ),
    "BPMN214": (
        model(line(CATCH.format(id="t", ref="m")), roots='<message id="m"/>'),
        model(line(CATCH.format(id="t", ref="m")), roots=MESSAGE),
    ),
    "BPMN215": (
        model(line('<intermediateThrowEvent id="t"><signalEventDefinition/></intermediateThrowEvent>')),
        model(
            line(
                '<intermediateThrowEvent id="t"><signalEventDefinition signalRef="sig"/>'
                "</intermediateThrowEvent>"
            ),
            roots=SIGNAL,
        ),
    ),
    "BPMN216": (
        model(
            '<startEvent id="s"/><endEvent id="e"><errorEventDefinition/></endEvent>' + flows("s>e"),
            roots=ERROR,
        ),
        model(
            '<startEvent id="s"/><endEvent id="e"><errorEventDefinition errorRef="err"/></endEvent>'
            + flows("s>e"),
            roots=ERROR,
        ),
    ),
    "BPMN217": (
        model(MESSAGE_START + '<endEvent id="e"/>' + flows("s>e"), roots=MESSAGE.replace("paid", "= x")),
        model(MESSAGE_START + '<endEvent id="e"/>' + flows("s>e"), roots=MESSAGE),
    ),
    "BPMN218": (
        boundary('<errorEventDefinition errorRef="err"/>', roots=CODELESS),
        boundary('<errorEventDefinition errorRef="err"/>', roots=ERROR),
    ),
    "BPMN221": (
        extended("businessRuleTask", '<zeebe:calledDecision decisionId="gone" resultVariable="r"/>'),
        extended("businessRuleTask", '<zeebe:calledDecision decisionId="warranty" resultVariable="r"/>'),
    ),
    "BPMN222": (
        extended("userTask", '<zeebe:formDefinition externalReference="repair/gone"/>'),
        extended("userTask", '<zeebe:formDefinition externalReference="repair/visit"/>'),
    ),
    "BPMN223": (
        extended("callActivity", '<zeebe:calledElement processId="gone"/>'),
        extended("callActivity", '<zeebe:calledElement processId="p"/>'),
    ),
    "BPMN224": (
        extended("serviceTask", '<zeebe:taskDefinition type="gone"/>'),
        extended("serviceTask", '<zeebe:taskDefinition type="mail.send"/>'),
    ),
    "BPMN225": (listening("end", "mail.send"), listening("end", "visit.book")),
    "BPMN226": (OFFERED_TO_NOBODY, OFFERED),
    "BPMN354": (sub_process(""), sub_process('<task id="inner"/>')),
    "BPMN821": (GOOD, DRAWING),
}

WORLD = Surroundings(
    decisions={"warranty"},
    forms={"repair/visit"},
    processes={"stored"},
    connectors={"mail.send", "visit.book"},
    local_connectors={"visit.book"},
    groups={"desk", "workshop"},
)
