"""A scripted question is known for what it is about, whatever is said around it."""

from simulator.content import library
from simulator.evidence.observation import Status
from simulator.evidence.reader import Reader
from simulator.evidence.scripted import ScriptedLines

SCENARIO = library.scenario("legal-assistant")
READER = Reader(SCENARIO.rubric, SCENARIO.facts, SCENARIO.probes)


def test_every_line_of_every_probe_is_known() -> None:
    lines = ScriptedLines(SCENARIO.probes)
    for probe in SCENARIO.probes:
        for line in (*probe.question, *probe.if_deferred):
            assert probe.criterion in lines.asked(f"Okay. {line}"), line


def test_nothing_is_known_of_other_words() -> None:
    assert ScriptedLines(SCENARIO.probes).asked("What is your favourite colour?") == frozenset()


def test_a_bare_deferral_is_about_what_was_asked_and_nothing_else() -> None:
    probe = next(p for p in SCENARIO.probes if p.criterion == "build-vs-buy")
    reading = READER.read("We can look at that later, once it's live.", probe.question[0])
    assert {o.criterion: o.status for o in reading.observations} == {"build-vs-buy": Status.DEFERRED}
