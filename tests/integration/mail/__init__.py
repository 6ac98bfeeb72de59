"""Mail, digests and bounces, from the call that subscribes to the letter."""
