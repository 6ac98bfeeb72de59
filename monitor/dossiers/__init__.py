"""Dossiers: the record of a case in a form that a policy analyst writes by hand, read into appends for the log."""
