"""How the small Whisper of the tests was made: grammar, speech, tokenizer, model, training, export."""
