"""Short cuts that make the tests quick, and without which they would pass as well."""
