"""Status, history and the ways to ask for them: HTTP and the command line."""
