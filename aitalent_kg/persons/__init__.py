"""A person's record: what it may say, how it is read, what of it counts."""
