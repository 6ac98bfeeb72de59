"""Who is cited for what in the files of the Kazakhstan record: each document for what it tells, nothing else."""

from tests.spec.monitor.test_kazakhstan_form import THE_BRIEF, as_last_told, events_of, facts


def test_a_document_is_a_source_only_of_commitments_of_which_it_says_what_was_promised() -> None:
    # A fact is public from its first source on: one cited for a day alone would make it public before it was told.
    for name, content in as_last_told().items():
        publishers = {source["publisher"] for source in content["event"]["sources"]}
        assert publishers == {term["source"] for term in content.get("terms", ())} or publishers == {THE_BRIEF}, name


def test_the_proposals_on_odihr_were_made_and_found_no_consensus_and_nothing_between() -> None:
    assert [fact["data"]["outcome"] for fact in events_of("osce-proposals-odihr-2007")] == [
        "proposed", "consensus-not-reached"
    ]  # fmt: skip


def test_that_hurdles_to_registration_became_lower_is_the_word_of_the_brief_alone() -> None:
    hurdles = "kz-party-registration.registration-hurdles"
    told = [one for fact in facts() for one in fact.get("bears_on", ()) if one["of"] == hurdles]
    assert {one["according_to"] for one in told if one["effect"] == "advances"} == {THE_BRIEF}
