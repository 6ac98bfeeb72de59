"""Notices, subscriptions and messages in the database."""
