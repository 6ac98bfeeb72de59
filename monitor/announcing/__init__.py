"""What there is to tell: from what the projector found to notices."""
