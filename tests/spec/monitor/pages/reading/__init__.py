"""The pure parts of the pages that read the record."""
