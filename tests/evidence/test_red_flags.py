"""Which answers are accused of a mistake, and which only speak of its subject."""

import pytest

from simulator.content import library
from simulator.evidence.reader import Reader
from simulator.evidence.red_flags import signs

READER = Reader(library.scenario("general").rubric)


def shown(text: str, question: str) -> dict[str, str]:
    return {sign.flag: text[sign.start : sign.end] for sign in signs(READER.weigh(text, question))}


@pytest.mark.parametrize(
    ("flag", "question", "text", "quote"),
    [
        (
            "accuracy-first",
            "What may a request cost?",
            "Accuracy first. I'd take the largest model there is, whatever it costs.",
            "Accuracy first. I'd take the largest model there is, whatever it costs.",
        ),
        (
            "privacy-later",
            "Where do the patients' names go?",
            "We build first. Privacy and compliance come later, once it works.",
            "We build first. Privacy and compliance come later, once it works.",
        ),
        (
            "oversized-model",
            "Which model?",
            "A foundation model of our own, thirteen billion parameters, trained from scratch.",
            "A foundation model of our own, thirteen billion parameters, trained from scratch.",
        ),
    ],
)
def test_a_mistake_is_shown_by_the_words_that_make_it(
    flag: str, question: str, text: str, quote: str
) -> None:
    assert shown(text, question).get(flag) == quote


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "What have you decided not to build?",
            "No drafting from scratch and no search over the archive in version one, that's where the team "
            "would drown.",
        ),
        (
            "You price it at ten cents a contract. What's in there apart from the model?",
            "That's the model alone. Hosting and support come on top, as much again I'd guess. Keeping the "
            "playbook positions in a cache and taking a smaller model for the standard clauses would bring "
            "the model's part down by a third.",
        ),
        (
            "What are you paying for it?",
            "Clause by clause instead of the whole document in one prompt: it is ten times faster and it "
            "costs me three points of recall on cross-references.",
        ),
        (
            "Is there nothing on the market?",
            "We buy: a hosted model by API, because training our own takes six months and a team we don't have.",
        ),
        (
            "Who owns it?",
            "The platform team. They'd get this on top of the product, with a runbook for the checklist.",
        ),
    ],
)
def test_who_weighs_cost_quality_or_time_is_accused_of_nothing(question: str, text: str) -> None:
    assert shown(text, question) == {}
