"""Sample data: an invented brand with customers, units, outlets, technicians and parts."""

from aftersales.sample.cast import cast
from aftersales.sample.fill import fill_register
from aftersales.sample.scenery import LastingScenery, StoryScenery, stories_scenery
from aftersales.sample.statements import settle_last_month

__all__ = ["LastingScenery", "StoryScenery", "cast", "fill_register", "settle_last_month", "stories_scenery"]
