"""A collection goes to the database as one parameter, and arrives there as it is on both engines."""

import pytest
from sqlalchemy import Engine, text

from events.sql.engines import reading
from events.sql.many import bound, spelled

AWKWARD = ["", "a b", "a,b", "{a}", 'say "a"', "back\\slash", "\\", "'", "NULL", "null", "Қазақстан", "😀", "a"]


@pytest.mark.parametrize("names", [[], AWKWARD, [f"name-{number}" for number in range(70_000)]])
def test_names_arrive_as_they_are(engine: Engine, names: list[str]) -> None:
    with reading(engine) as connection:
        statement = text(spelled("SELECT asked.value FROM EACH_TEXT(:names)", engine.dialect.name))
        found = connection.execute(statement, {"names": bound(names, engine.dialect.name)}).scalars().all()
    assert sorted(found) == sorted(names)


def test_members_are_asked_for_once_each(engine: Engine) -> None:
    with reading(engine) as connection:
        statement = text(spelled("SELECT asked.value FROM EACH_TEXT(:names)", engine.dialect.name))
        found = connection.execute(statement, {"names": bound(["b", "a", "b"], engine.dialect.name)}).scalars().all()
    assert sorted(found) == ["a", "b"]


def test_numbers_are_looked_for_among_others(engine: Engine) -> None:
    asked = {"numbers": bound([2**53 + 1, 2, -1], engine.dialect.name)}
    statement = text(spelled("SELECT CAST(:number AS BIGINT) IN NUMBERS(:numbers)", engine.dialect.name))
    with reading(engine) as connection:
        found = [
            connection.execute(statement, {**asked, "number": number}).scalar() for number in (2**53 + 1, 2**53, -1)
        ]
    assert [bool(one) for one in found] == [True, False, True]
