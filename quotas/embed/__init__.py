"""Our tables in other people’s pages: what they frame, and how WordPress finds it."""

PREFIX = "/embed"
