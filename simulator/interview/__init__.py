"""Who says what next: a state machine without I/O, clock or chance."""
