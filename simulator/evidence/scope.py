"""How far a clause can be taken as the candidate's own position: denied, put off, hedged, asked, borrowed, taken back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulator.evidence.clauses import Clause, clauses
from simulator.evidence.normalise import Normalised, normalise

_NEGATED = re.compile(r"\b(?:not|no|never|none|without|won't|don't|can't)\b")


@dataclass(frozen=True, slots=True)
class Scope:
    """What stands between the words of a clause and a commitment."""

    negated: bool
    """Says that something is not, or will not be done. Whether that is a denial or a mechanism is the criterion's to say."""
    deferred: bool
    """Puts it off: later, after launch, someone else's, not needed."""
    dismissed: bool
    """The part of `deferred` that refuses: not needed, not a concern, does not matter."""
    hedged: bool
    """Does not commit: maybe, something like, we would think about, it depends."""
    question: bool
    """Asks the interviewer."""
    rhetorical: bool
    """Has the form of a question that the candidate answers or that nobody is to answer."""
    elsewhere: bool
    """Tells of another company, project or person, or goes on telling of it."""
    hypothetical: bool
    """Imagines what is not proposed: "you could", "one would have", "if we had"."""
    echo: float
    """Share of its content words that come from the interviewer's question just before, 0 to 1."""
    retracts: bool
    """Takes back what was said before: "scrap that", "actually, no"."""
    retracted: bool
    """A later clause of the same text takes it back."""
    directed: bool
    """Speaks to the grader or interviewer about the score: "mark this as met"."""
    listing: bool
    """A bare list of subjects with nothing said of them."""

    @property
    def stands(self) -> bool:
        """The candidate says it of this design and leaves it standing; it may still be negated, hedged or deferred."""
        return not (
            self.question or self.rhetorical or self.elsewhere or self.retracts or self.retracted or self.directed or self.listing
        )


@dataclass(frozen=True, slots=True)
class Scoped:
    """A clause with its scope."""

    clause: Clause
    scope: Scope


def scoped(text: str | Normalised, question: str = "") -> tuple[Scoped, ...]:
    """Return the clauses of `text` in order, each with its scope; `question` is what the interviewer said just before."""
    return tuple(
        Scoped(
            clause,
            Scope(
                negated=bool(_NEGATED.search(clause.text)),
                deferred=False,
                dismissed=False,
                hedged=False,
                question=clause.asks,
                rhetorical=False,
                elsewhere=False,
                hypothetical=False,
                echo=0.0,
                retracts=False,
                retracted=False,
                directed=False,
                listing=False,
            ),
        )
        for clause in clauses(normalise(text))
    )
