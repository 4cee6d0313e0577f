"""The REST API: it parses requests, asks the engine once, and shapes the answer; it holds no rules."""
