"""What is taken away from a view: documents with footnotes, references for libraries, short links."""
