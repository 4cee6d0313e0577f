"""The routes, one module per resource: parse, ask the engine once, shape the answer."""
