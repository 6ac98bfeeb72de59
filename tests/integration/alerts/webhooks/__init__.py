"""Webhooks sent to servers on loopback, some of them hostile; names are resolved by the tests."""
