"""The pages of the admin that are about work to do, rather than about one table."""
