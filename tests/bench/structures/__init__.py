"""Structures for "what stands on a day, as known at a position", measured on one and the same record."""
