"""What pages show, and what of their addresses is shown to nobody."""
