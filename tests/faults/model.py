"""The process that is under load while nodes are killed: a task, a timer, a remote job, another task."""

KEY = "under_fire"
MODEL = f"""<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="faults" targetNamespace="anxin">
  <bpmn:process id="{KEY}" isExecutable="true">
    <bpmn:startEvent id="begin"/>
    <bpmn:userTask id="first" name="first"/>
    <bpmn:intermediateCatchEvent id="wait_a_second">
      <bpmn:timerEventDefinition><bpmn:timeDuration>PT1S</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:intermediateCatchEvent>
    <bpmn:serviceTask id="tell" name="tell">
      <bpmn:extensionElements>
        <zeebe:taskDefinition type="notify.send" retries="50"/>
        <zeebe:ioMapping>
          <zeebe:input source="=&quot;progress&quot;" target="template"/>
          <zeebe:input source="=&quot;customer&quot;" target="to"/>
          <zeebe:input source="={{}}" target="data"/>
        </zeebe:ioMapping>
      </bpmn:extensionElements>
    </bpmn:serviceTask>
    <bpmn:userTask id="second" name="second"/>
    <bpmn:endEvent id="done"/>
    <bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="first"/>
    <bpmn:sequenceFlow id="f2" sourceRef="first" targetRef="wait_a_second"/>
    <bpmn:sequenceFlow id="f3" sourceRef="wait_a_second" targetRef="tell"/>
    <bpmn:sequenceFlow id="f4" sourceRef="tell" targetRef="second"/>
    <bpmn:sequenceFlow id="f5" sourceRef="second" targetRef="done"/>
  </bpmn:process>
</bpmn:definitions>
""".encode()
