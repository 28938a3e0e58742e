"""What candidates say about the talk itself."""

import pytest

from simulator.evidence.asides import (
    asks_again,
    asks_to_decide,
    checks_in,
    has_said_it,
    is_lost,
    offers_more,
    wants_other_words,
    wants_to_end,
    wants_to_move_on,
)


@pytest.mark.parametrize(
    "text",
    [
        "What was the budget again?",
        "Could you say again where you are based?",
        "And sorry, how many engineers was that?",
        "What did you say the deadline is? You said something about it.",
        "Where did you say you are located?",
    ],
)
def test_asks_again(text: str) -> None:
    assert asks_again(text)


@pytest.mark.parametrize("text", ["What is the budget?", "How big is the team?", "Was that tried before?"])
def test_asks_for_the_first_time(text: str) -> None:
    assert not asks_again(text)


@pytest.mark.parametrize(
    "text",
    [
        "The adjusters' problem, as I said.",
        "I answered that just now.",
        "I told you: filled slots.",
        "None. Told you.",
        "Like I said, the juniors.",
        "Paralegals. I've said so.",
        "I've already said it: two seconds.",
        "That’s what I just said.",
    ],
)
def test_has_said_it(text: str) -> None:
    assert has_said_it(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, could you rephrase that?",
        "I don't understand the question.",
        "Could you put it differently?",
        "What do you mean, enforce?",
    ],
)
def test_wants_other_words(text: str) -> None:
    assert wants_other_words(text)
    assert not wants_other_words("Could you repeat that, please?")


@pytest.mark.parametrize("text", ["I'd say two seconds.", "I said yes to the vendor.", "They told me so."])
def test_has_not_said_it(text: str) -> None:
    assert not has_said_it(text)


@pytest.mark.parametrize(
    "text",
    [
        "Five days. Should I go into how we load it?",
        "That's the outline. Would you like me to talk about retrieval?",
        "Do you want me to go deeper?",
    ],
)
def test_offers_more(text: str) -> None:
    assert offers_more(text)
    assert asks_to_decide(text)


@pytest.mark.parametrize(
    "text",
    [
        "99 percent. Is that the part you're afraid of?",
        "90 percent. Is that enough for you?",
        "One in five. What would you be comfortable with?",
        "Would that be acceptable?",
        "Can I assume that they have tablets?",
    ],
)
def test_asks_to_decide(text: str) -> None:
    assert asks_to_decide(text)
    assert not offers_more(text)


@pytest.mark.parametrize(
    "text",
    [
        "How many people work there?",
        "Which colour is the logo?",
        "Should I shout? No.",
        "Do you have an API?",
        "Is that data labelled?",
    ],
)
def test_asks_for_a_fact(text: str) -> None:
    assert not asks_to_decide(text)


@pytest.mark.parametrize(
    "text", ["Two seconds. Did you get that?", "Are you with me?", "Do you see what I mean?"]
)
def test_checks_in(text: str) -> None:
    assert checks_in(text)


@pytest.mark.parametrize(
    "text", ["Is that clear enough for you?", "Do you see a risk there?", "Did you say six?"]
)
def test_does_not_check_in(text: str) -> None:
    assert not checks_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "I don't understand. Say more?",
        "Sorry, I did not quite follow you.",
        "I'm not sure I understand what you mean.",
    ],
)
def test_is_lost(text: str) -> None:
    assert is_lost(text)


@pytest.mark.parametrize(
    "text", ["They don't understand it.", "I don't understand contracts, so I ask a lawyer."]
)
def test_is_not_lost(text: str) -> None:
    assert not is_lost(text)


@pytest.mark.parametrize(
    "text",
    [
        "I really am done, shall we close here?",
        "Then yes, let's finish here.",
        "Then I'd really like to stop.",
        "Anything you'd still want from me, or are we done?",
        "Can we stop here, please?",
        "okay let's wrap up",
        "I'd like to end the interview now.",
        "Let's call it a day.",
        "I have to stop here I'm afraid, thank you Helen.",
        "I really need to go now, sorry.",
        "I've got to run.",
    ],
)
def test_wants_to_end(text: str) -> None:
    assert wants_to_end(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'll leave it there.",
        "That's all on that.",
        "Can we stop the model when it drifts?",
        "I'd like to stop sending names to the vendor.",
        "We could close the loop every week.",
        "Are we done with labelling by then?",
        "Let's stop at two stages.",
        "For that I have to go to legal.",
        "There I have to leave the names out.",
    ],
)
def test_wants_to_go_on(text: str) -> None:
    assert not wants_to_end(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thirty is only the time-out. Can we go to what happens after launch?",
        "let's move on to the rollout",
        "I said that. Could we talk about privacy now?",
    ],
)
def test_wants_to_move_on(text: str) -> None:
    assert wants_to_move_on(text)


@pytest.mark.parametrize(
    "text",
    [
        "Can we go to ten percent after a week, then? I'd do it.",
        "We'd move on to the next stage when it holds.",
        "Can we get the logs?",
    ],
)
def test_stays_with_the_subject(text: str) -> None:
    assert not wants_to_move_on(text)
