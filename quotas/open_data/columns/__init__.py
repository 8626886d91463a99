"""The columns of our tables, a file for each subject."""
