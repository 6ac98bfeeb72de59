"""How a key is written and what it allows; no database."""
