"""What changed, what is new on record and what is due, for feed readers and calendars."""
