"""The report's own words, the same in every form of it."""

from __future__ import annotations

from simulator.evidence.observation import Status
from simulator.grading.scorecard import Distraction, Verdict

VERDICTS = {
    Verdict.STRONG_HIRE: "Strong hire",
    Verdict.HIRE: "Hire",
    Verdict.BORDERLINE: "Borderline",
    Verdict.NO_HIRE: "No hire",
    Verdict.INSUFFICIENT_EVIDENCE: "Insufficient evidence",
}

STANDINGS = {
    Status.MISSING: "not addressed",
    Status.DEFERRED: "put off",
    Status.VAGUE: "nothing specific",
    Status.MET: "met",
    Status.NOT_ASSESSED: "not assessed",
}
"""How a status reads to the candidate; gaps of one weight come in this order."""

VERDICT = "Verdict"
MISSED = "Missed, most important first"
NOTHING_MISSED = "Every criterion of the rubric was met."
ASKED_BY = "Who asks for it"
MATTERS = "Why it matters to them"
ENOUGH = "What would have been enough"
MISTAKES = "Red flags"
NO_MISTAKES = "None shown."
COMMITTEE = "To a hiring committee"
INSTEAD = "The better position"
MET = "Met"
NOTHING_MET = "No criterion was met."
NOT_ASSESSED = "Not assessed"
DISAGREEMENTS = "Where judge and rules differ"
AGREEMENT = "{model} judged beside the rules; they give the same status on {same} of {all} criteria."
JUDGE = "The judge"
RULES = "The rules"
SETTLED = "Settled"
JUDGES_WORDS = "In the judge's words"
ANSWERS = "Signal and noise by answer"
SIGNAL_NOISE = (
    "Both run from 0 to 10. A net of 5 or more is strong; below 0 it speaks against you. Turns that only ask"
    " for a moment, a repetition or the end are left out."
)
COLUMNS = ("No.", "At", "Signal", "Noise", "Net", "", "Decided by it; what made noise")
UNTIMED_COLUMNS = ("No.", "Signal", "Noise", "Net", "", "Decided by it; what made noise")
DISTRACTIONS = {
    Distraction.LOOSE: "touched without committing",
    Distraction.UNANSWERED: "the question left open",
    Distraction.REPEATED: "said before",
    Distraction.CREDENTIALS: "credentials",
    Distraction.TOOLS: "a list of tools",
}
MATRIX = (
    "Each number is an answer; + is the strong region, - the rejecting one, … more than fit (see the table)."
)
SIGNAL = "signal"
NOISE = "noise"
STRONG = "strong"
AGAINST = "against you"
TIMING = "Timing"
EARLY = "A strong candidate states goal, measure of success, latency and cost in the first minutes."
UNTIMED = "The transcript has no usable times: answers are counted instead."
NEVER = "never"
FIRST_QUESTION = "First question to the interviewer"
GOAL_SHARE = "Share of your words on the goal, ten minutes in at most"
HEARD_AGAIN = "Heard again"
HEARD_BY = "Heard again by {model}: {where}. What counts is what the interviewer heard."
HEARD_FIRST = "The interviewer heard"
BY_THESE_WORDS = "By the words heard again"
DELIVERY = "Delivery"
MEASURED = "Measured, and no part of the verdict."
PAUSES = "Pauses of 3 seconds or more before an answer"
PRACTISE = "Practise next"
NOTHING_TO_PRACTISE = "No gap to work on by this rubric."
NOT_JUDGED = "Nothing was graded, so there is no list of gaps."
