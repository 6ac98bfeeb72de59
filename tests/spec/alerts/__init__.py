"""What the pure modules of alerts promise: who is told of what, when, and under which name."""
