"""How much of a statement is only the interviewer's words said back."""

from __future__ import annotations

import re

from simulator.evidence.word_list import word_list

_WORD = re.compile(r"[a-z][a-z'-]*|[0-9][0-9.]*")
FUNCTION_WORDS = word_list(
    "a an the this that these those my our your his her its their and or but nor so then than as if when "
    "while because of to for with by in on at from into onto over under per through between during about "
    "around i you he she it we they them us me him is are was were be been am has have had do does did will "
    "would can could should may might must shall not no yes there here what which who whom whose how why "
    "where all any some each every both more most very also just only too really okay well right like know "
    "mean think say want need get got go let one usual things thing stuff etc course obviously basically "
    "whole etcetera on up out down again"
)
"""Words that carry no subject of their own."""


def content_words(text: str) -> frozenset[str]:
    """Return the words of a normalised text that carry meaning, without their endings."""
    return frozenset(stem(word) for word in _WORD.findall(text) if word not in FUNCTION_WORDS)


def stem(word: str) -> str:
    """Return a lower-case word without its ending: "queries" and "query" are one."""
    word = word.removesuffix("'s")
    for ending in ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def echo(words: str, asked: frozenset[str]) -> float:
    """Return the share of the content words of `words` that are among `asked`, 0 to 1."""
    own = content_words(words)
    return round(len(own & asked) / len(own), 3) if own and asked else 0.0
