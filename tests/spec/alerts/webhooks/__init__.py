"""What is signed, which addresses and URLs are allowed, when an attempt is due and what follows from it."""
