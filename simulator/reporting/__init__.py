"""A scorecard, told to people."""
