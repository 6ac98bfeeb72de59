"""Drafts of appends: kept until a second person has looked at them, and which appends need one."""
