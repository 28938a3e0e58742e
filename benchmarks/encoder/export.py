"""Writes what was trained as the weights file that ships, and the parts of it that differ by fold.

Run: python -m benchmarks.encoder.export runs     (`runs` holds final.pt and 0.pt to 3.pt; of several such
folders the weights are averaged)

Arrays: `words` int8 [pieces, 384] with `words.scale` float16 [pieces, 1]; `places`, `kinds` float16;
`layers.N.qkv|out|up|down` int8 [in, out] with `.scale` float32 [out] and `.bias` float32; LayerNorms float32;
`query` int8 [384, criteria + flags] with `.scale`; `own` [criteria, 4, 384], `bias`, `flag`, `flag.bias`;
`*.reach`: the greatest magnitude, by column, of what a product takes, which its rows are multiplied with;
`vocabulary` the pieces joined by newlines as bytes; `criteria`, `flags` their ids; `head` a head's width.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F  # noqa: N812

from benchmarks.encoder.network import HEAD, THIN, Network
from benchmarks.encoder.train import Coder, build, vocabulary
from benchmarks.samples import CRITERIA, FLAGS, FOLDS, samples
from simulator.evidence.encoder.exact import LONGEST

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "simulator" / "evidence" / "encoder" / "weights.npz"
FED_BY = {"qkv": "x", "up": "y", "down": "z"}
"""The name of what each product takes; `out` takes what is gathered, whose reach is that of `v`."""
HEADROOM = 1.25
LOOKED_AT = 500
"""Samples from which the reaches are taken."""

Array = npt.NDArray[np.generic]


def reaches(network: Network) -> dict[str, npt.NDArray[np.float32]]:
    """Return the greatest magnitudes, with some headroom."""
    top: dict[str, torch.Tensor] = {}

    def see(name: str, rows: torch.Tensor) -> None:
        most = rows.abs().amax(0)
        top[name] = torch.maximum(top.get(name, most * 0), most)

    drawn = random.Random(0).sample(samples(), LOOKED_AT)
    coder = Coder()
    with torch.no_grad():
        for start in range(0, LOOKED_AT, 25):
            part = drawn[start : start + 25]
            ids, kinds, mask, _ = coder.batch([(s.question, s.text) for s in part])
            x = network.start(ids, kinds)
            for n, layer in enumerate(network.layers):
                see(f"layers.{n}.x", x[mask])
                for name, rows in zip("qkv", layer.parts(x), strict=True):
                    see(f"layers.{n}.{name}", rows.transpose(1, 2)[mask].flatten()[:, None])
                q, k, v = layer.parts(x)
                near = (q @ k.transpose(-1, -2)) * HEAD**-0.5
                near = near.masked_fill(~mask[:, None, None, :], -1e9).softmax(-1)
                y = layer.n1(x + layer.out((near @ v).transpose(1, 2).flatten(2)))
                see(f"layers.{n}.y", y[mask])
                z = F.gelu(layer.up(y))
                see(f"layers.{n}.z", z[mask])
                x = layer.n2(y + layer.down(z))
            see("query", x[mask])
    found = {}
    for name, most in top.items():
        least = 0.1 * float(most.median())
        found[f"{name}.reach"] = np.maximum(HEADROOM * most.numpy(), least).astype(np.float32)
    return {k: v[0] if k.split(".")[-2] in ("q", "k", "v") else v for k, v in found.items()}


def columns(weight: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Return [in, out] as int8 and a scale per output."""
    scale = np.abs(weight).max(axis=0) / 127
    return np.ascontiguousarray(np.rint(weight / scale), dtype=np.int8), scale.astype(np.float32)


def by_fold(network: Network) -> dict[str, Array]:
    """Return the arrays that are trained."""
    a = {name: value.float().numpy() for name, value in network.state_dict().items()}
    reach = reaches(network)
    file: dict[str, Array] = {
        "places": a["places.weight"][:LONGEST].astype(np.float16),
        "kinds": a["kinds.weight"].astype(np.float16),
        "norm.weight": a["norm.weight"],
        "norm.bias": a["norm.bias"],
        "own": a["own"] + a["shared"][None],
        "bias": a["bias"],
        "flag": a["flag"],
        "flag.bias": a["flag_bias"],
        **reach,
    }
    file["query"], file["query.scale"] = columns(a["query"].T * reach["query.reach"][:, None])
    for n in range(len(THIN)):
        for part in ("qkv", "out", "up", "down"):
            name = f"layers.{n}.{part}"
            weight = a[f"{name}.weight"].T
            if part in FED_BY:
                weight = weight * reach[f"layers.{n}.{FED_BY[part]}.reach"][:, None]
            file[name], file[f"{name}.scale"] = columns(weight)
            file[f"{name}.bias"] = a[f"{name}.bias"]
        for part in ("n1", "n2"):
            for kind in ("weight", "bias"):
                file[f"layers.{n}.{part}.{kind}"] = a[f"layers.{n}.{part}.{kind}"]
    return file


def shared(network: Network) -> dict[str, Array]:
    """Return the arrays that are not trained."""
    pieces = vocabulary()
    # pieces that English speech does not hold are read as unknown
    kept = [n for n, piece in enumerate(pieces) if piece.isascii() and not piece.startswith("[unused")]
    words = network.words.weight.detach().numpy()[kept]
    scale = np.maximum(np.abs(words).max(axis=1, keepdims=True) / 127, 1e-8).astype(np.float16)
    return {
        "criteria": np.array(CRITERIA),
        "flags": np.array(FLAGS),
        "head": np.array(HEAD),
        "vocabulary": np.frombuffer("\n".join(pieces[n] for n in kept).encode(), dtype=np.uint8),
        "words": np.clip(np.rint(words / scale.astype(np.float32)), -127, 127).astype(np.int8),
        "words.scale": scale,
    }


def main() -> None:
    """Export the encoder that ships and those of the folds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("runs", type=Path, nargs="+")
    runs = parser.parse_args().runs
    for name in ("final", *map(str, range(FOLDS))):
        states = [torch.load(folder / f"{name}.pt", weights_only=True) for folder in runs]
        mean = {part: sum(state[part] for state in states) / len(states) for part in states[0]}
        network = build(mean, THIN)
        network.eval()
        if name == "final":
            np.savez(SHIPPED, **shared(network), **by_fold(network))
        else:
            (HERE / "folds").mkdir(exist_ok=True)
            np.savez(HERE / "folds" / f"{name}.npz", **by_fold(network))
        print(name, flush=True)


if __name__ == "__main__":
    main()
