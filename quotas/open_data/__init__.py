"""Our data for others to use: what its tables hold, and the files that they come in."""
