"""What operations and queries need from outside, as protocols; the packages above provide it."""
