"""What can be done with the engine: each function is one transaction, recorded with its actor."""
