"""The log as it grows, for whoever keeps listening: one watch on its end for all, and a position for each."""
