"""Search: which words stand where on record, and what they find."""
