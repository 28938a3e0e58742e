"""A session on the disk: its journal, sound, scorecards, and what is made of them."""
