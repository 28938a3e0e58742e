"""Two strong interviews, each sentence marked with the criteria that it helps to earn."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from simulator.transcript import Speaker, Transcript, Turn

WORDS_PER_S = 2.5


@dataclass(frozen=True)
class Said:
    """One sentence of the candidate."""

    text: str
    earns: frozenset[str]


def said(text: str, *earns: str) -> Said:
    return Said(text, frozenset(earns))


Exchange = tuple[str, tuple[Said, ...]]

LOST_PROPERTY: tuple[Exchange, ...] = (
    (
        "I run the lost property offices of a railway. Nine hundred umbrellas, phones and violins a day. We want AI to help. Go ahead.",
        (
            said(
                "Before I draw anything, is the pain that passengers wait weeks for an answer, or that things go back to the wrong person?",
                "clarified-goal",
            ),
            said(
                "If it's the wait I'd automate the matching, and if it's the wrong owner I'd automate nothing and arm the clerk at the counter instead.",
                "clarified-goal",
            ),
        ),
    ),
    (
        "The wait. People give up and claim on their insurance. What would tell you that it worked?",
        (
            said(
                "Today thirty-one percent of the items find their owner, and it takes nine days on average.",
                "success-metric",
            ),
            said(
                "I'd call it a success at forty-five percent and three days, twelve months after we start.",
                "success-metric",
            ),
        ),
    ),
    (
        "Sketch it for me.",
        (
            said(
                "The passenger writes a few lines and the clerk photographs what was found, a vision model turns each photo into a description, and a search ranks the ten likeliest pairs.",
            ),
            said(
                "We rent the vision model by the call and don't train one, since nine hundred pictures a day would never pay for a team of our own.",
                "build-vs-buy",
            ),
            said(
                "I could rank pairs with the large model or with plain embeddings; I take the embeddings, which lose about four points of recall but are thirty times cheaper.",
                "trade-off",
            ),
        ),
    ),
    (
        "How good does the ranking have to be?",
        (
            said(
                "The true item must be among the first ten in ninety percent of cases, that's recall at ten of ninety.",
                "quality-target",
            ),
        ),
    ),
    (
        "And how quick, at what price?",
        (
            said("The clerk sees the list within three seconds at p95.", "latency-target"),
            said("It may cost two cents per item, photo and search together.", "cost-target"),
        ),
    ),
    (
        "What do you leave out?",
        (
            said(
                "Version one won't touch luggage that the police hold, because evidence has rules of its own and it's only two percent of the shelves.",
                "scope-cut",
            ),
        ),
    ),
    (
        "There's no history of matched descriptions. What happens on the first morning?",
        (
            said(
                "On day one there's no labelled data, so we begin with an off-the-shelf embedding model and the four hundred categories your clerks already use.",
                "cold-start",
                "build-vs-buy",
            ),
        ),
    ),
    (
        "Before a passenger sees it, how do you know it's any good?",
        (
            said(
                "We replay six hundred items of last autumn that were returned, with the owner's own words, and two clerks mark every pair by hand; under ninety percent it doesn't go out.",
                "evaluation",
                "quality-target",
            ),
        ),
    ),
    (
        "How would you bring it into the offices?",
        (
            said(
                "Two weeks in shadow mode in Ghent, then three offices, then all forty, and each step waits until the wrong handovers have stayed below one in five hundred for a fortnight.",
                "phased-rollout",
                "quality-target",
            ),
        ),
    ),
    (
        "What if the thing is down on a Monday morning?",
        (
            said(
                "If no answer comes within six seconds, the screen falls back to the keyword search that you have now, and the photo waits in a queue until it's up again.",
                "fallback",
                "latency-target",
            ),
        ),
    ),
    (
        "And how would you notice that it's getting worse?",
        (
            said(
                "We watch the share of lists where the clerk picks none, the seconds and the cents per item; when that share doubles within a day, the duty engineer is paged and we roll back to the model of last week.",
                "monitoring",
            ),
        ),
    ),
    (
        "Does it ever learn from the counter?",
        (
            said(
                "Every pair that a clerk rejects is stored with the reason, and on the first of each month those rejections go into the test set and retune the ranking.",
                "feedback-loop",
            ),
        ),
    ),
    (
        "Who looks after it when you're gone?",
        (
            said(
                "The platform team at headquarters carries the pager, and the head of lost property owns the review of rejected pairs.",
                "ownership",
            ),
        ),
    ),
    (
        "There are passports and diaries in those photos.",
        (
            said(
                "Names, faces and document numbers are blacked out on our own server before a photo leaves for the model, and each office can only open its own shelves.",
                "privacy",
            ),
            said(
                "Photos, embeddings and logs are deleted ninety days after the item is handed back.",
                "data-retention",
            ),
        ),
    ),
    (
        "Could it be unkind to some of our passengers?",
        (
            said(
                "We compare the hit rate of requests in Arabic, French and Dutch every month, and if one lies more than five points behind, those requests go to a clerk until it's mended.",
                "fairness",
            ),
        ),
    ),
    (
        "What stops it from handing my violin to a stranger?",
        (
            said(
                "It never promises anything: nothing leaves the shelf until a clerk has compared two marks that aren't in the description and signed for it.",
                "guardrails",
            ),
        ),
    ),
    (
        "Somebody will fish for phones with made-up descriptions.",
        (
            said(
                "A passenger may send five descriptions a day, after that the form is blocked, and the text is passed to the model as data, so instructions written into it do nothing.",
                "abuse-resistance",
            ),
        ),
    ),
)

FOSSILS: tuple[Exchange, ...] = (
    (
        "I direct a museum of natural history. The public sends us photos of stones all day and asks what they are. Design something.",
        (
            said(
                "First I need to know who is in trouble here, the curators who lose their afternoons, or the children who never hear back?",
                "clarified-goal",
            ),
            said(
                "For the curators I'd sort the post and answer nothing, for the children I'd answer the easy ones at once.",
                "clarified-goal",
            ),
        ),
    ),
    (
        "The curators. Four of them lose a day a week each.",
        (
            said(
                "Then the goal is hours: from thirty-two hours a week today down to ten by the end of next year.",
                "success-metric",
            ),
            said("If it isn't below ten by then I'd switch it off.", "success-metric"),
        ),
    ),
    (
        "Go on, how does it work?",
        (
            said(
                "A visitor uploads two photos with a coin for scale, a classifier says stone, fossil or artefact, and for fossils it looks up the likeliest groups in your catalogue.",
            ),
            said(
                "The catalogue search we build ourselves, because no vendor knows your drawers; the classifier we buy as an API, as training one needs a specialist for half a year.",
                "build-vs-buy",
            ),
            said(
                "Between answering at once and answering overnight I choose overnight, which costs the visitor a day of patience and makes it a fifth of the price.",
                "trade-off",
            ),
        ),
    ),
    (
        "When would you trust its answers?",
        (
            said("Of a hundred names that it gives, at most four may be wrong.", "quality-target"),
            said(
                "We test that on eight hundred photos of the last two years, labelled blind by two palaeontologists, before the first visitor sees an answer.",
                "evaluation",
            ),
        ),
    ),
    (
        "And the waiting, and the money?",
        (
            said(
                "The upload page must answer in under two seconds with what kind of thing it is.",
                "latency-target",
            ),
            said("A whole request may cost six cents.", "cost-target"),
        ),
    ),
    (
        "What won't it do?",
        (
            said(
                "No minerals and no meteorites in the first release, since they need a lab and together make up a tenth of the post.",
                "scope-cut",
            ),
        ),
    ),
    (
        "We have never labelled anything. How can it work in the first week?",
        (
            said(
                "In the first week it has seen none of our visitors' photos, so it starts from a public model and from the three thousand catalogue pictures, and a curator confirms each answer.",
                "cold-start",
                "guardrails",
            ),
        ),
    ),
    (
        "How do you let it loose?",
        (
            said(
                "First the four curators alone for a month, then the school classes of one district, and the public once the error has stayed under four percent for six weeks.",
                "phased-rollout",
                "quality-target",
            ),
        ),
    ),
    (
        "And if it has no idea, or is off?",
        (
            said(
                "Below a confidence of seventy percent it names nothing and puts the photo into a curator's tray; when the vendor times out after eight seconds the visitor gets the old form.",
                "fallback",
                "latency-target",
            ),
        ),
    ),
    (
        "A curator corrects it. Then what?",
        (
            said(
                "The correction is saved beside the photo, and each quarter the prompts are changed by what those corrections show.",
                "feedback-loop",
            ),
        ),
    ),
    (
        "What do you look at once it runs?",
        (
            said(
                "Wrong names per week, p95 and the bill per request are on one page; if wrong names go above six percent an alert goes to the collections manager and the public page is closed that evening.",
                "monitoring",
                "quality-target",
            ),
        ),
    ),
    (
        "Who's responsible?",
        (
            said(
                "The collections manager owns the answers and the tray, and the museum's web agency is on call at night.",
                "ownership",
            ),
        ),
    ),
    (
        "Half of the senders are children.",
        (
            said(
                "The place of the find and any face are stripped from the photo on our server before it goes out, and we hold a contract that forbids the vendor to train on it.",
                "privacy",
            ),
            said(
                "The originals are erased after sixty days, and the derived vectors with them.",
                "data-retention",
            ),
        ),
    ),
    (
        "Is it as good for the boy with an old phone as for a professor?",
        (
            said(
                "We measure the error apart for old phones and for good cameras each month, and with a gap of more than five points blurry photos skip the model and go to a curator.",
                "fairness",
            ),
        ),
    ),
    (
        "It must not tell a child that a grenade is a belemnite.",
        (
            said(
                "Every answer shows the catalogue entry it rests on and one without an entry is withheld; anything that looks like metal is never named, it shows the police number.",
                "guardrails",
            ),
        ),
    ),
    (
        "And jokers?",
        (
            said(
                "Ten uploads a day per visitor, then it stops, and the whole page is shut off for the day at forty euros of spending.",
                "abuse-resistance",
            ),
        ),
    ),
)

INTERVIEWS: dict[str, tuple[Exchange, ...]] = {"lost-property": LOST_PROPERTY, "fossils": FOSSILS}


def transcript(interview: tuple[Exchange, ...], without: Collection[str] = ()) -> Transcript:
    """Return the interview without the sentences that help to earn one of the criteria `without`."""
    turns: list[Turn] = []
    now = 0.0

    def turn(speaker: Speaker, text: str) -> None:
        nonlocal now
        end = now + len(text.split()) / WORDS_PER_S
        turns.append(Turn(speaker, text, round(now, 1), round(end, 1)))
        now = end + 1.0

    for question, answer in interview:
        turn(Speaker.INTERVIEWER, question)
        turn(Speaker.CANDIDATE, " ".join(part.text for part in answer if part.earns.isdisjoint(without)))
    return Transcript(tuple(turns))


def beside(interview: tuple[Exchange, ...], criterion: str) -> frozenset[str]:
    """Return the criteria that rest on a sentence which `criterion` rests on, itself among them."""
    parts = [part.earns for _, answer in interview for part in answer if criterion in part.earns]
    return frozenset().union(*parts)
