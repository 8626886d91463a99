"""The official feed of the rounds of invitations: its download, its reading and its import."""
