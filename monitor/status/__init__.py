"""Where a commitment stands: the pure fold of the record, its rules and its reasons."""
