"""What is done with the register beyond adding and saving: the rules that hold across several records."""
