"""Language models: one words the interviewer's moves, one judges transcripts."""
