"""What the engine talks about: immutable records of definitions, instances, tasks, timers, jobs, history."""
