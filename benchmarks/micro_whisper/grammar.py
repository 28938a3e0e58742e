"""The sentences the small Whisper knows: a closed vocabulary of 213 words, in lower case, unpunctuated."""

from __future__ import annotations

import random
import re

WORDS = {
    "person": ["i", "we"],
    "metric": [
        "success metric",
        "latency",
        "error rate",
        "precision",
        "recall",
        "cost per request",
        "click rate",
        "drift",
    ],
    "num": [
        *["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
        *["twenty", "thirty", "fifty", "ninety"],
    ],
    "big": ["{num} hundred", "{num} thousand", "{num} million", "{num}"],
    "unit": ["milliseconds", "seconds", "minutes", "hours", "days", "weeks"],
    "pct": ["p fifty", "p ninety five", "p ninety nine"],
    "store": ["vector database", "feature store", "cache", "message queue", "log store", "search index"],
    "comp": [
        "model",
        "{store}",
        "ranking model",
        "rules engine",
        "embedding service",
        "training pipeline",
        "load balancer",
    ],
    "thing": ["user", "tenant", "request", "region", "document", "query"],
    "things": [
        "users",
        "tenants",
        "requests",
        "documents",
        "queries",
        "labels",
        "embeddings",
        "tokens",
    ],
    "act": ["cache", "log", "filter", "rank", "store", "retry", "monitor", "batch"],
    "fb": ["a rules engine", "human review", "a smaller model", "the last good version", "the cache"],
    "why": [
        "because the traffic is high",
        "because the labels are noisy",
        "because latency matters most",
        "so the cost stays low",
        "so we can roll back",
    ],
    "time": ["every hour", "every day", "every week", "in real time", "at night"],
    "order": ["first", "next", "then", "finally"],
}
TEMPLATES = [
    "i would define the {metric} first",
    "{order} {person} would define the {metric}",
    "the latency budget is {num} hundred milliseconds {pct}",
    "our fallback is {fb} with human review",
    "the fallback is {fb}",
    "if the model fails we fall back to {fb}",
    "{person} would shard the {store} by {thing}",
    "{person} would {act} the {things} in the {store}",
    "{order} {person} {act} all {things} {time}",
    "{person} expect {big} {things} per second",
    "{person} assume {big} {things} per day",
    "we need {pct} latency under {big} {unit}",
    "the {comp} sits behind the {comp}",
    "the {comp} sends {things} to the {comp}",
    "{person} would add a {store} before the {comp}",
    "{person} would measure {metric} and {metric}",
    "{person} would monitor {metric} {time}",
    "we retrain the model {time}",
    "we train on {big} {things}",
    "we split the {things} by {thing}",
    "{person} would start with a simple baseline",
    "{order} {person} compare the {comp} with a simple baseline",
    "we deploy to {num} percent of {things} as a canary",
    "we roll back if the {metric} goes up",
    "we send an alert if {metric} drops",
    "an alert fires when the {metric} goes over {num} percent",
    "the main risk is {metric}",
    "the trade off is {metric} against {metric}",
    "{person} choose the {comp} {why}",
    "{person} use a {store} {why}",
    "the data is private so we mask the {things}",
    "we keep the data in one {thing}",
    "guardrails filter the {things} before the {comp}",
    "human review checks {num} percent of the {things}",
    "the evaluation set has {big} {things}",
    "we run an experiment for {num} weeks",
    "the bottleneck is the {comp}",
    "we scale the {comp} to {big} servers",
    "the {comp} needs {big} gigabytes of memory",
    "we quantize the model {why}",
    "can you repeat the question please",
    "could you tell me the scale",
    "what is the latency budget",
    "how many {things} per {thing}",
    "let me think for a moment",
    "let me start with the goal",
    "the goal is a low {metric}",
    "yes that is correct",
    "no that is not the goal",
    "thank you that is all",
    "each {thing} has a version and a schema",
    "user feedback gives us new labels {time}",
    "we test the {comp} offline and online",
]
_SLOT = re.compile(r"\{(\w+)\}")


def vocabulary() -> list[str]:
    """Return every word there is, sorted."""
    texts = [*TEMPLATES, *(text for choices in WORDS.values() for text in choices)]
    return sorted({word for text in texts for word in _SLOT.sub(" ", text).split()})


def sentence(chance: random.Random, template: str | None = None) -> str:
    """Return a sentence of the grammar."""
    text = template or chance.choice(TEMPLATES)
    while "{" in text:
        text = _SLOT.sub(lambda slot: chance.choice(WORDS[slot[1]]), text, count=1)
    return text


def common_sentences(count: int = 160) -> list[str]:
    """Return the sentences heard most often in training: the same ones each time, each template in turn."""
    chance = random.Random(7)
    found = [
        "i would define the success metric first",
        "the latency budget is two hundred milliseconds p ninety five",
        "our fallback is a rules engine with human review",
    ]
    for turn in range(1, 100 * count):
        text = sentence(chance, TEMPLATES[turn % len(TEMPLATES)])
        if text not in found:
            found.append(text)
        if len(found) == count:
            break
    return found


def word_list(chance: random.Random) -> str:
    """Return three to nine words in no order, so that the model listens and doesn't only guess."""
    words = vocabulary()
    return " ".join(chance.choice(words) for _ in range(chance.randint(3, 9)))
