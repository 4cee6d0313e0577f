"""The trade: the case register and the connectors that processes call."""
