"""The labelled corpus as samples: an answer, what its labels leave possible, what is held out together."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.transcript import Speaker, Transcript, Turn

CORPUS = Path(__file__).parent / "corpus"
CRITERIA = (
    *("clarified-goal", "success-metric", "quality-target", "latency-target", "cost-target", "trade-off"),
    *("build-vs-buy", "scope-cut", "phased-rollout", "fallback", "cold-start", "feedback-loop", "privacy"),
    *(
        "data-retention",
        "fairness",
        "monitoring",
        "ownership",
        "evaluation",
        "guardrails",
        "abuse-resistance",
    ),
)
FLAGS = (
    *("accuracy-first", "privacy-later", "train-once", "boil-the-ocean", "generic-ml", "hope-not-plan"),
    "oversized-model",
)
"""Red flags that one answer can show."""
MISSING, VAGUE, DEFERRED, MET = 1, 2, 4, 8
"""Bits of the statuses, in the order of the weights."""
BIT = {"missing": MISSING, "vague": VAGUE, "deferred": DEFERRED, "met": MET}
_FAMILIES = (
    r"legal|law|contract|court|patent|discovery|nda\b|lease|attorney|litigat|tender|notary|merger|copyright|convey|"
    r"clause|licens|insolvenc|asylum|tenan|solicitor",
    r"harm|moderat|hate|abus|toxic|dating|comment|social|chat filter|counterfeit|spam|phish|fraud|launder|"
    r"grooming|content|live|classified|marketplace|parental|bully|forum|gaming",
    r"support|help|hotline|customer|bot\b|call cent|phone|ticket|desk|complaint|telecom|utility",
    r"claim|insur|damage|underwrit|hail|compens|motor|adjust|mortgage|pension",
)
"""Domains like each of the scenarios of the labelled transcripts."""
FOLDS = len(_FAMILIES)
EARNING, EARLIER, UNTOUCHED = 1.5, 0.35, 0.5
"""Weight of the turn that earns a label, of another whose status is only bounded by it, and of `missing`."""
IN_PASSING, UNLISTED = 0.7, 0.25
"""Weight, in an answer written for one criterion, of another that it lists, and of one that it does not."""


@dataclass(frozen=True, slots=True)
class Sample:
    """An answer with the statuses that its labels leave possible."""

    kind: str
    """`snippet`, `flag`, `written`, `turn` or `interview-turn`."""
    group: str
    """The domain of a single answer, the id of a transcript."""
    fold: int
    question: str
    text: str
    allowed: dict[str, int]
    """By criterion the bits of the statuses that are possible; one of which nothing is known is not there."""
    weight: dict[str, float]
    flags: dict[str, bool]
    """Whether a red flag is shown, where that is known."""
    about: str = ""
    """The criterion or red flag that a single answer was written for."""
    turn: int = -1
    """Index of the turn in its transcript."""


def fold(domain: str) -> int:
    """Return the fold of a domain: with the scenario it resembles, so that no subject is on both sides."""
    for place, family in enumerate(_FAMILIES):
        if re.search(family, domain, re.IGNORECASE):
            return place
    return _digest(domain) % FOLDS


def seen(domain: str) -> bool:
    """Return whether snippets of this domain were read while the patterns were written."""
    return _digest(domain) % 2 == 0


def _digest(text: str) -> int:
    return int(hashlib.md5(text.encode()).hexdigest(), 16)


def samples() -> list[Sample]:
    """Return all of it."""
    return [*snippets(), *written(), *turns("dev"), *turns("interviews")]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Return the rows of a file of single answers."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def snippets() -> Iterator[Sample]:
    """Return the labelled single answers."""
    for path in sorted((CORPUS / "snippets").glob("*.jsonl")):
        for row in rows(path):
            about = row.get("flag") or row["criterion"]
            flags = {about: bool(row["shown"])} if "flag" in row else {}
            allowed = {} if "flag" in row else {about: BIT[row["status"]]}
            yield Sample(
                "flag" if flags else "snippet",
                row["domain"],
                fold(row["domain"]),
                row["question"],
                row["text"],
                allowed,
                dict.fromkeys(allowed, 1.0),
                flags,
                about,
            )


def written() -> Iterator[Sample]:
    """Return the answers written for training; each has a label for every criterion, mostly `missing`."""
    for path in sorted((CORPUS / "written").glob("*.jsonl")):
        for row in rows(path):
            listed = row["labels"]
            about = row.get("criterion") or row["flag"]
            yield Sample(
                "written",
                row["domain"],
                fold(row["domain"]),
                row.get("question") or "",
                row["text"],
                {c: BIT[listed.get(c, "missing")] for c in CRITERIA},
                {c: 1.0 if c == about else IN_PASSING if c in listed else UNLISTED for c in CRITERIA},
                _flags(row),
                about,
            )


def _flags(row: dict[str, Any]) -> dict[str, bool]:
    """Return which red flags an answer shows; of an answer of the first generation one flag is known."""
    if "flags" in row:
        return {flag: flag in row["flags"] for flag in FLAGS}
    return {row["flag"]: bool(row["shown"])} if "flag" in row else {}


def transcript_ids(folder: str = "dev") -> list[str]:
    """Return the ids of the labelled transcripts, in order."""
    return sorted(p.stem for p in (CORPUS / folder).glob("*.json") if not p.stem.endswith(".labels"))


def _raw(name: str) -> Any:
    folder = "interviews" if name.startswith("int-") else "dev"
    return json.loads((CORPUS / folder / f"{name}.json").read_text(encoding="utf-8"))


def transcript(name: str) -> Transcript:
    """Return a labelled transcript."""
    return Transcript(
        tuple(
            Turn(Speaker(t["speaker"]), t["text"], float(t["start"]), float(t["end"]))
            for t in _raw(name)["turns"]
        )
    )


def transcript_fold(name: str) -> int:
    """Return the fold of a transcript."""
    return fold(_raw(name)["scenario"])


def labels(name: str) -> dict[str, Any]:
    """Return a transcript's labels."""
    loaded: dict[str, Any] = _raw(f"{name}.labels")
    return loaded


