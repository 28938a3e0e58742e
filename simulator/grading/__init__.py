"""What it was worth: a transcript to a scorecard, without I/O, clock or chance."""
