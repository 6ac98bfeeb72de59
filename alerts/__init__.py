"""Notices, subscriptions and delivery."""
