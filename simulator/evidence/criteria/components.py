"""Where a candidate first proposes a part of the solution."""

from __future__ import annotations

import re

from simulator.evidence.criteria.heard import Heard
from simulator.evidence.criteria.words import pattern

_COMPONENT = (
    r"(?:models?|llms?|language model|gpt\S*|classifiers?|embeddings?|transformers?|neural nets?|networks?|"
    r"rag\b|retriev\w+|re-?rank\w*|vector (?:store|database|db|index)|index\b|"
    r"gradient[- ]boost\w*|detectors?|agents?\b|pipelines?|microservices?|services?\b|event bus|kafka|"
    r"queue\b|ocr\b|prompts?\b|solvers?|encoders?|dialogue manager|orchestrat\w+|feature store|"
    r"graph database|knowledge (?:graph|base)|fine[- ]?tun\w+|caches?\b|gateway|database|api\b|"
    r"template engine|scor(?:er|ing service)|recommend\w+ engine|two towers?|cross-encoders?|sieves?)"
)
_PROPOSES = pattern(
    rf"(?:(?:i|we|let's|let us)(?:'d| would|'ll| will)? (?:\w+ )?(?:use|put|build|take|have|start with|"
    rf"begin with|train|go with|embed|stream|fine-?tune|call|add|picture|sketch|see|index|run|"
    rf"set up)\b[^.?]{{0,60}}?{_COMPONENT}|"
    rf"(?:then|so|first|the (?:top|first) one is|technically that's|next to it) (?:a|an|"
    rf"the)? ?(?:\w+ ){{0,3}}{_COMPONENT}|{_COMPONENT}[^.?]{{0,25}}(?:,|and)[^.?]{{0,25}}{_COMPONENT}|"
    rf"every \w+ (?:gets|is) (?:read|scored) by (?:a|the) {_COMPONENT}|(?:goes|"
    rf"go) to (?:\w+ ){{0,4}}{_COMPONENT})"
)
_PLAINLY = pattern(
    r"(?<!business )(?<!operating )(?<!pricing )(?<!revenue )"
    r"(?:models?\b|llms?\b|gpt\S*|classifiers?|embeddings?|transformers?|neural nets?|rag\b|retrievers?|"
    r"(?:re-?)?rankers?|vector (?:store|database|db|index)|detectors?|ocr\b|solvers?|encoders?|"
    r"object storage|feature store|knowledge graph|fine[- ]?tun\w+|pipelines?|microservices?)"
)
"""What is nothing but a component, whatever is said of it."""
_FORK = re.compile(r"\b(?:if|is it|are we|whether|who|which|before i|before we|whose)\b")


def proposes_at(heard: Heard) -> int | None:
    """Return the offset in the text as said of the first component proposed, or None.

    A component named as the branch of a question or condition is not proposed yet.
    """
    found = [*_PROPOSES.finditer(heard.standing), *_PLAINLY.finditer(heard.standing)]
    for match in sorted(found, key=lambda match: match.start()):
        start, _ = heard.sentence(match.start(), match.end())
        scope = heard.scope_at(match.start())
        if scope and (scope.question or scope.negated or scope.hypothetical):
            continue
        if not _FORK.search(heard.words, max(start, match.start() - 90), match.end()):
            return heard.view.span(match.start(), match.end())[0]
    return None
