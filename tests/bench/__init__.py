"""Benchmarks: what this machine does, one JSON line a figure. Nothing here is asserted; `make test` leaves it out."""
