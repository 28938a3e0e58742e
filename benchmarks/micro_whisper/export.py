"""The trained small Whisper as a folder for faster-whisper."""

from __future__ import annotations

import json
from pathlib import Path

from tokenizers import Tokenizer

from benchmarks import whisper_folder
from benchmarks.micro_whisper import tokenizer
from benchmarks.micro_whisper.model import AUDIO_POSITIONS, SHAPE, MicroWhisper

FEATURES = {
    "chunk_length": round(AUDIO_POSITIONS * tokenizer.TIME_STEP_S),
    "feature_size": 80,
    "hop_length": 160,
    "n_fft": 400,
    "sampling_rate": 16000,
    "feature_extractor_type": "WhisperFeatureExtractor",
}


def write(model: MicroWhisper, words: Tokenizer, folder: Path) -> None:
    """Write weights, vocabulary, tokenizer, and the window's length."""
    space, end = words.token_to_id("Ġ"), words.token_to_id("<|endoftext|>")
    last = SHAPE.decoder_layers - 1
    whisper_folder.write(
        folder,
        SHAPE,
        model.tensor,
        tokenizer.vocabulary(words),
        never_first=[space, end],
        alignment_heads=[(last, head) for head in range(SHAPE.heads)],
    )
    tokenizer.save(words, folder)
    (folder / "preprocessor_config.json").write_text(json.dumps(FEATURES))
