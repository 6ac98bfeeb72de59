"""Languages: the catalogues of the pages."""
