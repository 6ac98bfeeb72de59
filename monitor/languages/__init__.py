"""The languages that pages are written in: which are offered, which one is spoken now, and its words and dates."""
