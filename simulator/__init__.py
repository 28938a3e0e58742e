"""A simulator of AI system-design interviews: who asks, what was said, what was missed."""

__version__ = "0.1.0"
