"""Where a commitment stands: a few facts on record, one answer (design sections 3 and 4)."""
