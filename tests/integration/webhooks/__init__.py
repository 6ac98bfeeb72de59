"""Webhooks, from the call that subscribes to what the receiver got."""
