"""Charts for pages and mail, drawn on the server."""
