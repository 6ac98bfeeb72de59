"""The stages of a measure as a track."""

from monitor.pages.reading.stage_track import WAY, stage_track


def states(stage: str, *been: str) -> dict[str, str]:
    return {step.stage: step.state for step in stage_track(stage, been).steps}


def test_the_stage_it_is_at_stands_between_those_before_and_those_ahead() -> None:
    assert states("passed", "introduced") == {
        "announced": "before",
        "introduced": "been",
        "passed": "here",
        "adopted": "ahead",
        "signed": "ahead",
        "in-force": "ahead",
    }
    assert set(states("none").values()) == {"ahead"}


def test_one_that_has_left_the_way_shows_how_far_it_had_come() -> None:
    track = stage_track("struck-down", ["introduced", "under-review", "struck-down"])
    assert [step.stage for step in track.steps] == ["announced", "introduced", "passed", "adopted"]
    assert (track.beside, track.ended) == ("struck-down", True)
    assert stage_track("struck-down").steps == ()


def test_one_that_is_set_aside_has_not_ended() -> None:
    track = stage_track("suspended", ["in-force"])
    assert ([step.stage for step in track.steps], track.beside, track.ended) == (list(WAY), "suspended", False)
