"""Pages for people, made on the server: no script, no cookie, one style sheet."""
