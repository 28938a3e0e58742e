"""How the encoder that ships is trained; needs PyTorch, which the program does not."""
