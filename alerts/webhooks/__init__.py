"""Webhooks out: what is signed, where it may go, how one attempt is made, and when the next one is due."""
