from simulator.evidence.criteria.decide import WITHDRAWN
from simulator.evidence.observation import Act, Observation, Reading, Status
from simulator.evidence.position import Positions


def reading(
    *observed: tuple[str, Status] | tuple[str, Status, str], proposes_at: int | None = None
) -> Reading:
    observations = tuple(Observation(o[0], o[1], 0, 1, o[2] if len(o) > 2 else "some-rule") for o in observed)
    return Reading(Act.ANSWER, False, (), observations, (), proposes_at)


def after(*readings: Reading) -> Positions:
    positions = Positions()
    for turn, one in enumerate(readings):
        positions.add(turn * 2 + 1, one)
    return positions


def test_untouched_is_missing():
    positions = after(reading(("cost-target", Status.MET)))
    assert positions.get("privacy") is None
    assert positions.status("privacy") is Status.MISSING


def test_vague_then_specific_is_met_at_the_later_turn():
    positions = after(reading(("privacy", Status.VAGUE)), reading(("privacy", Status.MET)))
    held = positions.get("privacy")
    assert held is not None
    assert (held.status, held.turn) == (Status.MET, 3)


def test_a_later_mention_or_repetition_changes_nothing():
    positions = after(
        reading(("privacy", Status.MET)), reading(("privacy", Status.VAGUE)), reading(("privacy", Status.MET))
    )
    held = positions.get("privacy")
    assert held is not None
    assert (held.status, held.turn) == (Status.MET, 1)


def test_vague_then_deferred_is_deferred():
    assert (
        after(reading(("cost-target", Status.VAGUE)), reading(("cost-target", Status.DEFERRED))).status(
            "cost-target"
        )
        is Status.DEFERRED
    )


def test_a_withdrawn_commitment_takes_the_later_status():
    positions = after(
        reading(("cost-target", Status.MET)), reading(("cost-target", Status.DEFERRED, WITHDRAWN))
    )
    held = positions.get("cost-target")
    assert held is not None
    assert (held.status, held.turn) == (Status.DEFERRED, 3)


def test_a_goal_clarified_only_after_a_component_is_at_most_vague():
    late = after(reading(proposes_at=4), reading(("clarified-goal", Status.MET)))
    early = after(reading(("clarified-goal", Status.MET)), reading(proposes_at=4))
    assert late.status("clarified-goal") is Status.VAGUE
    assert early.status("clarified-goal") is Status.MET
