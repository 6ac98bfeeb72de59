"""How each engine takes a collection as one parameter, whatever its size.

Lists of parameters have a limit on both engines; an array, or a JSON text, has none. So the statements are written
once, with three words that neither engine knows:

| written | on SQLite | on PostgreSQL |
|---|---|---|
| ``id IN TEXTS(:ids)`` | ``id IN (SELECT value FROM json_each(:ids))`` | ``id = ANY (CAST(:ids AS text[]))`` |
| ``FROM EACH_TEXT(:ids)`` | ``FROM json_each(:ids) AS asked`` | ``FROM unnest(...) AS asked (value)`` |
| ``HAS(words, :word)`` | ``0 < instr(words, :word)`` | ``0 < strpos(words, :word)`` |

and ``NUMBERS`` for positions as ``TEXTS`` for names.
"""

import re
from collections.abc import Collection, Iterable

import orjson

_SQLITE = {
    r"IN (?:TEXTS|NUMBERS)\((:\w+)\)": r"IN (SELECT value FROM json_each(\1))",
    r"EACH_TEXT\((:\w+)\)": r"json_each(\1) AS asked",
    r"HAS\(": "0 < instr(",
}
_POSTGRESQL = {
    r"IN TEXTS\((:\w+)\)": r"= ANY (CAST(\1 AS text[]))",
    r"IN NUMBERS\((:\w+)\)": r"= ANY (CAST(\1 AS bigint[]))",
    r"EACH_TEXT\((:\w+)\)": r"unnest(CAST(\1 AS text[])) AS asked (value)",
    r"HAS\(": "0 < strpos(",
}


def spelled(statement: str, engine: str) -> str:
    """The statement as ``engine`` (``sqlite`` or ``postgresql``) understands it."""
    for written, meant in (_SQLITE if engine == "sqlite" else _POSTGRESQL).items():
        statement = re.sub(written, meant, statement)
    return statement


def bound(members: Collection[str | int], engine: str) -> str:
    """What to bind for a collection: its members, each once."""
    distinct = dict.fromkeys(members)
    return orjson.dumps([*distinct]).decode() if engine == "sqlite" else array(distinct)


def array(members: Iterable[str | int]) -> str:
    """An array as PostgreSQL reads it (manual, section 8.15.2): the driver writes a list at many times the cost."""
    return "{" + ",".join(_element(member) for member in members) + "}"


def _element(member: str | int) -> str:
    if isinstance(member, int):
        return str(member)
    escaped = member.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
