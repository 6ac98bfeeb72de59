"""What the HTTP layer adds of its own: problems, parameters, headers."""
