"""The HTTP interface on both engines, through the application itself and without a socket."""
