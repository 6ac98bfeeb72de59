"""Which fields name something on record, so that it can be picked from what there is."""

from types import MappingProxyType
from typing import Final

from monitor.pages.desk.forms.field import Pick

PICKED: Final = MappingProxyType[str, Pick](
    {
        "Assessment.assessor": "body",
        "Assessment.of": "subject",
        "Bearing.according_to": "body",
        "Bearing.of": "subject",
        "Benchmark.set_by": "body",
        "Commitment.duty_bearers": "body",
        "Commitment.reviewers": "body",
        "CommitmentAmended.commitment": "commitment",
        "CommitmentAmended.duty_bearers": "body",
        "CommitmentAmended.reviewers": "body",
        "CommitmentAmended.superseded_by": "commitment",
        "CourtRuling.court": "body",
        "CoverageStated.commitments": "commitment",
        "Figure.by": "body",
        "Figure.indicator": "indicator",
        "Figure.of": "subject",
        "IntergovernmentalDecision.body": "body",
        "MeasureRef.id": "measure",
        "MeasureRef.replaces": "measure",
        "Provision.according_to": "body",
        "RecommendationResponse.by": "body",
        "RecommendationResponse.commitment": "commitment",
        "Source.publisher": "body",
        "Speaker.body": "body",
        "Statement.via": "body",
        "Tie.to": "body",
    }
)
"""By model and field. Codes of jurisdictions and languages are picked wherever they stand."""
