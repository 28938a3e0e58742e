"""What the mistakes of a speech recogniser cost the grader: lost and misheard words, no marks, no capitals.

Run: python -m benchmarks.noise
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.grading import HeldOut, held_out
from benchmarks.recogniser import Recogniser, plain
from benchmarks.samples import CORPUS, fold, labels, rows, transcript, transcript_fold, transcript_ids
from benchmarks.training import RUBRIC
from simulator.evidence.criteria import LENSES
from simulator.grading.agreement import STATUSES, kappa, mean, of_met
from simulator.grading.grade import grade
from simulator.transcript import Speaker, Transcript

RESULTS = Path(__file__).parent / "results" / "noise.json"
SEEDS = range(3)


def agreement(as_heard: Callable[[str], str], graders: Sequence[HeldOut]) -> dict[str, float]:
    """Return how well the grader agrees with the labels where candidates' words are heard so."""
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in transcript_ids():
        truth = labels(name)
        turns = (
            replace(turn, text=as_heard(turn.text)) if turn.speaker is Speaker.CANDIDATE else turn
            for turn in transcript(name).turns
        )
        by = graders[transcript_fold(name)]
        heard = Transcript(tuple(turns))
        for got in grade(heard, RUBRIC, name, reader=by.reader, weights=by.standing).criteria:
            if got.id not in truth["disputed"]:
                told[got.id].append((truth["labels"][got.id]["status"], str(got.status)))
    single: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for criterion in LENSES:
        for row in rows(CORPUS / "snippets" / f"{criterion}.jsonl"):
            reading = graders[fold(row["domain"])].reader.read(as_heard(row["text"]), row["question"])
            seen = next((str(o.status) for o in reading.observations if o.criterion == criterion), "missing")
            single[criterion].append((row["status"], seen))
    return {
        "transcripts_macro_f1_met": mean(of_met(pairs)["f1"] for pairs in told.values()),
        "transcripts_kappa": round(kappa([p for pairs in told.values() for p in pairs], STATUSES), 3),
        "snippets_macro_f1_met": mean(of_met(pairs)["f1"] for pairs in single.values()),
        "snippets_kappa": round(kappa([p for pairs in single.values() for p in pairs], STATUSES), 3),
    }


def main() -> int:
    """Measure as said, without marks and capitals, and with a tenth of the words wrong; keep the result."""
    graders = held_out()
    recogniser = Recogniser(
        [turn.text for name in transcript_ids() for _, turn in transcript(name).candidate_turns()]
        + [row["text"] for criterion in LENSES for row in rows(CORPUS / "snippets" / f"{criterion}.jsonl")]
    )
    noisy = [agreement(partial(recogniser.hear, seed=str(seed)), graders) for seed in SEEDS]
    result = {
        "as said": agreement(str, graders),
        "no marks, no capitals": agreement(plain, graders),
        "a tenth of the words wrong": {name: mean(one[name] for one in noisy) for name in noisy[0]},
    }
    for name, measured in result.items():
        print(f"{name:28}", measured)
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
