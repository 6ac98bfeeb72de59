"""Pages that read the record, through the application itself and without a socket."""
