"""What the trade needs from the outside: a register that remembers, and ways to reach people."""
