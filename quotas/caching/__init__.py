"""Making unchanged pages cheap: one meaning for each address, and answers that are held."""
