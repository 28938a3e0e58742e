"""Why a criterion got its status: what was seen in each answer, how it was weighed and what won."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.content.rubric import Rubric
from simulator.content.scenario import Probe
from simulator.evidence.criteria import LENSES
from simulator.evidence.criteria.decide import Weighed
from simulator.evidence.criteria.weights import SCALE, STATUSES, shipped
from simulator.evidence.observation import Observation
from simulator.evidence.position import Positions
from simulator.evidence.reader import Reader, Stretch
from simulator.evidence.scope import Scope
from simulator.grading.reach import within_reach
from simulator.transcript import Transcript

STRONGEST = 8
"""How many features are listed for each answer."""
_SCOPES = (
    *("negated", "deferred", "dismissed", "hedged", "question", "elsewhere", "hypothetical", "retracts"),
    *("retracted", "directed", "listing"),
)


def explain(
    transcript: Transcript, rubric: Rubric, criterion: str, probes: tuple[Probe, ...] = ()
) -> tuple[str, ...]:
    """Return lines that show how `criterion` was decided; KeyError where the rubric has no such criterion.

    `probes` are those of the scenario, where it is known, as for `grade`.
    """
    rubric.criterion(criterion)
    reader = Reader(rubric, probes=probes)
    transcript, _ = within_reach(transcript)
    positions = Positions()
    lines: list[str] = []
    turns = transcript.candidate_turns()
    answers = [(turn.text, transcript.question_before(index)) for index, turn in turns]
    for (index, turn), (_, question), weighed in zip(turns, answers, reader.weigh_all(answers), strict=True):
        reading = reader.read_weighed(turn.text, question, weighed)
        positions.add(index, reading)
        for seen in (o for o in reading.observations if o.criterion == criterion):
            lines.append(f'turn {index}: {seen.status} by {seen.rule}: "{turn.text[seen.start : seen.end]}"')
            stretch = next(s for s in reversed(weighed) if s.start <= seen.start)
            if criterion in LENSES:
                lines.extend(f"  {line}" for line in _seen(stretch.scales.weigh(LENSES[criterion])))
                lines.extend(f"  {line}" for line in _clauses(stretch, seen, turn.text))
    held = positions.get(criterion)
    if held is None:
        return (*lines, "final position: missing, no answer touches it")
    return (*lines, f"final position: {held.status}, reached in turn {held.turn} by {held.observation.rule}")


def _seen(weighed: Weighed) -> list[str]:
    """Return what the lens saw, the probabilities, and the features that spoke loudest for the outcome."""
    sight = weighed.sight
    asked = "yes" if sight.asked else "no"
    slots = (
        ", ".join(f'{name} "{found[0].group()}"' for name, found in sight.slots.items() if found) or "none"
    )
    likely = ", ".join(f"{s} {p:.2f}" for s, p in zip(STATUSES, weighed.probabilities, strict=True))
    outcome = max(range(len(STATUSES)), key=lambda i: weighed.probabilities[i])
    table = shipped().table
    pull = [(table[name][outcome] * value / SCALE, name) for name, value in weighed.features if name in table]
    loudest = sorted(pull, key=lambda entry: (-abs(entry[0]), entry[1]))[:STRONGEST]
    return [
        f"the question asks about it: {asked}",
        f"slots: {slots}",
        f"relations that hold: {', '.join(sight.holds) or 'none'}",
        f"probabilities: {likely}",
        f"spoke for or against {STATUSES[outcome]}: "
        + ", ".join(f"{name} {by:+.2f}" for by, name in loudest),
    ]


def _clauses(stretch: Stretch, seen: Observation, text: str) -> Iterator[str]:
    heard = stretch.scales.heard
    for part in heard.parts:
        start, end = (stretch.start + place for place in heard.view.span(part.start, part.end))
        if start < seen.end and end > seen.start:
            yield f'clause "{text[start:end].strip()}": {_said_as(part.scope)}'


def _said_as(scope: Scope) -> str:
    return ", ".join(name for name in _SCOPES if getattr(scope, name)) or "stated"
