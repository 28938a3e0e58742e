import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.content.scenario import Fact, Visibility
from simulator.evidence.questions import asks_beyond, facts_asked


def fact(name: str, *asked_by: str) -> Fact:
    return Fact(id=name, visibility=Visibility.ON_REQUEST, asked_by=asked_by, text="It is so.")


FACTS = (
    fact("users", "who are the users", "how many users", "users", "who is it for"),
    fact("volume", "how many contracts", "volume", "contracts per"),
    fact("languages", "language", "which languages"),
    fact("budget", "budget", "how much can we spend"),
    fact("pain", "whose problem", "frustrat", "pain"),
    fact("systems", "integrat", "which systems"),
    fact("turnaround", "how long does a review take", "turnaround"),
)


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        ("How many contracts do you get per month?", ("volume",)),
        ("how many customer contracts do you get", ("volume",)),
        ("What are the volumes like?", ("volume",)),
        ("Who are the users? And which languages do they speak?", ("users", "languages")),
        ("so what languages are they in and how many users are there", ("languages", "users")),
        ("Is there a budget, and how frustrating is the budget?", ("budget", "pain")),
        ("Is there a budget?", ("budget",)),
        ("What's the budget? And how long does a contract review take?", ("budget", "turnaround")),
        ("tell me about the budget", ("budget",)),
        ("What's the budget, the volume and which systems are there?", ("budget", "volume", "systems")),
        ("I need to know how much we can spend, how much can we spend?", ("budget",)),
        ("How frustrating is it today?", ("pain",)),
        ("Which integrations are there?", ("systems",)),
        ("How long does a contract review take?", ("turnaround",)),
        ("Who’s it for?", ("users",)),
    ],
)
def test_finds_what_is_asked_in_that_order(said: str, facts: tuple[str, ...]) -> None:
    assert facts_asked(said, FACTS) == facts


@pytest.mark.parametrize(
    "said",
    [
        "The users are lawyers and the budget is two cents.",
        "What happens when it's down? The users see the old queue.",
        "We integrate with which systems they have.",
        "How is the weather?",
        "",
    ],
)
def test_an_answer_that_mentions_a_term_asks_nothing(said: str) -> None:
    assert facts_asked(said, FACTS) == ()


def test_a_phrase_outweighs_a_word_within_it() -> None:
    facts = (fact("one-word", "users"), fact("phrase", "how many users"))
    assert facts_asked("How many users are there?", facts) == ("phrase",)


def test_without_facts_nothing_is_found() -> None:
    assert facts_asked("Who are the users?", ()) == ()


@given(st.text(max_size=120))
def test_any_words_give_known_facts_once(text: str) -> None:
    found = facts_asked(text + "?", FACTS)
    assert len(set(found)) == len(found)
    assert set(found) <= {known.id for known in FACTS}


@pytest.mark.parametrize(
    ("said", "is_more"),
    [
        ("What's the budget, and who signs the invoices?", True),
        ("what is the budget and who signs the invoices", True),
        ("What's the budget? And which systems are there?", False),
        ("What's the budget, and is it fixed?", False),
        ("Can I ask something? What's the budget?", False),
        ("Who signs the invoices?", False),
    ],
)
def test_another_thing_asked_along_that_no_fact_tells_is_noticed(said: str, is_more: bool) -> None:
    assert asks_beyond(said, FACTS) is is_more
