"""Working time of the service desks as functions (filled in by engine.decisions.working_time)."""
