"""How well the grader agrees with the labelled material: prints the tables and keeps the last result.

Run: python -m benchmarks.grading
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.linear import Table
from benchmarks.samples import (
    CORPUS,
    FOLDS,
    fold,
    labels,
    rows,
    samples,
    seen,
    transcript,
    transcript_fold,
    transcript_ids,
)
from benchmarks.training import (
    RUBRIC,
    SHRINK,
    SHRINK_STANDING,
    encoders,
    learn,
    standing_cases,
    weighed_by,
)
from simulator.evidence.criteria import LENSES
from simulator.evidence.criteria.weights import Weights
from simulator.evidence.observation import Status
from simulator.evidence.reader import Reader
from simulator.evidence.red_flags import signs
from simulator.grading.agreement import STATUSES, VERDICTS, is_false_accusation, kappa, mean, of_met, prf
from simulator.grading.grade import grade
from simulator.transcript import Speaker

RESULTS = Path(__file__).parent / "results" / "grading.json"
CROSS_VALIDATED = CORPUS / "dev" / "rules.jsonl"
"""What the rules hold of each transcript, read by weights that never saw it, for `simulate calibrate`."""
SEEN_TRANSCRIPTS = {
    *("dev-01", "dev-02", "dev-03", "dev-04", "dev-05", "dev-08", "dev-10", "dev-13", "dev-16", "dev-18"),
    *("dev-trap-01", "dev-trap-02", "dev-trap-03"),
}
"""Read while the patterns were written."""


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What grades a fold: nothing of it was trained with sight of that fold."""

    reader: Reader
    standing: Weights


def held_out() -> list[HeldOut]:
    """Return one for each fold."""
    taught, ready = learn(samples())
    table = Table(taught)
    weights = {n: table.fit(SHRINK, n) for n in range(FOLDS)}
    together = Table(list(standing_cases(weighed_by(ready, weights))))
    return [
        HeldOut(Reader(RUBRIC, weights=weights[n], encoder=encoder), together.fit(SHRINK_STANDING, n))
        for n, encoder in enumerate(encoders())
    ]


def transcripts(names: Sequence[str], held_out: Sequence[HeldOut]) -> dict[str, Any]:
    """Grade the named transcripts and compare with their labels."""
    by_criterion: dict[str, list[tuple[str, str]]] = {c.id: [] for c in RUBRIC.criteria}
    verdicts: list[tuple[str, str]] = []
    flags = [0, 0, 0]
    accusations = quotes = verbatim = earned = earned_there = 0
    slowest = spent = 0.0
    for name in names:
        told, truth = transcript(name), labels(name)
        by = held_out[transcript_fold(name)]
        started = time.perf_counter()
        card = grade(told, RUBRIC, name, reader=by.reader, weights=by.standing)
        taken = time.perf_counter() - started
        spent += taken
        slowest = max(slowest, taken)
        for got in card.criteria:
            for quote in got.evidence:
                turn = told.turns[quote.turn]
                quotes += 1
                verbatim += turn.speaker is Speaker.CANDIDATE and bool(quote.text) and quote.text in turn.text
            if got.id in truth["disputed"]:
                continue
            label = truth["labels"][got.id]["status"]
            by_criterion[got.id].append((label, str(got.status)))
            accusations += is_false_accusation(label, got.status)
            if label == got.status == Status.MET:
                earned += 1
                earned_there += got.turn == truth["labels"][got.id]["turn"]
        want = {flag["id"] for flag in truth["red_flags"]}
        have = {flag.id for flag in card.red_flags}
        flags = [flags[0] + len(want & have), flags[1] + len(have - want), flags[2] + len(want - have)]
        verdicts.append((truth["verdict"], str(card.verdict)))
    pairs = [pair for group in by_criterion.values() for pair in group]
    return {
        "transcripts": len(names),
        "kappa": round(kappa(pairs, STATUSES), 3),
        "met": of_met(pairs),
        "macro_f1_met": mean(of_met(group)["f1"] for group in by_criterion.values()),
        "false_accusations_per_transcript": round(accusations / len(names), 2),
        "red_flags": prf(*flags),
        "verdict_quadratic_kappa": round(kappa(verdicts, VERDICTS, quadratic=True), 3),
        "verdict_agreement": mean(float(a == b) for a, b in verdicts),
        "earned_by_the_labelled_turn": round(earned_there / earned, 3) if earned else 1.0,
        "verbatim_quotes": round(verbatim / quotes, 3) if quotes else 1.0,
        "seconds_per_transcript": round(spent / len(names), 3),
        "slowest_transcript_s": round(slowest, 3),
        "criteria": {
            criterion: of_met(group) | {"kappa": round(kappa(group, STATUSES), 3)}
            for criterion, group in by_criterion.items()
        },
    }


