"""What happens after launch: what is watched, who owns it, and what it learns."""

from __future__ import annotations

from simulator.evidence.criteria.lens import Relation, lens

MONITORING = lens(
    "monitoring",
    asked=(
        r"monitor\w*|after (?:launch|go[- ]live|release|that)|once (?:it's|it is|it has been) (?:live|on|"
        r"switched on|running)|(?:how|what)[^?]*(?:notice|know|tells? you|detect|spot|watch|observe|"
        r"find out)[^?]*(?:working|healthy|wrong|stale|drift|degrad|slipping|astray|stopped|outdated|"
        r"misbehav|off|changed|production|live|honest|fail)|"
        r"alerts?|alarms?|dashboards?|live (?:metrics|tracking)|drift|day to day|each day|production|"
        r"in the field|page anybody|watch|day two|keeping tabs|seasons change|healthy|"
        r"what do you (?:look at|watch)|goes wrong on|woken up|track|keep it honest"
    ),
    about=(
        r"monitor\w*|dashboards?|drift\w*|alerts?|alarms?|observability|live metrics|track(?:ing|ed)?\b|"
        r"watch(?:ed|ing)?\b|p9[59]|page[sd]?\b|health|production metrics|signals?|numbers on|dials|"
        r"logs?\b|keep an eye|keeping an eye|stability|instruments"
    ),
    slots={
        "signal": (
            r"(?:rate|share|latency|p9[059]|percentile|response time|drift|distribution|histogram|"
            r"stability index|cost per|cents per|per (?:contract|claim|query|thousand|day|week|hour|board|"
            r"month)|overturn\w*|overrides?|corrections?|error(?:s)?|mean|average|calibration|precision|"
            r"recall|accuracy|agreement|complaints?|thumbs?[- ]down|zero-results?|click-?through|skips?|"
            r"returns?|un-?hid\w*|"
            r"sample[ds]?|sampling|re-?reads?|score[s]?|holds?|edits?|reversals?|volume|false (?:stops|"
            r"alarms|positives)|missed|misses|synthetic call|confidence|appeals?|allow(?:s|ed)?|number of|"
            r"moves?|moved|gap|deviation|opinions|stuck|lying there)"
        ),
        "cadence": (
            r"(?:<cadence>|live|rolling|week over week|real[- ]time|(?:<num>|two|three|"
            r"four) (?:\w+ )?(?:days|weeks|hours|windows) (?:in a row|running|straight)|(?:in|for|over|"
            r"within|during) (?:a|one|any|<num>|two|half an|an|the) (?:\w+ )?(?:hours?|days?|weeks?|"
            r"minutes|month|shift|row)|daily|in production|after launch|once live|each|every|hourly|"
            r"trailing|compared with|against)"
        ),
        "limit": r"(?:<worse>)",
        "react": (
            r"(?:page[sd]?\b|pages\b|pager|alert(?:s|ed)?\b|alarm\w*|roll(?:s|ed|ing)? ?back|rolls back|"
            r"reverts?|reverted|restored?|go(?:es)? back (?:to|in)|switch(?:ed|es)? (?:off|to|back)|"
            r"disabled?|suspend\w*|paus(?:e|es|ed)|flips?|pin\b|we pin|freeze[sd]?|drops back|downgrade|"
            r"call(?:s|ed)\b|phone (?:rings|message)|text(?:ed)? (?:message)?|gets a text|woken|wakes|"
            r"ticket opens|opens a (?:review|ticket)|email(?:ed|s)|hears|notif\w+|"
            r"retrain\w* (?:kicks|starts)|pulls? it|sends two hundred|locks?|back to manual|returns to|"
            r"put back|previous (?:version|prompt|model|policy)|stops?\b|returns to|investigat\w+|back on)"
        ),
        "gated": r"(?:before (?:launch|release)|next stage|step two|then everybody|widen)",
    },
    relations=(
        Relation("signal-with-reaction", ("signal", "limit", "react", "cadence"), 260),
        Relation("signal-with-reaction-asked", ("signal", "react"), 200, when_asked=True),
    ),
    deferred=(
        r"(?:monitor\w*|alarms?|drift|dashboard|metrics|observ\w+|instruments|quality sampling|production|"
        r"live tracking)\b[^.]{0,80}(?:later|afterwards?|leave to|phase three|next year|park|"
        r"platform people|devops|overkill|scrap|not part|second half|matter for when|skip)|"
        r"we don't need that|scrap the dashboard|operations can decide"
    ),
)

