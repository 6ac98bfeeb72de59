"""Staff: names, passwords."""
