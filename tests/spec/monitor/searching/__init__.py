"""Words and documents of the search, by rule alone."""
