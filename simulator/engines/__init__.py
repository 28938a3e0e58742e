"""The outside world, one engine a file."""
