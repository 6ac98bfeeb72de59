"""Pages that read the record: home, board, commitment, measure, event, comparison, method."""
