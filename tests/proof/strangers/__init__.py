"""Libraries and programs of others read what we send; ``make strangers`` installs them."""
