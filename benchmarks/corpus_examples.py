"""The labelled corpus as examples: an answer, a criterion, a status, and what is held out together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.evidence.criteria import LENSES
from simulator.evidence.red_flags import FLAGS
from simulator.transcript import Speaker, Transcript, Turn

CORPUS = Path(__file__).parent / "corpus"
FOLDS = 5
PASSING = 0.5
"""Weight of a turn that touches a criterion at most in passing, beside 1 for one that earns its label."""


@dataclass(frozen=True, slots=True)
class Example:
    """An answer with its label for one criterion."""

    criterion: str
    question: str
    text: str
    status: str
    weight: float
    fold: int
    read: bool
    """Read while the patterns were written, so that they fit it better than they fit new words."""


def fold(group: str) -> int:
    """Return the fold of a snippet's domain or a transcript's id; a group is never split."""
    return _digest(group) // 2 % FOLDS


def seen(domain: str) -> bool:
    """Return whether snippets of this domain were read while the patterns were written."""
    return _digest(domain) % 2 == 0


def _digest(text: str) -> int:
    return int(hashlib.md5(text.encode()).hexdigest(), 16)


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Return the snippets of one file."""
    for line in (CORPUS / "snippets" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def transcript_ids() -> list[str]:
    """Return the ids of the labelled transcripts, in order."""
    return sorted(p.stem for p in (CORPUS / "dev").glob("*.json") if not p.stem.endswith(".labels"))


def transcript(name: str) -> Transcript:
    """Return a labelled transcript."""
    raw = json.loads((CORPUS / "dev" / f"{name}.json").read_text(encoding="utf-8"))
    return Transcript(
        tuple(
            Turn(Speaker(t["speaker"]), t["text"], float(t["start"]), float(t["end"])) for t in raw["turns"]
        )
    )


def labels(name: str) -> dict[str, Any]:
    """Return a transcript's labels."""
    loaded: dict[str, Any] = json.loads((CORPUS / "dev" / f"{name}.labels.json").read_text(encoding="utf-8"))
    return loaded


def written() -> Iterator[Example]:
    """Return the answers written for training, each with its label for every criterion, mostly `missing`."""
    for path in sorted((CORPUS / "written").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            held_with = fold(row["domain"])
            for criterion in LENSES:
                status = row["labels"].get(criterion, "missing")
                weight = 1.0 if criterion == row.get("criterion") or status != "missing" else PASSING
                yield Example(criterion, row["question"], row["text"], status, weight, held_with, False)
            if "flag" in row:
                shown = "met" if row["shown"] else "missing"
                yield Example(row["flag"], row["question"], row["text"], shown, 1.0, held_with, False)


def examples() -> list[Example]:
    """Return every snippet, and every turn of every transcript up to the one that earns the label.

    A red flag counts as a criterion that is `met` where it is shown.
    """
    found = [
        Example(
            criterion,
            row["question"],
            row["text"],
            row["status"],
            1.0,
            fold(row["domain"]),
            seen(row["domain"]),
        )
        for criterion in LENSES
        for row in rows(criterion)
    ]
    found += [
        Example(
            flag,
            row["question"],
            row["text"],
            "met" if row["shown"] else "missing",
            1.0,
            fold(row["domain"]),
            seen(row["domain"]),
        )
        for flag in FLAGS
        for row in rows(f"flag-{flag}")
    ]
    found += written()
    for name in transcript_ids():
        told, truth = transcript(name), labels(name)
        for index, turn in told.candidate_turns():
            question = told.question_before(index)
            for criterion in LENSES:
                label = truth["labels"][criterion]
                if criterion in truth["disputed"] or (label["turn"] is not None and index > label["turn"]):
                    continue
                earned = label["turn"] == index
                status, weight = (label["status"], 1.0) if earned else ("missing", PASSING)
                found.append(Example(criterion, question, turn.text, status, weight, fold(name), True))
            for flag in FLAGS:
                turns = [shown["turn"] for shown in truth["red_flags"] if shown["id"] == flag]
                if index in turns or not turns:
                    status, weight = ("met", 1.0) if turns else ("missing", PASSING)
                    found.append(Example(flag, question, turn.text, status, weight, fold(name), True))
    return found
