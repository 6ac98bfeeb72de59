"""Feeds and the calendar, from values to what is written."""
