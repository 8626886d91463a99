"""The read API: our tables for programs, at `/api/v1/`."""
