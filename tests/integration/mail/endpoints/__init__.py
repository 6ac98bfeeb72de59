"""Webhook endpoints of a record that mails as well."""
