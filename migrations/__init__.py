"""Schema migrations for the tables of all packages."""
