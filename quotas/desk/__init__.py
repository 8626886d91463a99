"""Pages of the admin about work to do, not about one table."""
