"""Which of the scenario's facts a candidate's question is after."""

from __future__ import annotations

from simulator.content.scenario import Fact
from simulator.evidence.clauses import clauses
from simulator.evidence.normalise import Normalised, normalise


def facts_asked(text: str | Normalised, facts: tuple[Fact, ...]) -> tuple[str, ...]:
    """Return the ids of the facts that the questions in `text` ask about, best match first."""
    asked = " ".join(clause.text for clause in clauses(text) if clause.asks)
    scores = [(sum(normalise(term).text in asked for term in fact.asked_by), fact.id) for fact in facts]
    return tuple(fact_id for score, fact_id in sorted(scores, key=lambda pair: -pair[0]) if score)
