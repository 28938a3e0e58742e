"""Signal and noise of single answers, by the published formula."""

from __future__ import annotations

from dataclasses import replace

from simulator.evidence.observation import Act, Observation, Quantity, QuantityKind, Reading, Status
from simulator.grading.scorecard import Distraction
from simulator.grading.signal_noise import Answer, signal_noise

NUMBER = Quantity(QuantityKind.DURATION, 2.0, "s", "", 0, 1)


def answer(
    turn: int,
    text: str = "Something specific was said here about it.",
    act: Act = Act.ANSWER,
    asked: frozenset[str] = frozenset(),
    red_flags: int = 0,
    quantities: int = 0,
    **observed: Status,
) -> Answer:
    observations = tuple(Observation(c.replace("_", "-"), s, 0, 1, "test") for c, s in observed.items())
    reading = Reading(act, act is Act.QUESTION, (), observations, (NUMBER,) * quantities, None)
    return Answer(turn, text, reading, asked, red_flags)


def nets(*answers: Answer) -> list[tuple[float, float, float]]:
    return [(grade.signal, grade.noise, grade.net) for grade in signal_noise(answers)]


def test_a_commitment_with_its_number_is_strong() -> None:
    assert nets(answer(1, quantities=1, latency_target=Status.MET)) == [(5.0, 0.0, 5.0)]


def test_further_commitments_add_less_and_all_is_capped() -> None:
    many = {f"criterion_{n}": Status.MET for n in range(6)}
    assert nets(answer(1, quantities=3, **many)) == [(10.0, 0.0, 10.0)]


def test_the_same_commitment_again_adds_nothing() -> None:
    first, again = answer(1, latency_target=Status.MET), answer(3, "Other words.", latency_target=Status.MET)
    assert nets(first, again)[1] == (0.0, 0.0, 0.0)


def test_vague_words_and_an_unanswered_question_are_noise() -> None:
    vague = answer(1, asked=frozenset({"cost-target"}), cost_target=Status.VAGUE, privacy=Status.VAGUE)
    assert nets(vague) == [(0.0, 6.0, -6.0)]


def test_a_red_flag_is_noise() -> None:
    assert nets(answer(1, red_flags=1)) == [(0.0, 3.0, -3.0)]


def test_saying_it_again_is_noise() -> None:
    text = "We would certainly leverage powerful industry leading platform technology everywhere."
    assert nets(answer(1, text), answer(3, text))[1] == (0.0, 2.0, -2.0)


def test_credentials_and_lists_of_tools_are_noise() -> None:
    said = "I've shipped four of these, on Kafka, Redis and Kubernetes."
    assert nets(answer(1, said)) == [(0.0, 2.0, -2.0)]
    (grade,) = signal_noise([answer(1, said, asked=frozenset({"cost-target"}), cost_target=Status.VAGUE)])
    assert grade.distractions == tuple(d for d in Distraction if d is not Distraction.REPEATED)


def test_a_clarifying_question_costs_nothing() -> None:
    asked = frozenset({"cost-target"})
    assert nets(answer(1, act=Act.QUESTION, asked=asked, privacy=Status.VAGUE)) == [(1.0, 0.0, 1.0)]


def test_who_asks_back_leaves_no_question_open() -> None:
    asked = frozenset({"cost-target"})
    text = "It depends on the volume. How many are there?"
    back = Answer(1, text, replace(answer(1).reading, asks=True), asked, 0)
    assert nets(back) == [(1.0, 0.0, 1.0)]


def test_a_question_about_what_is_met_already_is_not_left_open() -> None:
    met, why = answer(1, cost_target=Status.MET), answer(3, "Other.", asked=frozenset({"cost-target"}))
    assert nets(met, why)[1] == (0.0, 0.0, 0.0)


def test_words_about_what_is_met_already_are_no_noise() -> None:
    met, loose = answer(1, privacy=Status.MET), answer(3, "Other words.", privacy=Status.VAGUE)
    assert nets(met, loose)[1] == (0.0, 0.0, 0.0)
    assert nets(loose, met)[0] == (0.0, 2.0, -2.0)


def test_asking_to_wait_or_to_hear_it_again_is_no_answer() -> None:
    acts = (Act.WAIT, Act.THINKING, Act.REPEAT, Act.REPHRASE, Act.DONE)
    assert nets(*(answer(n, act=act) for n, act in enumerate(acts))) == []
