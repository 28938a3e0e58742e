"""Where the candidate sits: terminal or piped lines."""
