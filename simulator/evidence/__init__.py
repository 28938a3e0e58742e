"""What was said: words to observations, without I/O, clock or chance."""
