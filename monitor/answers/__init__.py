"""Answers: what HTTP, the command line and the pages all ask, in the shapes of the contract."""
