"""How far it has been looked what time alone has brought."""

from datetime import date

from sqlalchemy import Connection, select, text

from alerts.sql.tables import swept


def swept_days(connection: Connection) -> dict[str, date]:
    """The last day looked at, by jurisdiction."""
    return {code: date.fromisoformat(day) for code, day in connection.execute(select(swept))}


def note(connection: Connection, jurisdiction: str, day: date) -> None:
    """Note that a jurisdiction has been looked at through a day; an earlier day than the one noted changes nothing."""
    connection.execute(
        text(
            "INSERT INTO swept (jurisdiction, day) VALUES (:jurisdiction, :day) ON CONFLICT (jurisdiction) "
            "DO UPDATE SET day = excluded.day WHERE excluded.day > swept.day"
        ),
        {"jurisdiction": jurisdiction, "day": day.isoformat()},
    )
