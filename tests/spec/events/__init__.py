"""What the pure modules of the log promise: vocabulary, dates, text, JSON, canonical bytes."""
