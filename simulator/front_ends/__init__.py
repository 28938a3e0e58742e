"""How an interview is held and played back: spoken, at a terminal, or in piped lines."""
