"""Taking events in: what is refused, what is sealed, and how an append is decided and committed."""
