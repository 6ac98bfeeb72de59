"""The closed vocabularies of the record: every word that may stand in an enumerated field.

Words are permanent once an event carries them. A retired word stays listed, with a note, so that old events still read.
"""

from typing import Literal

AccountClass = Literal[
    "government",
    "parliament",
    "court",
    "osce",
    "participating-state",
    "international",
    "civil-society",
    "opposition",
    "election-body",
    "academic",
    "media",
    "monitor",
]
"""Which kind of body acts or speaks. ``monitor`` is our own staff."""

TieKind = Literal["belongs-to", "paid-by", "appointed-by"]
"""How one body depends on another."""

CommitmentKind = Literal["achieve", "uphold", "recommendation", "watch"]
Origin = Literal["pledge", "obligation", "recommendation", "none"]
Binding = Literal["legal", "political", "unilateral"]

Effect = Literal["advances", "hinders", "neutral", "concern"]
"""What a fact does to a commitment, according to somebody."""

Direction = Literal["positive", "mixed", "negative"]
GradedBy = Literal["assessor", "monitor"]

Act = Literal[
    "concern",
    "call",
    "welcome",
    "threat",
    "proposal",
    "position",
    "denial",
    "announcement",
    "admission",
    "refusal",
    "reply",
    "expectation",
    "assessment",
]
"""What a speaker does by speaking."""

Attestation = Literal["direct", "quoted", "reported"]
"""How the words reached us: read in the original, quoted by somebody, or told in somebody's words."""

MeasureKind = Literal["constitution", "law", "bill", "decree", "plan", "concept", "decision", "proposal", "mandate"]

LegislativeClassification = Literal[
    # Open Civic Data, bill action classifications (OCDEP 20).
    "filing",
    "introduction",
    "enrolled",
    "reading-1",
    "reading-2",
    "reading-3",
    "passage",
    "failure",
    "receipt",
    "withdrawal",
    "substitution",
    "deferral",
    "concurrence",
    "amendment-introduction",
    "amendment-passage",
    "amendment-withdrawal",
    "amendment-failure",
    "amendment-amendment",
    "amendment-deferral",
    "referral",
    "referral-committee",
    "committee-passage",
    "committee-passage-favorable",
    "committee-passage-unfavorable",
    "committee-failure",
    "executive-receipt",
    "executive-signature",
    "executive-veto",
    "executive-veto-line-item",
    "became-law",
    "veto-override-passage",
    "veto-override-failure",
    "carried-over",
    # Ours, where that list is silent.
    "constitutional-referral",
    "publication-official",
    "entry-into-force",
    "entry-into-force-partial",
    "repeal",
    "suspension",
    "lapse",
    "returned-by-executive",
]

ExecutiveClassification = Literal[
    "proposed",
    "adopted",
    "signed",
    "registered",
    "registration-refused",
    "appointed",
    "invited",
    "consulted",
    "published",
    "funded",
    "withdrew",
]

CourtOutcome = Literal[
    "constitutional",
    "unconstitutional",
    "partly-unconstitutional",
    "annulled",
    "upheld",
    "suspended",
    "revoked",
    "conviction",
    "acquittal",
    "order",
]
CourtKind = Literal["court", "constitutional-council", "tribunal", "commission"]
Review = Literal["before-signature", "after"]

IntergovernmentalOutcome = Literal[
    "proposed",
    "endorsed",
    "adopted",
    "consensus-not-reached",
    "extended",
    "not-extended",
    "established",
    "closed",
    "reopened",
    "appointed",
]

Response = Literal["accepted", "partly", "noted", "rejected", "already-implemented", "none"]
CorrectionKind = Literal["substantive", "editorial"]
RetractionKind = Literal["error", "duplicate", "source-withdrew"]
