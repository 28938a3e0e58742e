"""Why a criterion got its status: what was seen in each answer, how it was weighed and what won."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.content.rubric import Rubric
from simulator.content.scenario import Probe
from simulator.evidence.criteria import LENSES
from simulator.evidence.criteria.decide import Weighed
from simulator.evidence.criteria.weights import SCALE, STATUSES, shipped
from simulator.evidence.reader import Reader, Stretch
from simulator.evidence.scope import Scope
from simulator.grading.grade import read_answers
from simulator.grading.reach import within_reach
from simulator.grading.standing import Standings
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
    standings = Standings(rubric)
    lines: list[str] = []
    answers, readings = read_answers(transcript, reader)
    for index, reading in readings.items():
        turn, weighed = transcript.turns[index], answers[index]
        standings.add(index, weighed, reading)
        for seen in (o for o in reading.observations if o.criterion == criterion):
            lines.append(f'turn {index}: {seen.status} by {seen.rule}: "{turn.text[seen.start : seen.end]}"')
            stretch = next(s for s in reversed(weighed) if s.start <= seen.start)
            if criterion in LENSES:
                lines.extend(f"  {line}" for line in _seen(stretch.scales.weigh(LENSES[criterion])))
                lines.extend(f"  {line}" for line in _read(stretch, criterion, turn.text))
    held = standings.held().get(criterion)
    if criterion in LENSES:
        lines.append(f"all answers together: {_probabilities(standings.shares(criterion))}")
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
    outcome = max(range(len(STATUSES)), key=lambda i: weighed.probabilities[i])
    table = shipped().table[weighed.criterion]
    pull = [
        (table[name][outcome] * value / SCALE, name)
        for name, value in weighed.features.items()
        if name in table
    ]
    loudest = sorted(pull, key=lambda entry: (-abs(entry[0]), entry[1]))[:STRONGEST]
    return [
        f"the question asks about it: {asked}",
        f"slots: {slots}",
        f"relations that hold: {', '.join(sight.holds) or 'none'}",
        f"the encoder alone: {_probabilities(weighed.encoded)}",
        f"with the patterns: {_probabilities(weighed.probabilities)}",
        f"spoke for or against {STATUSES[outcome]}: "
        + ", ".join(f"{name} {by:+.2f}" for by, name in loudest),
    ]


def _read(stretch: Stretch, criterion: str, text: str) -> Iterator[str]:
    """Return the clauses with how they are meant and what they added to the encoder's belief in `met`."""
    scales = stretch.scales
    for part in scales.heard.parts:
        start, end = scales.heard.view.span(part.start, part.end)
        carried = scales.encoded.carried_by(criterion, start, end)
        words = text[stretch.start + start : stretch.start + end].strip()
        yield f'clause "{words}": {_said_as(part.scope)}, encoder {carried:+.2f}'


def _probabilities(likely: tuple[float, ...]) -> str:
    return ", ".join(f"{s} {p:.2f}" for s, p in zip(STATUSES, likely, strict=True))


def _said_as(scope: Scope) -> str:
    return ", ".join(name for name in _SCOPES if getattr(scope, name)) or "stated"
