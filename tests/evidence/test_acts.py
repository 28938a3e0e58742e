import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.evidence.acts import act, asks
from simulator.evidence.observation import Act
from simulator.evidence.word_list import word_list

SAID = {
    Act.THINKING: [
        "Hmm, let me think...",
        "so, um...",
        "uh",
        "Good question. Let me think about that for a second.",
        "Let me think about the rest for a second.",
        "okay",
        "let me see",
        "Fair enough. Let me think.",
        "how do I put this",
        "well the",
        "",
        "...",
    ],
    Act.WAIT: [
        "give me a minute",
        "one sec",
        "Could I have thirty seconds to collect my thoughts?",
        "Hold on a second, please.",
        "bear with me",
        "Just a moment.",
        "can i take a minute to think",
    ],
    Act.REPHRASE: ["Could you rephrase that, please?", "Say that in other words."],
    Act.REPEAT: [
        "Sorry, say that again?",
        "can you repeat the question",
        "Sorry?",
        "what was the question again",
        "I didn't catch that.",
        "Pardon?",
        "one more time please",
        "Sorry, could you say that again? I lost you at the measure.",
    ],
    Act.SKIP: [
        "Let's skip this.",
        "pass",
        "Next question, please.",
        "can we move on to the next one",
        "I don't know, let's skip this one.",
        "I'd rather pass on that one.",
        "I'd take that offline.",
        "Can we come back to that later?",
    ],
    Act.DOES_NOT_KNOW: [
        "I don't know.",
        "no idea",
        "Not sure, honestly.",
        "I really don't know, sorry.",
        "dunno",
        "I have no clue about that.",
        "I haven't really thought about it.",
        "I couldn't say.",
        "I don't have a good answer to that.",
        "No real answer to that one.",
    ],
    Act.DONE: [
        "I have to stop here.",
        "sorry i've got to go now",
        "I have nothing more on that.",
        "That's all I have on that.",
        "That's fair. No more questions from me, thank you.",
        "That's helpful, thanks. No, that's all from me.",
        "Fair enough, I have no further questions.",
        "I appreciate it. Have a good day!",
        "No, I think that covers it. Thanks, Dana.",
        "I'm done.",
        "that's it",
        "Nothing to add.",
        "No more questions, thank you.",
        "That's all from my side, thanks.",
        "I have no further questions.",
        "I think that covers everything.",
    ],
    Act.QUESTION: [
        "How many contracts do you get per month?",
        "I have two questions. Who are the users? And what volume do we expect, because that changes the sizing?",
        "Is there a budget?",
        "Before I start, who exactly will use it, and how many contracts a day?",
        "I see, thanks. What happens next?",
        "Hi Dana, nice to meet you. Who are the users?",
        "Thank you for the question. What is the current cost of a review?",
        "tell me about the users",
        "so how many users are there and what languages do they speak",
        "Wait, do we have labels?",
        "What do you mean by privacy?",
    ],
    Act.ANSWER: [
        "I don't know the exact number, I'd guess two seconds.",
        "Not sure about that, but I'd take two seconds.",
        "Let me think. I'd go with two seconds.",
        "We skip billing disputes in version one.",
        "That's it: two seconds, and if it fails we answer from cache.",
        "I would pass the request through a filter.",
        "Nothing leaves the building.",
        "You know what, I'd rent it.",
        "We're done when eighty percent are under four hours.",
        "Two seconds.",
        "That's fair.",
        "Rent it.",
        "yes",
        "No.",
        "What happens when it's down? We answer from the rules.",
        "Who is in pain? If it's sales, I optimise speed. If it's legal, I optimise recall.",
        "Wait times are the metric.",
        "The next question the user asks goes to the cache.",
        "No idea is sacred, so we test every prompt.",
    ],
}


@pytest.mark.parametrize(
    ("kind", "said"), [(kind, said) for kind, all_said in SAID.items() for said in all_said]
)
def test_tells_what_an_utterance_does(kind: Act, said: str) -> None:
    assert act(said) is kind


@pytest.mark.parametrize(
    ("said", "question", "kind"),
    [
        ("No.", "Do you have any questions for me?", Act.DONE),
        ("No, thanks.", "Anything you'd like to add?", Act.DONE),
        ("No.", "Would you train your own model?", Act.ANSWER),
        ("Yes, that's it.", "Is two seconds the budget?", Act.ANSWER),
    ],
)
def test_a_short_reply_takes_its_meaning_from_the_question(said: str, question: str, kind: Act) -> None:
    assert act(said, question) is kind


@pytest.mark.parametrize(
    "fixed", [said for kind in (Act.WAIT, Act.REPEAT, Act.SKIP, Act.DOES_NOT_KNOW) for said in SAID[kind]]
)
def test_an_answer_beside_it_outweighs_a_form_of_words(fixed: str) -> None:
    assert act(f"{fixed} We rent the model, and we keep logs for thirty days.") is Act.ANSWER


@pytest.mark.parametrize(
    "said",
    [
        *SAID[Act.QUESTION],
        "Before I draw anything: who is in pain? If it's sales, I optimise speed.",
        "I'd use a queue. How many claims arrive per day?",
    ],
)
def test_hears_a_question_to_the_interviewer(said: str) -> None:
    assert asks(said)


@pytest.mark.parametrize(
    "said",
    [
        *SAID[Act.WAIT],
        *SAID[Act.REPEAT],
        *SAID[Act.SKIP],
        "What happens when it's down? We answer from the rules.",
        "Why? Because it is cheap.",
        "We use a queue, right?",
        "How it works is simple.",
        "So I'd say ninety-five?",
    ],
)
def test_hears_none_where_nothing_is_asked_about_the_subject(said: str) -> None:
    assert not asks(said)


SPEECH = st.lists(
    st.sampled_from(
        sorted(
            word_list(
                "i don't know skip this next question wait a minute let me think sorry ? . , no yes done that's it how many "
                "users we rent the model pass again please repeat um so"
            )
        )
    ),
    max_size=30,
).map(" ".join)


@given(st.one_of(st.text(max_size=120), SPEECH), SPEECH)
def test_any_words_do_exactly_one_thing(text: str, question: str) -> None:
    kind = act(text, question)
    assert kind is act(text, question)
    if kind is Act.QUESTION:
        assert asks(text, question)