def snippets(which: bool | None, held_out: Sequence[HeldOut]) -> dict[str, Any]:
    """Read the single answers, of seen or unseen domains or all, and compare with their labels."""
    criteria: dict[str, list[tuple[str, str]]] = {}
    for criterion in LENSES:
        for row in rows(CORPUS / "snippets" / f"{criterion}.jsonl"):
            if which is not None and seen(row["domain"]) is not which:
                continue
            reading = held_out[fold(row["domain"])].reader.read(row["text"], row["question"])
            got = next((str(o.status) for o in reading.observations if o.criterion == criterion), "missing")
            criteria.setdefault(criterion, []).append((row["status"], got))
    pairs = [pair for group in criteria.values() for pair in group]
    return {
        "snippets": len(pairs),
        "macro_f1_met": mean(of_met(group)["f1"] for group in criteria.values()),
        "kappa": round(kappa(pairs, STATUSES), 3),
        "criteria": {
            criterion: of_met(group) | {"kappa": round(kappa(group, STATUSES), 3)}
            for criterion, group in criteria.items()
        },
        "flags": _flag_snippets(which, held_out),
    }


def _flag_snippets(which: bool | None, held_out: Sequence[HeldOut]) -> dict[str, dict[str, float]]:
    table = {}
    for path in sorted((CORPUS / "snippets").glob("flag-*.jsonl")):
        flag = path.stem.removeprefix("flag-")
        counts = [0, 0, 0]
        for row in rows(path):
            if which is not None and seen(row["domain"]) is not which:
                continue
            shown = any(
                sign.flag == flag
                for sign in signs(held_out[fold(row["domain"])].reader.weigh(row["text"], row["question"]))
            )
            counts = [
                counts[0] + (shown and row["shown"]),
                counts[1] + (shown and not row["shown"]),
                counts[2] + (not shown and row["shown"]),
            ]
        table[flag] = prf(*counts)
    return table


def keep_cross_validated(names: Sequence[str], held_out: Sequence[HeldOut]) -> None:
    """Write what the rules hold of each transcript, a line each, without what is missing."""
    lines = []
    for name in names:
        by = held_out[transcript_fold(name)]
        card = grade(transcript(name), RUBRIC, name, reader=by.reader, weights=by.standing)
        held = [
            {"id": c.id, "status": c.status, "turn": c.turn, "quote": quote.text}
            for c in card.criteria
            for quote in c.evidence[:1]
        ]
        flags = [{"id": f.id, "turn": f.turn, "quote": f.quote.text} for f in card.red_flags]
        line = {"id": name, "criteria": held, "red_flags": flags}
        lines.append(json.dumps(line, ensure_ascii=False) + "\n")
    CROSS_VALIDATED.write_text("".join(lines), encoding="utf-8")


def main() -> int:
    """Print the tables and write the result."""
    names, graders = transcript_ids(), held_out()
    keep_cross_validated(names, graders)
    result = {
        "transcripts": {
            "all": transcripts(names, graders),
            "seen": transcripts([n for n in names if n in SEEN_TRANSCRIPTS], graders),
            "unseen": transcripts([n for n in names if n not in SEEN_TRANSCRIPTS], graders),
            "interviews": transcripts(transcript_ids("interviews"), graders),
        },
        "snippets": {
            "all": snippets(None, graders),
            "seen": snippets(True, graders),
            "unseen": snippets(False, graders),
        },
    }
    for kind, parts in result["transcripts"].items():
        print(f"transcripts, {kind}:", {k: v for k, v in parts.items() if k != "criteria"})
    for kind, parts in result["snippets"].items():
        flags = mean(f["f1"] for f in parts["flags"].values())
        f1 = parts["macro_f1_met"]
        print(f"snippets, {kind}: macro-F1 of met {f1}, kappa {parts['kappa']}, flags {flags}")
    print(f"{'criterion':18} {'transcripts':>24} {'snippets seen':>24} {'snippets unseen':>24}")
    for criterion, whole in result["transcripts"]["all"]["criteria"].items():
        row = [
            whole,
            result["snippets"]["seen"]["criteria"][criterion],
            result["snippets"]["unseen"]["criteria"][criterion],
        ]
        print(
            f"{criterion:18}",
            *(f"  P {r['precision']:.2f} R {r['recall']:.2f} F1 {r['f1']:.2f}" for r in row),
        )
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(_without_times(result), indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def _without_times(result: Any) -> Any:
    if isinstance(result, dict):
        return {
            k: _without_times(v)
            for k, v in result.items()
            if k not in ("seconds_per_transcript", "slowest_transcript_s")
        }
    return result


if __name__ == "__main__":
    sys.exit(main())
