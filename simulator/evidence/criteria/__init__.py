"""What each criterion of the shared rubric looks for in the candidate's words."""

from __future__ import annotations

from simulator.evidence.criteria import choices, data, purpose, release, running, safety, targets
from simulator.evidence.criteria.lens import Lens, Relation

LENSES: dict[str, Lens] = {
    lens.id: lens
    for family in (purpose, targets, choices, release, data, running, safety)
    for lens in family.LENSES
}
"""By the id of the criterion."""

__all__ = ["LENSES", "Lens", "Relation"]
