"""Where a commitment stands: each test puts a few facts on record and expects one answer of the design's sections 3 and 4."""
