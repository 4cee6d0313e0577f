"""Joins that look at more than their own ways in, and splits that take some of their ways."""

from engine.bpmn.checker.soundness import analyse
from engine.bpmn.reader import read
from tests.engine.bpmn.sketch import codes, flows, model, nodes, when


def soundness(xml: bytes) -> set[str]:
    return {code for code in codes(xml) if code.startswith("BPMN9")}


def test_a_choice_inside_a_fork_may_end_in_an_inclusive_join() -> None:
    body = nodes("s:startEvent f:parallelGateway a:task o:endEvent j:inclusiveGateway e:endEvent")
    body += '<exclusiveGateway id="x" default="x_j"/>'

    assert soundness(model(body + flows("s>f>a>j>e", "f>x>j") + when("x", "o"))) == set()


def test_two_inclusive_joins_that_wait_for_each_other_are_a_deadlock() -> None:
    body = nodes("s:startEvent f:parallelGateway j:inclusiveGateway k:inclusiveGateway a:task b:task")
    body += nodes("e:endEvent u:parallelGateway v:parallelGateway")
    routes = flows("s>f>j>u>a>e", "f>k>v>b>e", "u>k", "v>j")

    assert "BPMN901" in soundness(model(body + routes))


def test_an_inclusive_split_with_one_condition_and_a_default_is_a_choice() -> None:
    body = nodes("s:startEvent a:task b:task j:exclusiveGateway e:endEvent")
    body += '<inclusiveGateway id="g" default="g_b"/>'

    assert soundness(model(body + when("g", "a") + flows("s>g", "a>j>e", "g>b>j"))) == set()


def test_conditional_flows_out_of_a_task_join_inclusively() -> None:
    body = nodes("s:startEvent a:task b:task j:inclusiveGateway e:endEvent t:task")
    conditions = when("t", "a") + when("t", "b")

    assert soundness(model(body + conditions + flows("s>t", "a>j>e", "b>j"))) == set()
    assert soundness(model(body.replace("inclusive", "parallel") + conditions + flows("s>t", "a>j>e", "b>j")))


def test_a_boundary_event_that_does_not_interrupt_must_not_meet_a_parallel_join() -> None:
    timer = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
    body = nodes("s:startEvent t:task u:task j:parallelGateway e:endEvent")
    event = f'<boundaryEvent id="b" attachedToRef="t" cancelActivity="false">{timer}</boundaryEvent>'

    assert "BPMN901" in soundness(model(body + event + flows("s>t>j>e", "b>u>j")))


def test_a_terminating_end_leaves_no_token_behind() -> None:
    body = nodes("s:startEvent f:parallelGateway a:task j:parallelGateway e:endEvent")
    body += '<endEvent id="o"><terminateEventDefinition/></endEvent><exclusiveGateway id="x" default="x_j"/>'

    assert soundness(model(body + flows("s>f>a>j>e", "f>x>j") + when("x", "o"))) == set()


def test_two_ways_to_one_blank_end_are_no_fault() -> None:
    body = nodes("s:startEvent f:parallelGateway a:task b:task e:endEvent")

    assert soundness(model(body + flows("s>f>a>e", "f>b>e"))) == set()


def test_the_first_token_at_a_terminating_end_ends_the_others() -> None:
    body = nodes("s:startEvent f:parallelGateway a:task b:task")
    body += '<endEvent id="e"><terminateEventDefinition/></endEvent>'

    assert soundness(model(body + flows("s>f>a>e", "f>b>e"))) == set()
    message = body.replace("terminateEventDefinition", "compensateEventDefinition")
    assert soundness(model(message + flows("s>f>a>e", "f>b>e"))) == {"BPMN902"}


def test_links_lead_on() -> None:
    body = (
        '<startEvent id="s"/><intermediateThrowEvent id="t"><linkEventDefinition name="l"/>'
        '</intermediateThrowEvent><intermediateCatchEvent id="c"><linkEventDefinition name="l"/>'
        '</intermediateCatchEvent><endEvent id="e"/>'
    )

    assert soundness(model(body + flows("s>t", "c>e"))) == set()


def test_a_tangle_beyond_the_limit_is_said_to_be_one() -> None:
    ways = range(10)
    body = nodes("s:startEvent f:parallelGateway e:endEvent")
    for number in ways:
        body += nodes(f"a{number}:task x{number}:parallelGateway y{number}:parallelGateway")
    routes = [f"s>f>a{n}>x{n}>y{n}>e" for n in ways] + [f"x{n}>y{(n + 1) % 10}" for n in ways]

    reading = read(model(body + flows(*dict.fromkeys(routes))))

    assert reading.collaboration is not None
    verdict = analyse(reading.collaboration.processes["p"], "p")
    assert not verdict.deadlocks
