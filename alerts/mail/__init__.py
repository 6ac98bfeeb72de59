"""Mail out: what is written, how it is signed and handed over, and what comes back."""
