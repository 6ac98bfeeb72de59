"""What needs a real database: what it refuses, writers that meet, and statements that stay on their index."""
