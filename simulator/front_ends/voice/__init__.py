"""An interview by voice: what lies between the sound card and the interview, and the screen beside it."""
