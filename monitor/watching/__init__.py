"""Watching: whether the work beside the answers goes on, and which sources have fallen silent."""
