"""Numbers as staff write them: 4000, 4,000 or 4 000, and never two of them as one."""
