"""What takes long to show, run by ``make proof``: crashes, crowds of writers, generated requests."""
