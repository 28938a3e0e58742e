"""The interview of the sample recording, which `python -m tests.recordings.make` makes again.

The candidate is made up: decent on purpose and numbers, weaker on what happens after launch. The interviewer is the
program's own, and what it says follows from the answers.
"""

from __future__ import annotations

from collections import Counter

from simulator.interview.actions import Move, Say
from simulator.recording.samples import SAMPLES
from tests.candidates import Answer
from tests.recordings.make import make

SPOKEN_WORDS_PER_S = 2.4
"""A calm conversation."""

ANSWERS: dict[str, tuple[str, ...]] = {
    "legal-assistant": (
        "Okay. Um, before I design anything I'd like to understand whose problem this is. When a head of legal complains"
        " at renewal, is it about the wait for a first redline, or about clauses that were missed? If it's the wait I'd"
        " build for turnaround and accept that a lawyer corrects the draft. If it's missed clauses I'd build for recall"
        " and accept that it's slower.",
    ),
    "whose-problem": (
        "The in-house lawyer who has forty contracts in the queue on a Monday and a sales colleague on the phone asking"
        " where theirs is. She wants the routine ones off her desk. I'm assuming she reviews against her own company's"
        " playbook, so that's the task I'd start with.",
    ),
    "success-number": (
        "Time to first redline. I'd guess it's about a week today, and I'd want a supplier agreement to go from that"
        " week to one working day for eighty percent of them, within two quarters of launch. If that number doesn't move"
        " I'd call the whole thing a failure, however many people click on it.",
        "Eighty, because the last fifth will always be odd contracts that need a person from the start. Half of that"
        " would still be worth having, two or three days saved. Below that it's a toy and the customers won't pay for it.",
    ),
    "clarify": ("I think I know enough about the problem to start.",),
    "design": (
        "So, a lawyer opens a contract in Word and presses review. On our server the document is split into clauses."
        " Names, amounts and addresses are replaced by tags before anything leaves for the model. For each clause we"
        " fetch the matching position from that customer's playbook, and a hosted model says whether the clause is"
        " acceptable, and if it isn't it suggests the customer's own fallback wording. The lawyer sees it as tracked"
        " changes. Nothing is sent out without her.",
    ),
    "first-release": (
        "No drafting from scratch and no questions over the archive of signed contracts, not in version one. Drafting"
        " doubles the ways we can be wrong, and the archive is a search problem with scans in it that would eat the team."
        " Review against the playbook only, because that's where the waiting is.",
        "The deals where the archive is what they want to buy. I'd rather lose two of those than ship three half things.",
    ),
    "build-or-buy": (
        "Buy. A hosted model through the provider you already work with, because training our own would take us half a year"
        " and people we don't have, and I don't see that a legal model of our own would beat the big ones.",
        "If the price of the hosted one tripled I'd think about a small open model for the simple clauses. But I'd still"
        " launch with the bought one.",
    ),
    "road-not-taken": (
        "There's always a trade-off between quality and speed, and we'd try to find the right balance there.",
        "Okay, concretely. I went clause by clause instead of putting the whole contract in one prompt. It's quicker and"
        " cheaper, but it costs us the cross-references: if clause twelve is changed by clause thirty, we can miss it. I'd"
        " guess that's two or three points of recall.",
    ),
    "wait-time": (
        "The first findings on screen within five seconds, at the ninety-fifth percentile. The whole contract may take a"
        " minute, because I assume they go and do something else in the meantime.",
        "For the slow ones, that's why I said ninety-fifth percentile. The typical one should be about two seconds.",
    ),
    "cost-per-query": (
        "Let me do that aloud. A contract is about twelve thousand words, say sixteen thousand tokens in and two thousand"
        " out. At today's prices that's roughly eight cents a contract, so I'd set a ceiling of ten cents a contract.",
        "That's the model alone. Hosting and support come on top, as much again I'd guess. Keeping the playbook positions"
        " in a cache and taking a smaller model for the standard clauses would bring the model's part down by a third.",
        "By half in either direction. I'd measure it in the first week of the pilot and not argue about it before.",
    ),
    "heavy-user": (
        "The one with the three hundred page contracts. At ten cents per twenty-five pages that's a bit over a dollar for"
        " a long one, so even two hundred of those a month is only two hundred and forty dollars. I'd cap it at that and"
        " let the rest wait in a queue overnight.",
        "On what a user pays in a month I don't see a problem, but I haven't done that sum.",
    ),
    "quality-bar": (
        "On the clauses that the playbook marks as critical I want recall of ninety-five percent. False alarms matter"
        " less, so precision of seventy is fine to begin with.",
        "No, and they don't have to. The lawyer still reads it, that's the point of the tracked changes.",
    ),
    "missed-clause": (
        "False alarms. A false alarm costs a lawyer ten seconds, a missed liability clause can cost somebody millions.",
        "Until the lawyers start to ignore it. Above, I don't know, one in three, they'd switch it off.",
    ),
    "budget-halved": (
        "Okay. First I'd look at the arithmetic again: say a hundred thousand contracts a month at ten cents is ten"
        " thousand dollars, so the models aren't the problem, it's everything around them. I'd still route the"
        " non-disclosure agreements to the smaller model, and put off the second language.",
        "It stays inside. Ten thousand for the models leaves most of it for hosting and support.",
    ),
    "data-path": (
        "It goes from Word to our server. There the names, amounts and addresses come out before the model call, and the"
        " provider is bound by contract not to train on it or keep it. Inside, the permissions on the matter decide who"
        " can open the result. So: the lawyers on that matter, and nobody at the provider.",
        "The tags are put back on our side when the answer comes. The table that maps them never leaves our database.",
    ),
    "stays-in-europe": (
        "For them we'd run the same thing in an European region: their documents, the embeddings, the logs, the model"
        " endpoint. It's a deployment per region, and the customer's record says which one. I'd expect ten percent or so"
        " on the price and I'd pass that on.",
    ),
    "matter-walls": (
        "The search is filtered by the permissions on the matter before anything reaches the model. So if I can't open"
        " the salary dispute, the assistant can't quote it to me either.",
    ),
    "invented-clause": (
        "Every finding has to cite the clause it's about, word for word, and code checks that the words are really in the"
        " document. If they aren't, the finding is dropped before anybody sees it.",
        "Then it's a wrong judgement on a real clause, and that's what the lawyer is for.",
    ),
    "tired-lawyer": (
        "We'd make it obvious in the interface. The model is really quite good at this, so I don't expect it to happen"
        " much.",
        "Fine. Changes to critical clauses can't be accepted in bulk. You have to open each one and confirm it, and it's"
        " logged who did.",
    ),
    "provider-down": (
        "If the model hasn't answered after five seconds we try once more, then we show a plain checklist of the"
        " clauses, in grey, with a note that the review follows by mail. The contract goes into a queue and gets done when"
        " the provider is back.",
    ),
    "unsure-answer": (
        "It says so. Below a confidence threshold it doesn't suggest wording, it just marks the clause yellow and hands it"
        " to the lawyer.",
        "I haven't a number for that. I'd set it in the pilot.",
    ),
    "first-morning": (
        "It knows the customer's playbook, where they keep one. So on day one the prompts are"
        " seeded from those positions and we need no labels. For customers without a playbook we start with a standard one"
        " that two of our lawyers write.",
    ),
    "test-before-users": (
        "We'd have experts look at it, and run it on lots of contracts before we switch it on.",
        "Two hundred contracts, labelled by two paralegals independently, with a lawyer deciding where they differ. It has"
        " to reach the ninety-five percent on those before a customer sees it.",
        "For the rare ones, no. I'd add fifty contracts picked because they have an odd clause in them.",
    ),
    "disputed-answer": (
        "The customer's. It's their playbook, so where two lawyers disagree their head of legal decides and we write it"
        " down.",
        "I picked it because two paralegals can label it in two weeks. It isn't more scientific than that.",
    ),
    "letting-it-out": (
        "Shadow mode first, for two weeks, where it runs and nobody sees it. Then three pilot customers. If the recall"
        " holds at ninety-five for a month, twenty customers, and then everybody.",
        "Then it stays with the three until we know why. I wouldn't widen it on a promise.",
    ),
    "launch-moved-forward": (
        "Ten weeks is fine for review of non-disclosure agreements only, with three customers, in English. Supplier"
        " agreements come in the second release. What goes is everything that isn't the four-page contract.",
    ),
    "slow-decay": (
        "We'd have monitoring and dashboards for that, latency, quality, the usual things.",
        "We'd watch the acceptance rate of the suggestions and the ninety-fifth percentile every day. I'm not sure"
        " what exactly we'd do, somebody would have a look.",
        "I'd have to see it live before I put a number on that.",
    ),
    "night-call": (
        "The platform team. They'd get this on top of the product, with a runbook for switching over to the checklist.",
        "The engineer on call in the platform team. One role, and it rotates every week.",
        "That's the job title: on-call engineer, platform.",
    ),
    "keeper": (
        "I suppose the data scientists would own that. They're the ones who know the prompts.",
        "Somebody on the team, yes. I'd have to work out who.",
        "I'd rather leave that open than make a name up.",
    ),
    "model-retired": (
        "One of our data scientists owns the model, by name, and it's in her goals. Ninety days is enough if the test"
        " set exists: we rewrite the prompts, run the two hundred contracts, and switch when it passes.",
        "It's tight. If there are only two of them, one is on this and nothing else for that quarter.",
    ),
    "corrections": (
        "We could collect those and learn from them later. I wouldn't build that for the launch.",
        "It's a phase two thing for me. First it has to be used at all.",
        "I can't, not yet. It'd be in the tracked changes and nobody would read them.",
    ),
    "unequal-service": (
        "I'd hope not. We'd test for bias, certainly.",
        "I'd look at it by language, I suppose. German against English. I don't have a threshold for you.",
        "Just the languages. I haven't thought about it beyond that.",
    ),
    "left-behind": (
        "I haven't thought about retention in detail. That's something for the lawyers to settle before launch.",
        "Let's say we keep the findings and the logs for thirty days and then they're deleted, embeddings included.",
        "Because the lawyer may come back to it the next morning. A week might be enough.",
        "The backups go with the same thirty days, yes.",
    ),
    "leaving-customer": (
        "Everything under the customer's key: documents, embeddings, logs. It's one job that goes through the tables, and"
        " it writes a report that we can hand over.",
        "With that report, and the auditor can pick any document and look for it.",
    ),
    "legal-hold": (
        "There'd be a hold flag on a matter, and the deletion job skips what has it. I hadn't planned for it, but it's"
        " one column and one condition.",
    ),
    "hostile-paper": (
        "You mean hidden instructions in the text. The model has no tools, it can only give back findings, and the text"
        " goes in as data, with hidden and white text stripped before. So the worst it can do is to talk itself into a"
        " wrong finding.",
        "They're put in a queue, and somebody at our end gets a mail.",
    ),
    "busy-hour": (
        "Uploads go through a queue, so at the quarter's end the full review may take five minutes instead of one. I'd"
        " keep the first findings at five seconds by letting those jump the queue.",
        "It does if we pay for double the throughput in those two weeks. I'd plan for that.",
    ),
    "worth-renewing": (
        "Usage alone isn't success. I'd show them their own time to first redline, before and after, per month. If that"
        " hasn't gone from a week to a day I wouldn't expect them to renew.",
        "They'd say that it was a slow quarter anyway. So I'd compare with the contracts that didn't go through the"
        " assistant in the same weeks.",
    ),
    "wrap-up": (
        "Yes, one. What would make you say in a year that this was a mistake?",
        "No more questions from me, thank you.",
    ),
}
"""What the candidate says each time a subject comes up: a probe, a constraint, a fact or a phase."""
AT_A_LOSS = (
    "I don't have a better answer to that, honestly.",
    "I'd have to think about that one. Let's move on.",
)


def candidate() -> Answer:
    """Return the candidate of the sample."""
    times = Counter[str]()

    def answer(said: Say | None, criterion: str) -> str | None:
        subject = said.subject if said else ""
        if said and said.move in (Move.WRAP_UP, Move.DOES_NOT_KNOW) and not ANSWERS.get(subject):
            subject = "wrap-up"
        known = ANSWERS.get(subject, ())
        times[subject] += 1
        if times[subject] <= len(known):
            return known[times[subject] - 1]
        times[""] += 1
        return AT_A_LOSS[times[""] % len(AT_A_LOSS)]

    return answer


def thinks_s(text: str) -> float:
    """Two to seven seconds, longer before a longer answer, and never the same twice in a row."""
    return 2.0 + min(4.0, len(text) / 120) + sum(map(ord, text)) % 11 / 10


def make_sample() -> None:
    """Hold the interview and keep it."""
    make(
        SAMPLES / "sample",
        "legal-assistant",
        "vp",
        candidate(),
        created="2026-01-31T20:15:00+01:00",
        seed=7,
        pace=SPOKEN_WORDS_PER_S,
        thinks_s=thinks_s,
    )
