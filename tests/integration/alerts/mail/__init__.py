"""Letters handed to real SMTP servers on loopback, and kept in real files."""
