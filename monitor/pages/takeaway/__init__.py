"""What a reader takes away from a page: documents, references, tables, embeds, short links."""
