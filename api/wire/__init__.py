"""What goes over the wire: requests are named after the act, answers after the thing."""
