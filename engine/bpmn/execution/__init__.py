"""Plays the token game of BPMN 2.0.2, chapter 13, on SpiffWorkflow's tasks and task specs."""
