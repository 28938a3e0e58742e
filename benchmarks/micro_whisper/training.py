"""Trains the small Whisper, in an hour on two cores.

`python -m benchmarks.micro_whisper.training --out FOLDER` speaks the sentences, trains and writes the model.
Needs PyTorch (the CPU build is enough), which the project itself does not depend on.
"""

from __future__ import annotations

import argparse
import math
import queue
import random
import threading
import time
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from benchmarks.micro_whisper import export, speech, tokenizer
from benchmarks.micro_whisper.model import AUDIO_POSITIONS, MicroWhisper
from benchmarks.micro_whisper.windows import NO_LABEL, Batch, Windows

SENTENCES = 56_000
MINUTES = 57.0
BATCH = 16
RATE = 1.5e-3
WARM_UP_STEPS = 300
LAST_RATE = 0.01
"""Share of RATE at the end of the cosine."""
SPELLING = (0.6, 0.18)
"""Weight of the letters in the loss, at the beginning and at the end."""
TOLD_EVERY = 50


def train(windows: Windows, vocabulary: int, minutes: float) -> MicroWhisper:
    """Return a model with the moving average of its weights, after `minutes` of training."""
    torch.manual_seed(0)
    model = MicroWhisper(vocabulary)
    average = {name: weights.clone() for name, weights in model.state_dict().items()}
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, betas=(0.9, 0.98), weight_decay=0.02)
    batches = _made_ahead(windows)
    began, step, told = time.monotonic(), 0, torch.zeros(2)
    while (done := (time.monotonic() - began) / (60 * minutes)) < 1:
        cosine = 0.5 * (1 + math.cos(math.pi * done)) * (1 - LAST_RATE) + LAST_RATE
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / WARM_UP_STEPS) * cosine
        reading, spelling = _losses(model, batches.get())
        weight = SPELLING[0] + (SPELLING[1] - SPELLING[0]) * done
        optimizer.zero_grad()
        ((1 - weight) * reading + weight * spelling).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1
        keep = min(0.999, step / (step + 20))
        with torch.no_grad():
            for name, weights in model.state_dict().items():
                average[name].lerp_(weights, 1 - keep)
        told += torch.tensor([reading.item(), spelling.item()])
        if step % TOLD_EVERY == 0:
            words, letters = (told / TOLD_EVERY).tolist()
            print(f"{done:4.0%} step {step}: words {words:.3f}, letters {letters:.3f}", flush=True)
            told.zero_()
    model.load_state_dict(average)
    return model.eval()


def _losses(model: MicroWhisper, batch: Batch) -> tuple[Tensor, Tensor]:
    with torch.autocast("cpu", torch.bfloat16):
        audio = model.encode(batch.mel)
        scores = model.decode(batch.tokens, audio).float()
    reading = functional.cross_entropy(
        scores.view(-1, scores.shape[-1]),
        batch.labels.reshape(-1),
        ignore_index=NO_LABEL,
        label_smoothing=0.05,
    )
    letters = functional.log_softmax(model.letters(audio[:, :AUDIO_POSITIONS].float()), -1).transpose(0, 1)
    counts = batch.letter_counts
    lengths = torch.full((len(counts),), AUDIO_POSITIONS)
    spelling = functional.ctc_loss(
        letters, batch.letters, lengths, counts, reduction="none", zero_infinity=True
    )
    return reading, (spelling / counts.clamp(min=1)).mean()


def _made_ahead(windows: Windows) -> queue.Queue[Batch]:
    ready: queue.Queue[Batch] = queue.Queue(4)
    chance = random.Random(1)

    def make() -> None:
        while True:
            ready.put(windows.batch(chance, BATCH))

    threading.Thread(target=make, daemon=True).start()
    return ready


def main() -> None:
    """Speak the sentences, train and write the model; speech that is there already is used again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for the speech and the model")
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    spoken = arguments.out / "speech"
    if not (spoken / "index.json").exists():
        speech.speak(arguments.sentences, spoken, seed=1)
    words = tokenizer.train()
    windows = Windows(*speech.spoken(spoken), words)
    model = train(windows, len(tokenizer.vocabulary(words)), arguments.minutes)
    export.write(model, words, arguments.out / "model")
    print(f"Written to {arguments.out / 'model'}")


if __name__ == "__main__":
    main()
