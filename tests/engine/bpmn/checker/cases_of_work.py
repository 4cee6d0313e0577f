"""Models that break, and keep, the rules on activities, expressions, refusals, labels and diagrams."""

from tests.engine.bpmn.checker.pieces import (
    BOUNDS,
    CALL,
    DECISION,
    DRAWING,
    EDGE,
    ERROR,
    GOOD,
    JOB,
    MANY,
    MESSAGE,
    OVER,
    SHAPE,
    A,
    B,
    E,
    S,
    boundary,
    drawn,
    event_sub_process,
    extended,
    labelled,
    pools,
    script,
    starting,
    task,
    timed,
    timed_start,
)
from tests.engine.bpmn.sketch import file, flows, line, model, nodes, when

USER = "<zeebe:userTask/>"
FORM = "<zeebe:formDefinition {}/>"
SCRIPT = '<zeebe:script expression="{}" resultVariable="r"/>'
MAPPING = '<zeebe:ioMapping><zeebe:input source="{}" target="{}"/></zeebe:ioMapping>'
ON_TIME = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
CYCLE = "<timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition>"
ON_ERROR = '<startEvent id="x"><errorEventDefinition errorRef="err"/></startEvent>'
TWICE = "<timeDate>= now()</timeDate><timeD"
TWO = nodes("s:startEvent e:endEvent") + flows("s>e")


def many(attributes: str, inside: str) -> bytes:
    """Return a process with a multi-instance task."""
    return task(MANY.format(attributes=attributes, inside=inside))


def condition(text: str, language: str = "") -> bytes:
    """Return a process with one condition."""
    flow = when("t", "u", text).replace('tFormalExpression"', f'tFormalExpression" {language}')
    return model(nodes("s:startEvent t:task u:task e:endEvent") + flows("s>t>e") + flow)


def loop(attributes: str) -> bytes:
    """Return a process with a loop."""
    return task(f"<standardLoopCharacteristics {attributes}/>")


LOOPED = "<loopCardinality>3</loopCardinality>"

