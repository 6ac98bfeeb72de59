"""What accounts said of a commitment, side by side over time."""

from datetime import date

from monitor.charts.accounts_over_time import Account, Said, accounts_in_words, accounts_over_time
from monitor.charts.lanes import HEIGHT, height_of

FIRST, LAST = date(2008, 1, 1), date(2010, 12, 31)
ODIHR = Account("ODIHR", False, (Said(date(2009, 1, 1), 0, "Not"), Said(date(2010, 1, 1), 1, "Partially")))
CLAIM = Account("The government", True, (Said(date(2009, 2, 11), 3, "Implemented", undated=True),))
WORDS = Account("The United States", False, (Said(date(2009, 6, 1), None, "mixed, no grade"),))


def test_a_claim_comes_first_with_a_broken_edge_and_states() -> None:
    drawn = accounts_over_time([ODIHR, CLAIM], FIRST, LAST, LAST)
    layers = drawn["layer"]
    words = [one["text"] for layer in layers if layer["mark"]["type"] == "text" for one in layer["data"]["values"]]
    assert [one for one in words if ":" in one] == ["The government states: Implemented", "ODIHR says: Partially"]
    (edge,) = (layer["data"]["values"] for layer in layers if layer["mark"].get("fillOpacity") == 0)
    assert [one["top"] for one in edge] == [16]
    assert drawn["height"] + 28 == height_of(2)


def test_the_better_the_grade_the_higher_the_bar_up_to_the_next_word_and_nothing_is_foretold() -> None:
    drawn = accounts_over_time([ODIHR, WORDS], FIRST, LAST, LAST)
    (solid,) = (
        one["data"]["values"]
        for one in drawn["layer"]
        if one["mark"].get("stroke") and "fillOpacity" not in one["mark"]
    )
    assert [(one["from"], one["to"], one["bottom"] - one["top"]) for one in solid[:2]] == [
        ("2009-01-01", "2010-01-01", HEIGHT / 4),
        ("2010-01-01", "2011-01-01", HEIGHT / 2),
    ]
    assert 0 < solid[2]["bottom"] - solid[2]["top"] < HEIGHT / 4
    assert max(one["to"] for one in solid) == "2011-01-01"


def test_it_is_told_in_words_with_days_and_what_is_undated_said_to_be() -> None:
    assert accounts_in_words([ODIHR, CLAIM]) == (
        "The government states (a claim): Implemented, undated, not before 11 February 2009. "
        "ODIHR says: Not, from 1 January 2009; Partially, from 1 January 2010."
    )
