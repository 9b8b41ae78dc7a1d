"""Where documents differ: follow one reading, see what that changes, find more differences."""
