"""What is taken away from a view."""
