"""API keys: how they are written, what they allow, where their digests are kept."""
