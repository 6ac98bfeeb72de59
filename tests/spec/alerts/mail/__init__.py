"""What the pure modules of mail promise: what a letter holds, how it is written, what a bounce means."""
