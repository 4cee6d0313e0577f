"""Plays the scenarios that lie beside the models, and tells which flows and rows none of them takes."""
