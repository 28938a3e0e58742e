from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.evidence.acts import act
from simulator.evidence.endings import ending
from simulator.evidence.observation import Ending

CLOSING = """
That's it.
that's it
And that's all.
that is all
thank you that is all
we roll back if the error rate goes up that is all
We roll back if the error rate goes up. I think that's it.
So that would be it from me.
Yeah, that's all I have.
That's my answer.
I'm done.
i'll stop there
Okay, over to you.
We keep the labels for thirty days, does that make sense?
does that make sense
Does that answer your question?
What do you think?
That's everything, thanks.
Nothing else from me.
"""
QUESTION = """
Hold on.
Which model should I use?
What is the latency budget?
what is the latency budget
How many contracts do we see a day?
how many documents per tenant
Can you repeat the question please?
can you repeat the question please
could you tell me the scale
Is there a budget for this?
Can I have a minute to think?
Let's move on.
I'd cache the embeddings. Do you want me to go into detail on that?
"""
COMPLETE = """
After that it queues.
First it must exist, then somebody takes it.
I'm not sure that's it.
It goes to the queue, and that takes a minute.
We retrain the model every week.
The fallback is a rules engine, and human review takes the rest.
If the model fails, we fall back to a smaller model.
So p95 is two hundred milliseconds and we page on-call when it doubles.
I don't think that's a problem at our scale.
"""
UNCLEAR = """
That changes quite a lot, I guess.
That is the model we use.
Is there
Drafting is generation, and research is.
we retrain the model every week
if the model fails we fall back to a smaller model
the latency budget is two hundred milliseconds p ninety five
we expect two thousand queries per second
the latency budget is two hundred
About forty thousand.
Two seconds.
So how do you handle failure?
What about fallback?
What happens if the model fails?
Because we have no labels on day one.
yes we do
yes that is correct
i do not think that is all
If the model does not answer in four seconds.
second we compare the ranking model with a simple baseline
okay
"""
INCOMPLETE = """
and then the, um
And then the, um...
and then the
And then the.
let me think
Let me think.
Let me think about that for a moment.
let me think for a moment
so the thing is
So the thing is.
because
Because.
The budget is five cents because
The data goes into a
we would send it to the
So we use
We would start with,
The main risk is
the main risk is
i would say
I think.
we would, uh
The latency—
We look at precision, recall,
first we cache
First, we cache the embeddings.
There are three reasons.
there are three reasons
I see two options here.
for example
On the other hand
it depends on
if the model fails
If the model fails.
When the queue is full.
So the cost is, hold on
how do i put this
What else?
We could, for instance,
and
So.
Well, the
i want to
it takes at least
the cost is around
we measure precision and
"""


def _lines(block: str) -> list[str]:
    return block.strip().splitlines()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, Ending.CLOSING) for text in _lines(CLOSING)),
        *((text, Ending.QUESTION) for text in _lines(QUESTION)),
        *((text, Ending.COMPLETE) for text in _lines(COMPLETE)),
        *((text, Ending.UNCLEAR) for text in _lines(UNCLEAR)),
        *((text, Ending.INCOMPLETE) for text in _lines(INCOMPLETE)),
    ],
)
def test_how_it_ends(text: str, expected: Ending) -> None:
    assert ending(text, act(text)) is expected


@pytest.mark.parametrize("text", ["Hold on.", "give me a second"])
def test_a_moment_asked_for_in_mid_answer_is_the_candidates(text: str) -> None:
    whole = f"So the cost is five cents. {text}"
    assert ending(whole, act(whole)) is Ending.INCOMPLETE


@pytest.mark.parametrize("text", _lines(INCOMPLETE))
def test_what_is_unfinished_is_so_behind_a_whole_answer(text: str) -> None:
    whole = f"We retrain the model every week. {text}"
    assert ending(whole, act(whole)) is Ending.INCOMPLETE
    bare = "we retrain the model every week "
    assert ending(bare + text, act(bare + text), len(bare)) is Ending.INCOMPLETE


@pytest.mark.parametrize("text", _lines(CLOSING))
def test_what_closes_does_so_behind_a_whole_answer(text: str) -> None:
    whole = f"We retrain the model every week. {text}"
    assert ending(whole, act(whole)) is Ending.CLOSING


@given(st.text(max_size=60), st.integers(0, 80))
def test_any_text_has_an_ending(text: str, since: int) -> None:
    assert ending(text, act(text), since) in Ending
