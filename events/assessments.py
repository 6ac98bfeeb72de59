"""A grade somebody named gave, on a named scheme, on a date, in a document."""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from events.fields import Dating, Line, Part, Prose, Slug, SubjectId
from events.schemes import SchemeError, find_scheme
from events.words import Direction, GradedBy


def _as_text(value: Any) -> Any:  # noqa: ANN401 - whatever JSON held
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class Assessment(Part):
    """A grade of a commitment or benchmark; or, without a grade, the direction it points in.

    ``scheme`` is named bare (its latest version) or pinned, ``plain/1``. Where our staff coded an assessor's words,
    ``graded_by`` is ``monitor`` and ``coder_note`` gives the reason.
    """

    of: SubjectId
    assessor: Slug
    scheme: Line | None = None
    value: Annotated[Line | None, BeforeValidator(_as_text)] = None
    ungraded: bool = False
    direction: Direction | None = None
    graded_by: GradedBy = "assessor"
    coder_note: Prose | None = None
    given: Dating | None = None
    locator: Line | None = None

    @model_validator(mode="after")
    def _graded_or_pointing_somewhere(self) -> Self:
        if self.ungraded:
            if self.value is not None:
                raise PydanticCustomError("ungraded_value", "an assessment is ungraded or has a value, not both")
            if self.direction is None:
                raise PydanticCustomError("ungraded_direction", "an ungraded assessment says its direction")
        elif self.scheme is None or self.value is None:
            raise PydanticCustomError(
                "grade_missing", "a grade needs scheme and value; without one, say ungraded: true"
            )
        if self.graded_by == "monitor" and self.coder_note is None:
            raise PydanticCustomError("coder_note", "what our staff coded needs coder_note: the words it rests on")
        return self

    @model_validator(mode="after")
    def _staff_grade_nothing(self) -> Self:
        if self.assessor == "monitor":
            raise PydanticCustomError(
                "staff_finding", "our staff grade nothing: name the assessor, and say graded_by: monitor where we coded"
            )
        return self

    @model_validator(mode="after")
    def _value_is_in_its_scheme(self) -> Self:
        if self.scheme is not None:
            try:
                scheme = find_scheme(self.scheme)
                if self.value is not None:
                    scheme.value(self.value)
            except SchemeError as error:
                raise PydanticCustomError("scheme", "{reason}", {"reason": str(error)}) from error
        return self
