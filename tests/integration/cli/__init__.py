"""What the command line adds of its own: its words, its tables, its refusals, and that it answers what HTTP answers."""
