"""A byte-level BPE tokenizer over the grammar's words, with Whisper's special tokens in Whisper's order."""

from __future__ import annotations

import random
from pathlib import Path

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

from benchmarks.micro_whisper import grammar

SPECIAL = (
    *("<|endoftext|>", "<|startoftranscript|>", "<|en|>", "<|translate|>", "<|transcribe|>"),
    *("<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>"),
)
TIME_STEP_S = 0.02
TIMES = 1501
"""Timestamp tokens, from 0.00 to 30.00 s; they follow the tokenizer's own."""
_MOST_PIECES = 1200
_SENTENCES = 3000


def train() -> Tokenizer:
    """Return the tokenizer; the same each time."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    chance = random.Random(5)
    texts = [
        *grammar.common_sentences(),
        *(grammar.sentence(chance) for _ in range(_SENTENCES)),
        *(grammar.word_list(chance) for _ in range(_SENTENCES)),
    ]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=_MOST_PIECES, initial_alphabet=alphabet, show_progress=False)
    tokenizer.train_from_iterator([f" {text}" for text in texts], trainer)
    tokenizer.add_special_tokens([AddedToken(name, special=True, normalized=False) for name in SPECIAL])
    return tokenizer


def vocabulary(tokenizer: Tokenizer) -> list[str]:
    """Return every token of the model by its id, the times too."""
    own = sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1])
    return [token for token, _ in own] + [f"<|{number * TIME_STEP_S:.2f}|>" for number in range(TIMES)]


def save(tokenizer: Tokenizer, folder: Path) -> None:
    """Write it where faster-whisper looks for it."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
