"""The columns of our data: what each holds, how it is spelled, and where a row keeps it."""
