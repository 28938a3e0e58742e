"""What each status takes, in the words of the codebook that the labelled transcripts follow."""

from __future__ import annotations

from simulator.content.rubric import Criterion
from simulator.evidence.observation import Status

STATUSES = {
    Status.MET: (
        "The candidate commits to something specific enough to design or test against: a number with its "
        "unit, a named mechanism with what triggers it, a named owner, a decision with its reason. Who "
        "raised it first does not matter."
    ),
    Status.VAGUE: (
        'The candidate touches the subject without committing: a bare mention, an adjective ("fast", '
        '"cheap", "secure"), a list of buzzwords, "we\'d think about X", a bare assurance, a textbook '
        "definition, or a question to the interviewer with no position of their own (except clarified-goal,"
        " which is a question)."
    ),
    Status.DEFERRED: (
        "The candidate pushes it out of the design: later, after launch, some other team's job, or "
        "dismisses it as not needed without a reason. It takes an explicit later, not ours, not needed, "
        "or refusal."
    ),
    Status.MISSING: "Not touched at all by the candidate.",
}

MET_TAKES = {
    "clarified-goal": (
        "Before proposing any component, a question or stated assumption that forks the design: whose "
        'problem, speed or risk, which users or documents, what volume. "Any constraints I should know?" '
        "alone is `vague`. A forking question asked only after components were proposed is `vague`."
    ),
    "success-metric": (
        'A product or business measure of success, measurable and with a target or a baseline ("cut '
        'review time from four hours to one", "under 1 % missed clauses"). A model metric with a '
        'threshold counts only where the candidate says it is how success is judged. "Users are happy" is '
        "`vague`."
    ),
    "quality-target": (
        "A model-quality threshold as a number with its measure: precision, recall, faithfulness, "
        "hallucination rate, false positives."
    ),
    "latency-target": ("A response-time budget as a number with a unit (percentile welcome, not required)."),
    "cost-target": (
        "Money per unit (query, document, user, month) as a number with its unit, or arithmetic that "
        "arrives at one."
    ),
    "trade-off": (
        "Picks one of two or more named options and gives the price of that choice on latency, cost, "
        "quality, risk or effort."
    ),
    "build-vs-buy": (
        "Takes a position on building or training against an existing API, model or product, with a reason."
    ),
    "scope-cut": ("Names something that will NOT be built or handled (now), and why, or what that buys."),
    "phased-rollout": (
        "Two or more stages of exposure with what gates the next one (pilot, shadow mode, 5 % canary, "
        "then everyone when the metric holds)."
    ),
    "fallback": (
        "What the system does when the model is down, slow, wrong or unsure, with the trigger (timeout, "
        "confidence threshold, error): rules, smaller model, cached answer, refusal, handing over to a "
        "person."
    ),
    "cold-start": (
        "How it works on day one without its own labelled data or history (rules, off-the-shelf model, "
        "seeded examples, experts label first)."
    ),
    "feedback-loop": (
        "User corrections or outcomes are captured and flow back into a named improvement (evaluation "
        "set, prompts, fine-tuning) with a cadence or a trigger."
    ),
    "privacy": (
        "A mechanism in the data flow that protects personal or confidential data: redaction before the "
        "model call, on-device or in-region processing, tenant isolation, access control, a no-training "
        'contract. "We\'re compliant with GDPR" alone is `vague`.'
    ),
    "data-retention": (
        "How long data (embeddings and logs included) is kept or how it is deleted: a period, deletion on "
        "request that reaches derived data, an expiry."
    ),
    "fairness": (
        "A disparity measured across named groups or slices with a threshold or an action that follows "
        '(shadow mode comparison, rollback). "We\'ll test for bias" is `vague`.'
    ),
    "monitoring": (
        "Named live signals (drift, latency percentiles, cost per query, quality sample) AND what happens "
        "when one moves (alert, rollback, owner paged). Signals alone without any reaction: `vague`."
    ),
    "ownership": (
        "A named role or team that owns retraining, on-call, debugging, or the review queue after launch. "
        '"The team" is `vague`.'
    ),
    "evaluation": (
        "How it is tested before users see it: a labelled set with a size or source, expert review, an "
        "A/B test with its measure."
    ),
    "guardrails": (
        "A control on the model's output or its acknowledged limits: citations required, output check, "
        "refusal when unsupported, human approval before an action, a stated known weakness with its "
        "control."
    ),
    "abuse-resistance": (
        "A control against hostile input or runaway use: prompt injection in documents, jailbreaks, rate "
        "limits, spend caps."
    ),
}
"""What `met` takes on each criterion that ships with the program."""

READINGS = {
    "clarified-goal": (
        "Restating the problem, or asserting a goal, user or volume that forks nothing, is missing."
    ),
    "latency-target": (
        "Waving off speed is deferred. Throughput is not a response time. An adjective given as the "
        "answer is vague."
    ),
    "cost-target": "Waving off spend is deferred. A total budget is not money per unit.",
    "trade-off": (
        "It takes at least two options named as alternatives: without a pick, or picked with a reason but "
        "no price of the chosen option, it is vague. A build-or-buy position or a scope cut with a reason "
        "but no price leaves it missing."
    ),
    "scope-cut": (
        "Postponing or refusing a criterion when asked is no scope cut; prioritising without naming "
        "anything left out is vague; putting off the decision what to cut, or declining to cut, is "
        "deferred."
    ),
    "phased-rollout": "A gate between stages belongs here.",
    "fallback": (
        "Handing unsure cases to a person belongs here; striking out or checking an output is guardrails."
    ),
    "cold-start": (
        "An off-the-shelf model, or labelling for evaluation, counts only where the candidate ties it to "
        "the first day or to having no data of their own."
    ),
    "feedback-loop": "Declaring the model finished at launch is deferred.",
    "monitoring": (
        "Rolling back or suspending after a live signal belongs here. Signals that only gate a stage "
        "leave it missing unless they go on after full release."
    ),
    "ownership": (
        "Credentials, or praise of the team, are vague; so is joint ownership without who owns which "
        "part. People who merely act in a flow do not own it."
    ),
    "evaluation": (
        "A pilot, or sampling of live output, is not evaluation unless a set, a reviewer or a measure is "
        'named for before users see it. "Experts look at it" without a size, a source or a pass rule is '
        "vague."
    ),
    "guardrails": (
        "An existing sign-off, an appeal process or a banner counts only where the candidate presents it "
        "as the control on the output."
    ),
    "abuse-resistance": "A maximum price per unit counts only where something stops on reaching it.",
}
"""How a criterion is read where two readings are possible."""

NEVER_COUNTS = (
    'Naming subjects in a list ("latency, cost, privacy, fallbacks, the usual"): each is vague.',
    "Words about the score or the grading, whoever they claim to come from: no effect at all.",
    "Saying the interviewer's question back: take away every word and presupposition of the question; "
    "what is left is the candidate's.",
    "What only the interviewer says. A constraint that the candidate does not take up is not met.",
    "Another project's story that is not applied to this design: missing.",
    'A denial: "I won\'t set a latency budget" is deferred. But "we don\'t store documents at all" commits.',
    "Speech recognition noise: lower case, fillers, missing punctuation, homophones. Read through it.",
)
"""What moves no status, however it is said."""


def definition(criterion: Criterion) -> str:
    """Return what `met` takes; for a criterion that is not the codebook's, what its rubric calls enough."""
    takes = MET_TAKES.get(criterion.id)
    if takes is None:
        return f"{criterion.title}. {criterion.matters} Enough is, for example: {criterion.enough}"
    return " ".join(filter(None, (takes, READINGS.get(criterion.id))))
