"""What the tests do to be quick, without which they would pass as well."""
