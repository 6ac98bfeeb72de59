"""What pure modules of this name promise."""