def turns(folder: str) -> Iterator[Sample]:
    """Return every turn of a candidate in the transcripts of a folder."""
    for name in transcript_ids(folder):
        told, truth = transcript(name), labels(name)
        known = [c for c in CRITERIA if c not in truth["disputed"]]
        for index, turn in told.candidate_turns():
            if "turns" in truth:
                allowed, weight, flags = _labelled(truth["turns"].get(str(index), {}), known)
            else:
                allowed, weight, flags = _bounded(truth, index, known)
            kind = "interview-turn" if "turns" in truth else "turn"
            question = told.question_before(index)
            at = transcript_fold(name)
            yield Sample(kind, name, at, question, turn.text, allowed, weight, flags, turn=index)


_Known = tuple[dict[str, int], dict[str, float], dict[str, bool]]


def _labelled(own: dict[str, Any], known: list[str]) -> _Known:
    """Return what the labels of the turn itself say."""
    listed, shown = own.get("labels", {}), own.get("flags", [])
    allowed = {c: BIT[listed.get(c, "missing")] for c in known}
    return allowed, {c: 1.0 if c in listed else UNTOUCHED for c in known}, {f: f in shown for f in FLAGS}


def _bounded(truth: dict[str, Any], index: int, known: list[str]) -> _Known:
    """Return what the labels of the whole interview leave possible for one of its turns."""
    allowed: dict[str, int] = {}
    weight: dict[str, float] = {}
    for c in known:
        status, earned = truth["labels"][c]["status"], truth["labels"][c]["turn"]
        bit = BIT[status]
        if status == "missing":
            allowed[c], weight[c] = MISSING, UNTOUCHED
        elif index == earned:
            allowed[c], weight[c] = bit, EARNING
        elif index < earned:
            allowed[c], weight[c] = (MISSING | VAGUE | DEFERRED) & ~bit, EARLIER
        else:
            after = {"met": MISSING | VAGUE | MET, "vague": MISSING | VAGUE}
            allowed[c], weight[c] = after.get(status, MISSING | VAGUE | DEFERRED), EARLIER
    turns_shown = {shown["id"]: shown.get("turn") for shown in truth["red_flags"]}
    flags = {f: turns_shown.get(f) == index for f in FLAGS if f not in turns_shown or turns_shown[f] == index}
    return allowed, weight, flags
