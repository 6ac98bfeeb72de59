"""The bitemporal read model: every answer of the fold, kept by valid day and known position."""
