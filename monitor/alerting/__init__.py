"""What alerts have to know of the record, and the calls by which people subscribe."""
