import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.evidence.normalise import normalise
from simulator.evidence.word_list import word_list


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("Ninety-five percent", "95%"),
        ("ninety five per cent", "95%"),
        ("95 percent", "95%"),
        ("half a per cent", "0.5%"),
        ("a tenth of a percent", "0.1%"),
        ("a nickel a page", "5 cents a page"),
        ("nineteen times out of twenty", "19 times out of 20"),
        ("one in a thousand", "1 in 1000"),
        ("two and a half", "2.5"),
        ("two and a half thousand", "2500"),
        ("a million and a half", "1500000"),
        ("half a million", "500000"),
        ("half a second", "0.5 second"),
        ("a second and a half", "1.5 second"),
        ("three quarters of an hour", "0.75 hour"),
        ("eight tenths of a cent", "0.8 cent"),
        ("a couple of hundred", "200"),
        ("a couple of seconds", "2 seconds"),
        ("a couple of things", "a couple of things"),
        ("two dozen", "24"),
        ("forty k requests", "40000 requests"),
        ("40k", "40000"),
        ("1.2 million", "1200000"),
        ("one point two million", "1200000"),
        ("two million five hundred thousand", "2500000"),
        ("fifteen hundred tokens", "1500 tokens"),
        ("two hundred and forty", "240"),
        ("between a hundred and two hundred", "between 100 and 200"),
        ("ninety nine point nine five", "99.95"),
        ("zero point two", "0.2"),
        ("nought point two", "0.2"),
        ("above point seven", "above 0.7"),
        ("that point two people made", "that point 2 people made"),
        ("twenty twenty eight", "2028"),
        ("twenty-one", "21"),
        ("40,000", "40000"),
        ("40\u00a0000", "40000"),
        ("40 000", "40000"),
        ("1'250'000", "1250000"),
        ("2,5 s", "2.5 s"),
        ("$1.2m", "$1200000"),
        ("4M queries", "4000000 queries"),
        ("800ms", "800 ms"),
        ("a 3b model", "a 3b model"),
        ("a few hundred", "a few hundred"),
    ],
)
def test_numbers_are_written_in_digits(said: str, form: str) -> None:
    assert normalise(said).text == form


@pytest.mark.parametrize(
    "said",
    [
        "p95",
        "p 95",
        "P95",
        "p ninety five",
        "p ninety-five",
        "ninety fifth percentile",
        "ninety-fifth percentile",
        "95th percentile",
        "percentile 95",
    ],
)
def test_every_way_to_say_a_percentile_reads_alike(said: str) -> None:
    assert normalise(said).text == "p95"


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("one of them", "one of them"),
        ("no one asked which one", "no one asked which one"),
        ("one second", "1 second"),
        ("one or two", "1 or 2"),
        ("one hundred", "100"),
        ("a second opinion", "a second opinion"),
        ("zero-shot", "zero-shot"),
        ("zero missed clauses", "0 missed clauses"),
        ("a third of contracts", "a third of contracts"),
        ("the ninety second timeout", "the 90 second timeout"),
    ],
)
def test_words_that_only_look_like_numbers_stay(said: str, form: str) -> None:
    assert normalise(said).text == form


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("We won’t", "we will not"),
        ("we wont", "we will not"),
        ("we dont know", "we do not know"),
        ("its a lookup table", "it is a lookup table"),
        ("the service keeps its index", "the service keeps its index"),
        ("id say two", "i would say 2"),
        ("the user id is hashed", "the user id is hashed"),
        ("the model's answer", "the model's answer"),
        ("it's Thursday", "it is thursday"),
        ("the l l m and the a p i", "the llm and the api"),
    ],
)
def test_contractions_are_written_out(said: str, form: str) -> None:
    assert normalise(said).text == form


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("so, um, two hundred", "so 200"),
        ("two, uh, hundred milliseconds", "200 milliseconds"),
        ("we rent it, um, we can't train", "we rent it, we can not train"),
        ("it's, like, fast, you know, for us", "it is fast for us"),
        ("do you know what it costs", "do you know what it costs"),
        ("down to, um, to 0.8", "down to 0.8"),
        ("the the model", "the model"),
        ("In the ER it waits", "in the er it waits"),
        ("“done” — finally", '"done"; finally'),
        ("  spaced \n out\t", "spaced out"),
    ],
)
def test_fillers_stutters_and_dress_go(said: str, form: str) -> None:
    assert normalise(said).text == form


@pytest.mark.parametrize(
    ("said", "form", "words"),
    [
        ("It costs a nickel a page, um, roughly.", "5 cents a page", "a nickel a page"),
        ("We won't keep it", "not", "won't"),
        ("So, um, ninety-five   percent recall", "95% recall", "ninety-five   percent recall"),
        ("Über-latency of p ninety nine", "p99", "p ninety nine"),
    ],
)
def test_a_stretch_of_the_form_leads_back_to_the_words(said: str, form: str, words: str) -> None:
    view = normalise(said)
    at = view.text.index(form)
    start, end = view.span(at, at + len(form))
    assert said[start:end] == words


def test_normalising_twice_changes_nothing() -> None:
    view = normalise("Ninety five percent")
    assert normalise(view) is view


SPEECH = st.lists(
    st.sampled_from(
        sorted(
            word_list(
                "one two twenty ninety fifth hundred thousand million and a half point percent per cent p um "
                "like you know of , . - ' ? $ € 40,000 1.5 k cents second couple nickel won't dont its the the "
                "quarter İ ﬁ ½ x"
            )
        )
    ),
    max_size=25,
).map(" ".join)


@given(st.one_of(st.text(max_size=120), SPEECH), st.data())
def test_every_stretch_lies_in_the_source(text: str, data: st.DataObject) -> None:
    view = normalise(text)
    assert view.text == view.text.strip(" ")
    assert view == normalise(text)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    first, last = view.span(start, end)
    assert 0 <= first <= last <= len(text)


@given(SPEECH)
def test_words_keep_their_order(text: str) -> None:
    view = normalise(text)
    places = [view.span(at, at + 1) for at in range(len(view.text)) if view.text[at] != " "]
    assert places == sorted(places)
