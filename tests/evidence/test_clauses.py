import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.evidence.clauses import clauses, has_question_form, sentences
from simulator.evidence.normalise import normalise
from simulator.evidence.word_list import word_list


def texts(said: str) -> list[str]:
    return [clause.text for clause in clauses(said)]


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        (
            "We won't set a latency budget, but cost stays under five cents a query.",
            ["we will not set a latency budget,", "but cost stays under 5 cents a query."],
        ),
        ("We take the small one, not the large one.", ["we take the small one,", "not the large one."]),
        ("No, two seconds.", ["no,", "2 seconds."]),
        ("So, two seconds.", ["so, 2 seconds."]),
        (
            "The latency, the cost, the privacy, all of it.",
            ["the latency, the cost, the privacy, all of it."],
        ),
        ("I don't think we need a fallback.", ["i do not think we need a fallback."]),
        ("If the model is slow, we fall back.", ["if the model is slow,", "we fall back."]),
        (
            "The target is two seconds. Actually, scrap that, no budget for now.",
            ["the target is 2 seconds.", "actually, scrap that,", "no budget for now."],
        ),
    ],
)
def test_splits_punctuated_speech(said: str, parts: list[str]) -> None:
    assert texts(said) == parts


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        (
            "the bot won't touch billing disputes those need a refund decision and finance has no api for it so we "
            "skip it and that saves us half the integration work",
            [
                "the bot will not touch billing disputes",
                "those need a refund decision",
                "and finance has no api for it",
                "so we skip it",
                "and that saves us half the integration work",
            ],
        ),
        (
            "we dont store anything the session is dropped when the tab closes actually scrap that we keep it "
            "thirty days",
            [
                "we do not store anything",
                "the session is dropped",
                "when the tab closes",
                "actually scrap that",
                "we keep it 30 days",
            ],
        ),
        (
            "how many contracts do you get per month and who reads them",
            ["how many contracts do you get per month", "and who reads them"],
        ),
    ],
)
def test_splits_speech_without_punctuation(said: str, parts: list[str]) -> None:
    assert texts(said) == parts


def test_a_condition_stays_in_the_sentence_of_what_follows_from_it() -> None:
    found = clauses(
        "so that is the plan and if the bot stays under thirty we go to twenty five percent of all chats"
    )
    condition, outcome = found[-2:]
    assert condition.text == "and if the bot stays under 30"
    assert condition.sentence == outcome.sentence


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("It is cheap, e.g. two cents. Then we stop.", 2),
        ("So no. Out.", 2),
        ("Recall is 0.95 at p99.9 vs. today.", 1),
        ('He asked "how fast?" and left. We said "fast."', 2),
        ("Done!!! Really?! Yes...", 3),
    ],
)
def test_full_stops_end_sentences_only_where_they_do(said: str, count: int) -> None:
    assert len(sentences(said)) == count


@pytest.mark.parametrize(
    "said",
    [
        "How many contracts a month?",
        "how many contracts do you get per month",
        "what is the volume",
        "is it for the traveller or the company",
        "do we have labels",
        "I need to know who reads it.",
        "Tell me about the users",
        "Can I ask who pays",
        "We already have labels?",
        "what about the budget",
    ],
)
def test_questions_ask(said: str) -> None:
    assert all(clause.asks for clause in clauses(said))


@pytest.mark.parametrize(
    "said",
    [
        "How long it survives is a question of proportion.",
        "What happens is we fall back.",
        "What we do is rent it.",
        "Should it fail, we roll back.",
        "When the model fails we answer from cache.",
        "So I'd say ninety-five?",
        "I also know where it is weak: irony.",
        "We use a queue, right?",
        "who pays decides and we know it",
    ],
)
def test_statements_do_not_ask(said: str) -> None:
    assert not any(clause.asks for clause in clauses(said))


def test_only_the_asking_part_of_a_sentence_asks() -> None:
    found = clauses("Latency is two seconds, and what about the cost?")
    assert [clause.asks for clause in found] == [False, True]


SPEECH = st.lists(
    st.sampled_from(
        sorted(
            word_list(
                'we it the model is not and but so if when because slow then that no scrap wait , . ? ! ; : " ( '
                ") - I how many do you do one two e.g. 0.5 third"
            )
        )
    ),
    max_size=60,
).map(" ".join)


@given(st.one_of(st.text(max_size=150), SPEECH))
def test_clauses_cover_every_word_in_order(text: str) -> None:
    view = normalise(text)
    found = clauses(view)
    assert found == clauses(text)
    position = 0
    for clause in found:
        assert view.text[clause.at : clause.at + len(clause.text)] == clause.text
        assert view.text[position : clause.at].strip() == ""
        assert 0 <= clause.start <= clause.end <= len(text)
        position = clause.at + len(clause.text)
    assert view.text[position:].strip() == ""


@given(st.one_of(st.text(max_size=150), SPEECH))
def test_sentences_hold_their_clauses(text: str) -> None:
    spans = sentences(text)
    for clause in clauses(text):
        assert spans[clause.sentence].start <= clause.start
        assert clause.end <= spans[clause.sentence].end


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("How many a day, and from whom?", [True, True]),
        ("On what, I couldn't say", [True, False]),
        ("how many tickets come in a day", [True]),
        ("For whom?", [True]),
        ("How", [False]),
    ],
)
def test_questions_cut_short_are_read(said: str, asks: list[bool]) -> None:
    assert [clause.asks for clause in clauses(said)] == asks


QUESTION_WORDS = st.lists(
    st.sampled_from(
        sorted(
            word_list(
                "who whose what which how where why when exactly many much is are do should had for in with "
                "the you we it that there matters decides contracts pays ? ,"
            )
        )
    ),
    max_size=7,
)


@given(QUESTION_WORDS)
def test_any_question_words_in_any_order_are_a_question_or_none(words: list[str]) -> None:
    assert isinstance(has_question_form(words), bool)
    assert all(isinstance(clause.asks, bool) for clause in clauses(" ".join(words)))


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("What matters", True),
        ("what matters is speed", False),
        ("what i would do is a pilot", False),
        ("what would i do", True),
        ("who pays decides", False),
        ("how many", True),
        ("how many tickets come in decides", False),
        ("in which", True),
        ("which contracts", True),
        ("why", True),
        ("when", False),
    ],
)
def test_question_words_ask_unless_they_are_the_subject_of_a_statement(said: str, *, asks: bool) -> None:
    assert has_question_form(said.lower().split()) is asks
