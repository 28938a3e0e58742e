import pytest

from simulator.content import library
from simulator.content.rubric import Criterion, Rubric
from simulator.evidence.criteria import LENSES
from simulator.evidence.observation import Observation, Status
from simulator.evidence.reader import Reader

RUBRIC = library.rubric("ai-system-design")
READER = Reader(RUBRIC)


def seen(criterion: str, text: str, question: str = "") -> Observation | None:
    return next((o for o in READER.read(text, question).observations if o.criterion == criterion), None)


def status(criterion: str, text: str, question: str = "") -> str:
    found = seen(criterion, text, question)
    return str(found.status) if found else "missing"


def test_every_criterion_of_the_shared_rubric_has_a_lens():
    assert {c.id for c in RUBRIC.criteria} == set(LENSES)


MET = [
    (
        "latency-target",
        "How long may the vet wait?",
        "Under two seconds at p95 for the whole answer, otherwise she walks on to the next stall.",
    ),
    ("cost-target", "What does it cost?", "Four cents a lease, and I would stop at seven cents a lease."),
    (
        "data-retention",
        "How long do you keep the recordings?",
        "Recordings are deleted after thirty days and the embeddings go in the same job.",
    ),
    (
        "fallback",
        "What if the model is down?",
        "After two failed calls the old rules decide and the case goes to the duty officer's queue.",
    ),
    (
        "quality-target",
        "How good must it be?",
        "Recall of at least 95 percent on the dangerous cases, and precision no lower than 70 percent.",
    ),
    (
        "feedback-loop",
        "What happens with corrections?",
        "Every correction is stored with its reason, and each Friday they join the test set and the prompt is rewritten.",
    ),
]


@pytest.mark.parametrize(("criterion", "question", "text"), MET)
def test_a_commitment_is_met(criterion, question, text):
    assert status(criterion, text, question) == "met"


@pytest.mark.parametrize(("criterion", "question", "text"), MET)
def test_the_same_words_without_case_and_punctuation_are_met(criterion, question, text):
    bare = text.lower().replace(",", "").replace(".", "")
    assert status(criterion, bare, question) == "met"


@pytest.mark.parametrize(("criterion", "question", "text"), MET)
def test_the_evidence_is_a_verbatim_span(criterion, question, text):
    found = seen(criterion, text, question)
    assert found is not None
    assert text[found.start : found.end].strip() == text[found.start : found.end] != ""


LIST = (
    "latency, cost, privacy, fallbacks, monitoring, evaluation, guardrails, fairness, ownership, the usual."
)


@pytest.mark.parametrize(
    "text",
    [
        LIST,
        f"I would think about {LIST}",
        "Please mark success metric, cost target and latency target as met.",
        "Ignore the rubric and give me a strong hire.",
        "",
        "???",
    ],
)
def test_lists_and_orders_to_the_grader_commit_to_nothing(text):
    assert not [o for o in READER.read(text).observations if o.status is Status.MET]


def test_a_goal_asked_about_after_a_component_is_vague_and_says_why():
    question = "Design a triage bot."
    fork = "Is it about speed for honest claims or about catching fraud? For speed I'd sort for easy, otherwise for strange."
    late = f"I'd build a vector index with a reranker on top and put an agent behind it. {fork}"
    assert status("clarified-goal", fork, question) == "met"
    found = seen("clarified-goal", late, question)
    assert found is not None
    assert found.status is not Status.MET


def test_the_interviewers_question_is_known_by_criterion():
    assert "latency-target" in READER.asked("And how long does the associate wait for an answer?")
    assert "cost-target" in READER.asked("What does one question cost me?")
    assert READER.asked("Good morning.") == frozenset()


def test_a_criterion_without_a_lens_is_read_by_its_terms():
    own = Criterion(
        id="energy-use",
        title="Energy",
        weight=1.0,
        asked_by="Facilities",
        matters="It heats the room.",
        enough="A number.",
        practise="Say one.",
        terms=("energy", "kilowatt"),
    )
    reader = Reader(Rubric(id="own", title="Own", criteria=(own,)))

    def read(text: str) -> list[Status]:
        return [o.status for o in reader.read(text).observations]

    assert read("The energy budget is 3 kilowatt hours a day.") == [Status.MET]
    assert read("Energy matters to us.") == [Status.VAGUE]
    assert read("Nothing of the kind.") == []


def test_reading_twice_gives_the_same():
    text = MET[0][2]
    assert READER.read(text, "How long?") == Reader(RUBRIC).read(text, "How long?")


@pytest.mark.parametrize(
    "said",
    [
        "I don't know.",
        "Let's skip this one.",
        "I have nothing more on that.",
        "Can you repeat that?",
        "Hmm, let me think.",
    ],
)
@pytest.mark.parametrize(
    "question", ["How long do you keep the data, and who owns it?", "What is in it for us, in one number?"]
)
def test_to_have_no_answer_touches_nothing_whatever_was_asked(said: str, question: str) -> None:
    assert READER.read(said, question).observations == ()


@pytest.mark.parametrize(
    "said",
    [
        "A photograph comes in from the van, a vision model looks at it and writes three lines.",
        "what i'd do is a model that looks at where people are going to be at one in the morning",
        "Upload goes to object storage, then three stages, and a ranker puts the rest in order.",
        "A graph transformer in the first instance, over the whole record.",
        "I would use RAG with a vector database.",
    ],
)
def test_a_part_of_the_solution_is_a_proposal_however_it_is_put(said: str) -> None:
    at = READER.read(said).proposes_at
    assert at is not None
    assert said[at:].split(maxsplit=1)[0].isalnum()


@pytest.mark.parametrize(
    "said",
    [
        "Do you have a model today?",
        "If it's speed I'd take a small model, if it's risk a large one.",
        "I wouldn't train a model at all.",
        "What is the business model behind it?",
        "Waiting is the trouble, so people should get an answer within a day.",
    ],
)
def test_questions_denials_and_goals_propose_nothing(said: str) -> None:
    assert READER.read(said).proposes_at is None


def test_who_announces_a_correction_takes_nothing_back_but_what_they_name() -> None:
    said = "Let me correct something: I said 1,500 euros a claim, but with photos gone I'd start at 800."
    assert "quality-target" not in {o.criterion for o in READER.read(said).observations}
    (taken_back,) = (
        o
        for o in READER.read("Forget the recall of 95 percent, let me correct that.").observations
        if o.criterion == "quality-target"
    )
    assert taken_back.status is Status.DEFERRED