CASES: dict[str, tuple[bytes, bytes]] = {
    "BPMN501": (extended("serviceTask", ""), extended("serviceTask", JOB)),
    "BPMN502": (extended("businessRuleTask", ""), extended("businessRuleTask", DECISION)),
    "BPMN503": (extended("scriptTask", ""), extended("scriptTask", SCRIPT.format("= 1"))),
    "BPMN504": (extended("callActivity", ""), extended("callActivity", CALL.format(id="p", more=""))),
    "BPMN505": (
        extended("userTask", USER),
        extended("userTask", USER + FORM.format('externalReference="repair/visit"')),
    ),
    "BPMN506": (
        extended("businessRuleTask", '<zeebe:calledDecision decisionId="warranty"/>'),
        extended("businessRuleTask", DECISION),
    ),
    "BPMN507": (extended("serviceTask", "<zeebe:taskDefinition/>"), extended("serviceTask", JOB)),
    "BPMN508": (
        extended("serviceTask", '<zeebe:taskDefinition type="x" retries="often"/>'),
        extended("serviceTask", '<zeebe:taskDefinition type="x" retries="= n"/>'),
    ),
    "BPMN509": (
        extended("callActivity", CALL.format(id="p", more='bindingType="newest"')),
        extended("callActivity", CALL.format(id="p", more='bindingType="deployment"')),
    ),
    "BPMN510": (
        extended("callActivity", CALL.format(id="p", more='bindingType="versionTag"')),
        extended("callActivity", CALL.format(id="p", more='bindingType="versionTag" versionTag="v1"')),
    ),
    "BPMN511": (
        extended("userTask", '<zeebe:priorityDefinition priority="101"/>'),
        extended("userTask", '<zeebe:priorityDefinition priority="100"/>'),
    ),
    "BPMN512": (
        extended("userTask", FORM.format('formKey="camunda-forms:bpmn:f"')),
        extended("userTask", FORM.format('formId="f"')),
    ),
    "BPMN513": (
        extended("task", MAPPING.format("= 1", "a b")),
        extended("task", MAPPING.format("= 1", "a.b")),
    ),
    "BPMN514": (extended("businessRuleTask", JOB + DECISION), extended("businessRuleTask", DECISION)),
    "BPMN521": (many("", ""), many("", LOOPED)),
    "BPMN522": (many("", OVER.format(more="") + LOOPED), many("", OVER.format(more=""))),
    "BPMN523": (
        many("", OVER.format(more='outputCollection="ys"')),
        many("", OVER.format(more='outputCollection="ys" outputElement="= y"')),
    ),
    "BPMN524": (loop(""), loop('loopMaximum="3"')),
    "BPMN525": (
        task('<standardLoopCharacteristics loopMaximum="2"/>' + MANY.format(attributes="", inside=LOOPED)),
        loop('loopMaximum="3"'),
    ),
    "BPMN527": (loop('loopMaximum="-1"'), loop('loopMaximum="0"')),
    "BPMN526": (many(' behavior="One"', LOOPED), many(' behavior="All"', LOOPED)),
    "BPMN601": (condition("= x >"), condition("x > 1")),
    "BPMN602": (condition("="), condition("= true")),
    "BPMN603": (condition("= surprise(x) > 1"), condition("= count(x) > 1")),
    "BPMN611": (timed("timeDuration", "P2W"), timed("timeDuration", "P1DT2H3M4.5S")),
    "BPMN612": (timed("timeDate", "tomorrow"), timed("timeDate", "= due_at")),
    "BPMN613": (timed("timeDate", "2026-11-22T09:00:00"), timed("timeDate", "2026-11-22T09:00:00+08:00")),
    "BPMN614": (timed_start("0 0 9 * * ?"), timed_start("R/P1D")),
    "BPMN615": (timed("timeCycle", "R3/PT1H"), boundary(CYCLE, 'cancelActivity="false"')),
    "BPMN616": (boundary(ON_TIME.replace("<timeD", TWICE, 1)), boundary(ON_TIME)),
    "BPMN701": (model(line('<complexGateway id="t"/>')), GOOD),
    "BPMN702": (model(line('<adHocSubProcess id="t"><task id="u"/></adHocSubProcess>')), GOOD),
    "BPMN703": (task(around='<dataStoreReference id="store"/>'), task(around='<dataObject id="o"/>')),
    "BPMN704": (task(attributes='startQuantity="2"'), task(attributes='startQuantity="1"')),
    "BPMN705": (model(line('<task id="Root"/>', node="Root")), model(line('<task id="root"/>', node="root"))),
    "BPMN706": (script("x = 1", "groovy"), script("x + 1", "FEEL")),
    "BPMN707": (condition("${x > 1}"), condition("x > 1")),
    "BPMN708": (
        condition("x > 1").replace(
            b" targetNamespace", b' expressionLanguage="http://mvel.org" targetNamespace'
        ),
        condition("x > 1").replace(b" targetNamespace", b' expressionLanguage="feel" targetNamespace'),
    ),
    "BPMN709": (boundary(ON_TIME + '<signalEventDefinition signalRef="g"/>'), boundary(ON_TIME)),
    "BPMN710": (
        boundary(ON_TIME + '<signalEventDefinition signalRef="g"/>', 'parallelMultiple="true"'),
        boundary(ON_TIME),
    ),
    "BPMN711": (
        starting('eventGatewayType="Parallel"', A + B, "g>a>e g>b>e"),
        starting("", A + B, "g>a>e g>b>e"),
    ),
    "BPMN712": (
        event_sub_process('<startEvent id="x"><compensateEventDefinition/></startEvent>'),
        event_sub_process(ON_ERROR, roots=ERROR),
    ),
    "BPMN713": (
        model(
            '<startEvent id="s"><conditionalEventDefinition><condition>x</condition>'
            '</conditionalEventDefinition></startEvent><endEvent id="e"/>' + flows("s>e")
        ),
        GOOD,
    ),
    "BPMN714": (file('<choreography id="c"/><process id="p">' + TWO + "</process>"), GOOD),
    "BPMN715": (pools('<conversation id="k"/>'), pools()),
    "BPMN716": (model(TWO, roots='<globalUserTask id="g"/>'), GOOD),
    "BPMN717": (
        task(
            "<dataInputAssociation><targetRef>o</targetRef><transformation>x</transformation></dataInputAssociation>"
        ),
        task(
            "<dataInputAssociation><targetRef>o</targetRef></dataInputAssociation>",
            around='<dataObject id="o"/>',
        ),
    ),
    "BPMN718": (model(TWO, roots='<correlationProperty id="c"/>' + MESSAGE), GOOD),
    "BPMN719": (task("<potentialOwner><resourceRef>r</resourceRef></potentialOwner>"), GOOD),
    "BPMN720": (task(around='<implicitThrowEvent id="i"/>'), GOOD),
    "BPMN731": (
        extended("task", "", 'camunda:assignee="li"'),
        extended("task", "", 'camunda:asyncBefore="true"'),
    ),
    "BPMN732": (
        extended(
            "userTask",
            '<zeebe:taskListeners><zeebe:taskListener eventType="creating" type="x"/></zeebe:taskListeners>',
        ),
        extended("task", '<zeebe:properties><zeebe:property name="a" value="b"/></zeebe:properties>'),
    ),
    "BPMN733": (
        model(TWO, roots='<extension definition="a" mustUnderstand="true"/>'),
        model(TWO, roots='<extension definition="a"/>'),
    ),
    "BPMN801": (
        GOOD,
        GOOD.replace(b' id="s"', b' id="s" name="a"')
        .replace(b'Event id="e"', b'Event id="e" name="b"')
        .replace(b' id="t"', b' id="t" name="c"'),
    ),
    "BPMN802": (labelled("检验"), labelled("检验", "Inspect")),
    "BPMN803": (labelled("Inspect"), labelled("检验", "Inspect")),
    "BPMN806": (model(line('<task id="Activity_0x3f1ab"/>', node="Activity_0x3f1ab")), GOOD),
    "BPMN807": (
        extended("userTask", USER),
        model(
            '<laneSet id="ls"><lane id="l" name="x"><flowNodeRef>t</flowNodeRef></lane></laneSet>'
            + line('<userTask id="t"/>')
        ),
    ),
    "BPMN811": (task(around=flows("t>e").replace("t_e", "other")), GOOD),
    "BPMN812": (model(nodes("s:startEvent t:task") + flows("s>t")), GOOD),
    "BPMN813": (task(around='<task id="u"/>' + flows("s>u>t")), GOOD),
    "BPMN814": (
        extended("scriptTask", SCRIPT.format("= 1&#10;+1&#10;+1&#10;+1")),
        extended("scriptTask", SCRIPT.format("= 1")),
    ),
    "BPMN822": (drawn(S, EDGE), DRAWING),
    "BPMN823": (drawn(S, E), DRAWING),
    "BPMN824": (drawn(S, SHAPE.format(id="e", inside=""), EDGE), DRAWING),
    "BPMN825": (drawn(S, E, EDGE, SHAPE.format(id="gone", inside=BOUNDS)), DRAWING),
}
