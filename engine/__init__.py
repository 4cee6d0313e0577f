"""Runs BPMN processes with human tasks, timers and decisions; knows no HTTP and no word of the trade."""
