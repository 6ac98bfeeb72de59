"""What people subscribe to, in words."""
