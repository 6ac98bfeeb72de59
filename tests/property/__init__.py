"""What holds for every value, tried on many (Hypothesis). A failure prints the smallest value that breaks it."""
