"""What each pure module promises: given these values, exactly this. No database, no file, no clock; all in seconds."""
