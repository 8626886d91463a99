"""The official feed of the rounds of invitations: getting it, reading it, keeping what it says."""
