"""What can be asked of the register: each function reads records together with what belongs to them."""
