"""What holds the repository in shape: direction of imports, pure and shell, names, locks, containers.

These tests read files. They start no service and touch no database.
"""
