"""What holds of every revision, of those to come as well: each test walks along all of them."""