OWNERSHIP = lens(
    "ownership",
    asked=(
        r"\bwho(?:'s|'d| is| has| will| would| owns?| gets?| looks?| runs?| do| answers?| debugs?| fixes|"
        r" keeps| tunes| handles| reacts| picks| updates| listens| in| gets?|m)?\b|ownership|owner|"
        r"on[- ]call|responsib\w+|accountable|answerable|in charge|looks? after|woken up|gets up|"
        r"gets called|after you've gone|moved on|your people or|would your team|one engineer|smells|"
        r"retrain(?:s|ing)?\?"
    ),
    about=(
        r"own(?:s|er|ers|ership|ed)\b|on[- ]call|responsib\w+|accountab\w*|pager|rota\b|raci|looks after|"
        r"in charge|the team|retrain\w*|hand(?:s|ed)? over|maintain\w*|somebody|squad|answerable|whoever"
    ),
    slots={
        "who": (
            r"(?:<role>|mr\.? \w+|ms\.? \w+|dr\.? \w+|[\w-]+ engineering|operations|group of \w+|\w+ desk|"
            r"\w+ team of <num>|legal operations|trust and safety|hr operations|vendor's|provider|"
            r"forecasting desk|the \w+ (?:squad|lead|manager|crew|group|desk|chief|office))"
        ),
        "task": (
            r"(?:own(?:s|ed)?\b|retrain\w*|refits?|recalibrat\w+|re-?estimat\w+|on[- ]call|pager|phone|"
            r"woken|debug\w*|queue|inbox|pile|fix(?:es)?|repair\w*|labels new|answers? (?:for|candidates)|"
            r"responsible|accountable|belongs? to|sits? with|clear(?:s)?|rota|rotation|maintain\w*|"
            r"run(?:s)? (?:the|it)|hold(?:s)?|takes? (?:it over|the queue|referred)|approves?|signs?|digs|"
            r"gets it|reacts|reads the|picks up|assigned|looks after|in charge|incident|updates?|patched|"
            r"appoints?|handles?|revert|review queue|job\b|attends|overrule|night)"
        ),
        "split": (
            r"(?:and the|while|then|first|second|day-to-day|at night|nights?|weekends?|under contract|"
            r"not us|not to us|per shift|<num> (?:people|in rotation|engineers|clerks|analysts|adjusters)|"
            r"eight people|six people|each)"
        ),
        "vague_who": (
            r"(?:the team\b|our team|my team|somebody|someone|everyone|we'd all|we all|the organisation|"
            r"the squad|people who built|responsible persons?|a few qualified|whichever team|both have|"
            r"the business|my guys|very motivated|excellent|tight bunch|who is there|depends)"
        ),
    },
    relations=(
        Relation("named-owner", ("who", "task"), 90, when_asked=True),
        Relation("named-owner-in-passing", ("who", "task", "split"), 120),
    ),
    deferred=(
        r"(?:who|owner\w*|org charts?|inbox|unassigned|roles|rotas?|name anyone|draw that up|responsib\w+|"
        r"somebody)\b[^.]{0,80}(?:later|afterwards?|next year|once it's running|once it is|not needed|"
        r"when the season|figure that out|not my part|in spring|other department|at this stage|"
        r"dust has settled)|don't need ownership|figure that out when"
    ),
)

