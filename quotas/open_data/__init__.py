"""Our data for others to use: its tables, and the files that they come in."""
