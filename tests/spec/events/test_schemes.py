import pytest

from events.schemes import Scheme, SchemeError, direction_of, find_scheme, schemes

PROMISED = {
    "odihr-p25",
    "greco",
    "ccpr-followup",
    "coe-execution",
    "ogp-completion",
    "upr",
    "eu-preparedness",
    "plain",
}


def ordinals(written: str) -> dict[str, int | None]:
    return {value.value: value.ordinal for value in find_scheme(written).values}


def test_every_scheme_of_the_design_is_there() -> None:
    assert {scheme.name for scheme in schemes()} == PROMISED


def test_no_version_of_a_scheme_is_there_twice() -> None:
    pinned = [scheme.pinned for scheme in schemes()]
    assert len(pinned) == len(set(pinned))


@pytest.mark.parametrize("scheme", schemes(), ids=lambda scheme: scheme.pinned)
def test_a_scheme_says_whose_it_is_and_how_it_is_read(scheme: Scheme) -> None:
    assert scheme.title
    assert scheme.source
    assert scheme.mapping
    assert [value for value in scheme.values if not (value.label and value.definition)] == []


@pytest.mark.parametrize("scheme", schemes(), ids=lambda scheme: scheme.pinned)
def test_the_values_of_a_scheme_differ_and_their_ordinals_are_ours(scheme: Scheme) -> None:
    names = [value.value for value in scheme.values]
    assert len(names) == len(set(names))
    assert {value.ordinal for value in scheme.values} <= {3, 2, 1, 0, None}


@pytest.mark.parametrize("scheme", schemes(), ids=lambda scheme: scheme.pinned)
def test_every_definition_ends_as_a_sentence(scheme: Scheme) -> None:
    texts = [scheme.source, scheme.mapping, *(value.definition for value in scheme.values)]
    assert [text for text in texts if not text.endswith(".")] == []


def test_plain_has_the_four_graded_statuses_as_values() -> None:
    assert ordinals("plain") == {
        "implemented": 3,
        "mostly-implemented": 2,
        "partially-implemented": 1,
        "not-implemented": 0,
    }


@pytest.mark.parametrize("name", ["coe-execution", "upr"])
def test_a_procedure_or_a_response_grades_nothing(name: str) -> None:
    assert set(ordinals(name).values()) == {None}


def test_no_cooperation_is_a_flag_and_no_grade() -> None:
    assert ordinals("ccpr-followup/1")["D2"] is None
    assert ordinals("ccpr-followup/2")["D"] is None


def test_a_scheme_named_bare_is_its_latest_version() -> None:
    assert find_scheme("ccpr-followup").version == 2
    assert find_scheme("ccpr-followup/1").value("B1").ordinal == 1


def test_a_value_of_another_version_is_refused_with_those_there_are() -> None:
    with pytest.raises(SchemeError, match="'B1' is not a value of ccpr-followup/2; it has A, B, C, D, E"):
        find_scheme("ccpr-followup").value("B1")


@pytest.mark.parametrize("written", ["plane", "plain/2", "", "plain/1/1"])
def test_an_unknown_scheme_is_refused_with_those_there_are(written: str) -> None:
    with pytest.raises(SchemeError, match="plain/1"):
        find_scheme(written)


@pytest.mark.parametrize(
    ("ordinal", "direction"), [(3, "positive"), (2, "positive"), (1, "mixed"), (0, "negative"), (None, None)]
)
def test_a_grade_points_in_a_direction(ordinal: int | None, direction: str | None) -> None:
    assert direction_of(ordinal) == direction
