"""Our tables in other people’s pages: frames, and oEmbed for WordPress."""

PREFIX = "/embed"
