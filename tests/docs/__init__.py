"""That the documents are true: links resolve, examples answer as shown, commands parse, printed pages are up to date.

A test here reads a page and holds it against the program; what the program does is specified elsewhere.
"""