FEEDBACK = lens(
    "feedback-loop",
    asked=(
        r"correct\w*|feedback|learn(?:s|ed|t|ing)?\b|improve\w*|overrul\w*|overrid\w*|disagree|get better|"
        r"edits?|what becomes of|put to any use|retrain|refit|stale|keeps? it up to date|up to date|"
        r"month six|after go-live|after launch|where does (?:that|it) go|signal|know you were wrong|adapt|"
        r"static model|wrong filing|appeal"
    ),
    about=(
        r"feedback|correct(?:ions?|s|ed)?|learn(?:s|ing)?\b|improve\w*|overrid\w*|overrul\w*|retrain\w*|"
        r"refit|fine[- ]?tun\w+|thumbs|labels?|edits?|loop\b|disagreements?|adapt\w*|clicks|flywheel|"
        r"outcomes?|finished|done\b|reports?"
    ),
    slots={
        "capture": (
            r"(?:correct(?:s|ed|ions?)|overrid\w+|overrul\w*|overturn\w*|edit(?:s|ed)?\b|reject(?:s|ed|"
            r"ions?)|accept\w*|dismiss\w*|clicks?|press(?:es)?|thumbs?[- ]?(?:up|down)?|reports?\b|"
            r"flag(?:s|ged)|outcomes?|final decision|actual|chargebacks?|verdicts?|disagreements?|"
            r"returns?\b|reason(?:s)?\b|before and after|says? (?:yes or no|why)|complaints?|moves?|"
            r"appeals?|given back|relabel\w*|the truth|wrong tip|unbans|yields|"
            r"zero-?results?|queries|skipped|code is folded|attorneys code|changes the|mistake|reading|"
            r"false alarm|operator|dispatcher|hires|back within|struck out|saves the before)"
        ),
        "flow": (
            r"(?:retrain\w*|refits?\b|refit\b|re-?fitted|fine[- ]?tun\w+|fold(?:ed)? into|join(?:s|ed)?\b|"
            r"added? to|go(?:es)? (?:in)?to|flows? (?:in)?to|feed(?:s)?|into the|rewritten|rewrite|"
            r"re-?weight\w*|update(?:s|d)?\b|(?:evaluation|regression|test) (?:set|suite|cases?)|prompt\w*|"
            r"training (?:set|data|table|row)|recalibrat\w*|rebuilt|example (?:book|set)|examples?|weights|"
            r"synonym|instructions|notes|turned into|rules|re-?estimat\w*|trained again|become|"
            r"counts? (?:double|triple|toward)|rerun pile|improve)"
        ),
        "cadence": (
            r"(?:<cadence>|nightly|whenever|once|at <num>|when (?:precision|a|the)|if (?:a|the)|after each|"
            r"each batch|before the next|every|until the next|<num> (?:pairs|presses|alerts|corrections|"
            r"labels)|per (?:week|month)|about once|by monday|from monday)"
        ),
        "loose": (
            r"(?:some way|could (?:like )?feed|look into|over time|naturally|a treasure|see whether|"
            r"no routine|haven't got|some frequency|continuous improvement|flywheel|adaptive|"
            r"of great value|key i think|look at|query it|could benefit|dashboard|picture of|dig into)"
        ),
    },
    relations=(
        Relation("correction-flows-back", ("capture", "flow", "cadence"), 260),
        Relation("correction-flows-back-asked", ("capture", "flow", "cadence"), 420, when_asked=True),
    ),
    deferred=(
        r"(?:it's done|is done\b|no loop|leave it alone|no re-?tuning|once it's taught|hands? off|frozen|"
        r"not (?:record|wire|touch)|not for us|other supplier|scrap that|worry about what|"
        r"after the holidays|nowhere|close the ticket|delivered|throw them away|"
        r"no updates|see no need to keep)|(?:corrections?|overrides?|clicks|loop|retrain\w*|refits?|"
        r"verdicts?)\b[^.]{0,80}(?:later|afterwards?|next year|risk department|not in scope|hire someone)"
    ),
)

LENSES = (MONITORING, OWNERSHIP, FEEDBACK)
