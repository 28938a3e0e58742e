"""What breaks the rules of conduct, and what only sounds like it."""

from __future__ import annotations

import pytest

from simulator.content import library
from simulator.interview.conduct import Conduct, ConductRule
from tests.interview.small import SCENARIO


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("What is it? And what else?", ConductRule.TWO_QUESTIONS),
        ("Great point.", ConductRule.PRAISE),
        ("I like that.", ConductRule.PRAISE),
        ("Interesting.", ConductRule.PRAISE),
        ("Yes, exactly.", ConductRule.PRAISE),
        ("That's fair. What next?", ConductRule.PRAISE),
        ("Was that a good answer of yours?", ConductRule.PRAISE),
        ("Your score is fine.", ConductRule.SCORE),
        ("You have failed.", ConductRule.SCORE),
        ("What if it were taken away tomorrow?", ConductRule.HIDDEN_CONSTRAINT),
        ("There are 77 of them.", ConductRule.FOREIGN_NUMBER),
        ("There is $900 left.", ConductRule.FOREIGN_NUMBER),
        ("No more. No more.", ConductRule.REPEATED_SENTENCE),
    ],
)
def test_what_breaks_a_rule(text: str, rule: ConductRule) -> None:
    assert rule in Conduct(SCENARIO).broken_by(text)


@pytest.mark.parametrize(
    "text",
    [
        "Who decides what the right answer is?",
        "What would a good answer look like to a lawyer?",
        "What score must it reach before launch?",
        "We see 40,000 queries a day.",
        "Okay. What breaks first?",
    ],
)
def test_what_breaks_none(text: str) -> None:
    assert Conduct(SCENARIO).broken_by(text) == ()


def test_the_candidates_numbers_may_be_said_back_and_sentences_not_again() -> None:
    conduct = Conduct(SCENARIO)
    conduct.heard("We have 77 rules.")
    assert conduct.broken_by("Why 77?") == ()
    conduct.said("Why 77?")
    assert conduct.broken_by("Okay. Why 77?") == (ConductRule.REPEATED_SENTENCE,)


def test_a_revealed_constraint_may_be_spoken_of() -> None:
    conduct = Conduct(SCENARIO)
    conduct.reveal(SCENARIO.constraints[0], ["There is $900 left."])
    assert conduct.broken_by("With 70 percent taken away and $900 left, what goes?") == ()


@pytest.mark.parametrize("scenario", sorted(library.scenario_files()))
def test_every_authored_line_keeps_the_rules(scenario: str) -> None:
    authored = library.scenario(scenario)
    lines = [fact.text for fact in authored.facts if fact.visibility != "hidden"]
    lines += [line for phase in authored.phases for line in phase.enter]
    for probe in authored.probes:
        lines += [*probe.question, *probe.if_vague, *probe.if_deferred, *probe.if_number]
    for name in library.persona_files():
        persona = library.persona(name)
        lines += [*persona.acknowledgements, *persona.does_not_know, *persona.cannot_say, *persona.not_yet]
        lines += [*persona.leaves_to_you, *persona.says_again]
        lines += [*persona.rest_later, *persona.rest_unknown]
        lines += [*persona.takes_time, *persona.nudges, *persona.moves_on, *persona.back_to_you]
        lines += [*persona.wrap_up, *persona.more_questions, *persona.farewell, *persona.interruption.lines]
    for line in lines:
        assert Conduct(authored).broken_by(line) == (), line


def test_a_sentence_with_other_words_quoted_in_it_is_the_same_sentence() -> None:
    conduct = Conduct(SCENARIO)
    conduct.said('Let me come back to "fast enough". What is it?')
    assert conduct.broken_by('Let me come back to "cheap".') == (ConductRule.REPEATED_SENTENCE,)
    assert conduct.broken_by('You also said "fast enough".') == ()


def test_what_is_asked_about_again_may_be_said_again() -> None:
    conduct = Conduct(SCENARIO)
    conduct.said("There are many. It is so.")
    conduct.asked_again("There are many.")
    assert conduct.broken_by("There are many.") == ()
    assert conduct.broken_by("It is so.") == (ConductRule.REPEATED_SENTENCE,)
