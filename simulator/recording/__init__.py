"""The log of a session: its journal and codec."""
