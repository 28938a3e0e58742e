import pytest

from simulator.content import library
from simulator.content.fingerprint import fingerprint
from simulator.evidence.observation import Status
from simulator.grading.explain import explain
from simulator.grading.grade import grade
from simulator.grading.scorecard import Raised, Verdict
from simulator.transcript import Speaker, Transcript, Turn

RUBRIC = library.rubric("ai-system-design")


def talk(*lines: str) -> Transcript:
    """Build a transcript in which the interviewer begins and the sides alternate."""
    sides = (Speaker.INTERVIEWER, Speaker.CANDIDATE)
    return Transcript(
        tuple(Turn(sides[i % 2], text, 20.0 * i, 20.0 * i + 15) for i, text in enumerate(lines))
    )


TALK = talk(
    "Design an assistant for a dental practice.",
    "Is the trouble that patients wait too long on the phone, or that the wrong ones get an urgent slot? If it is "
    "waiting I would automate booking, otherwise I would leave booking alone and build a triage form.",
    "Waiting. How long may a patient wait for a reply?",
    "Two seconds at p95 for every reply, and if the model has not answered in four seconds the old menu takes over "
    "and the call goes to the receptionist.",
    "What does it cost?",
    "Three cents a call, with a ceiling of five cents a call.",
)


def by_id(card):
    return {c.id: c for c in card.criteria}


def test_a_scorecard_holds_each_criterion_once_in_the_rubrics_order():
    card = grade(TALK, RUBRIC, "dental")
    assert [c.id for c in card.criteria] == [c.id for c in RUBRIC.criteria]
    assert (card.scenario, card.grader.name, card.grader.rubric) == ("dental", "rules", RUBRIC.id)
    assert card.grader.rubric_sha256 == fingerprint(RUBRIC.model_dump(mode="json"))


def test_commitments_are_met_with_verbatim_quotes_of_the_candidate():
    card = grade(TALK, RUBRIC, "dental")
    for criterion in ("latency-target", "cost-target"):
        got = by_id(card)[criterion]
        assert got.status is Status.MET
        turn = TALK.turns[got.evidence[0].turn]
        assert turn.speaker is Speaker.CANDIDATE
        assert got.evidence[0].text in turn.text
    assert by_id(card)["latency-target"].raised is Raised.PROMPTED


def test_what_the_interviewer_says_is_never_evidence():
    card = grade(
        talk(
            *(
                "We need answers in two seconds at five cents a query, documents deleted after thirty days.",
                "I see.",
            ),
            *(
                "Recall must be 95 percent, and the duty engineer owns it.",
                "Right, that is what you told me there.",
            ),
            *(
                "So?",
                "So it is a nice problem, and I like nice problems, they make the day go by so much quicker.",
            ),
        ),
        RUBRIC,
        "x",
    )
    assert not [c.id for c in card.criteria if c.status is Status.MET]


@pytest.mark.parametrize(
    "told",
    [
        talk("Hello.", "Two seconds at p95 for every reply, and three cents a call at most, I would say."),
        talk("Hello.", "Yes.", "And?", "No.", "So?", "Two seconds."),
    ],
)
def test_too_little_to_judge_is_said_and_never_scored(told):
    card = grade(told, RUBRIC, "x")
    assert card.verdict is Verdict.INSUFFICIENT_EVIDENCE
    assert "needed to judge" in card.arithmetic[0]
    untouched = [c for c in card.criteria if c.turn is None]
    assert untouched
    assert all(c.status is Status.NOT_ASSESSED for c in untouched)


def test_an_explanation_names_the_turn_the_rule_and_the_final_position():
    lines = explain(TALK, RUBRIC, "latency-target")
    assert lines[0].startswith("turn 3: met by ")
    assert lines[-1].startswith("final position: met, reached in turn 3")
    with pytest.raises(KeyError):
        explain(TALK, RUBRIC, "no-such-criterion")


def test_components_before_any_goal_are_quoted_with_the_clause_that_proposes_them() -> None:
    card = grade(
        talk(
            "Design an assistant for hotel guests.",
            "Guests can ask it anything about the hotel. I would use retrieval with a vector database and a large model.",
            *(
                "And then?",
                "Then the guest reads the answer on the screen of the television set in the room.",
            ),
            *(
                "So?",
                "So that is what it is, and I think that they would enjoy it a great deal, all of them.",
            ),
        ),
        RUBRIC,
        "hotel",
    )
    (quote,) = [flag.quote for flag in card.red_flags if flag.id == "architecture-first"]
    assert quote.turn == 1
    assert quote.text.startswith("I would use retrieval")


def test_a_commitment_is_quoted_where_it_is_made_and_not_where_it_was_only_guessed() -> None:
    card = grade(
        talk(
            "What's in the ten cents apart from the model?",
            "That's the model alone. Hosting and support come on top, as much again I'd guess. Keeping the "
            "playbook positions in a cache would bring the model's part down by a third.",
            "There are firms that sell models for legal work. Why wouldn't we just take theirs?",
            "Buy. A hosted model through the provider you already work with, because training our own would "
            "take us half a year and people we don't have.",
            "And after that?",
            "Then three pilot customers for a month, and after that everybody, if nothing breaks at theirs.",
        ),
        RUBRIC,
        "x",
    )
    bought = next(c for c in card.criteria if c.id == "build-vs-buy")
    assert bought.turn == 3


def test_what_was_said_before_it_was_asked_is_unprompted():
    card = grade(
        talk(
            "Design an assistant for a dental practice. The budget is tight, and nobody likes to wait.",
            "If the model takes longer than four seconds, the old menu takes over.",
            "What happens when the model is down?",
            "As I said: after four seconds without an answer, or on an error, the old menu takes over and the call "
            "goes to the receptionist.",
            "What does a call cost?",
            "Three cents a call, with a ceiling of five cents a call.",
        ),
        RUBRIC,
        "dental",
    )
    assert by_id(card)["fallback"].raised is Raised.UNPROMPTED
    assert by_id(card)["cost-target"].raised is Raised.PROMPTED


def test_the_surer_answer_earns_and_its_whole_sentence_is_quoted():
    card = grade(
        talk(
            "Walk me through it.",
            "A lawyer opens the contract and gets the clauses marked, hopefully soon after opening it.",
            "How fast is it?",
            "Sure. The clauses are marked within two seconds at the ninety-fifth percentile, because a lawyer who "
            "waits goes back to reading. Beyond that I would think about how it looks on a phone.",
            "And who owns it?",
            "The platform team owns the models, and its lead, Priya, has the pager and retrains every quarter.",
        ),
        RUBRIC,
        "legal",
    )
    got = by_id(card)["latency-target"]
    assert (got.status, got.turn) == (Status.MET, 3)
    assert got.evidence[0].text == (
        "The clauses are marked within two seconds at the ninety-fifth percentile, because a lawyer who waits goes "
        "back to reading."
    )
