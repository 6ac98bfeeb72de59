"""Programs that are to be killed, and when the database is done with what they had asked of it."""

from sqlalchemy import Engine, text

from events.sql.engines import reading

_NAME = "to-be-killed"

_THERE = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = :name")


def url_for_killing(engine: Engine) -> str:
    """The address of a database for a program that will be killed, password included."""
    url = engine.url
    if engine.dialect.name == "postgresql":
        # The name by which its connections are told from those of the test.
        url = url.update_query_dict({"application_name": _NAME})
    return url.render_as_string(hide_password=False)


def wait_until_over(engine: Engine) -> None:
    """Return once the database holds no connection of killed programs.

    PostgreSQL finishes a statement that it has received, and may commit it after the death of who sent it.
    """
    if engine.dialect.name != "postgresql":
        return
    with reading(engine) as connection:
        while connection.execute(_THERE, {"name": _NAME}).scalar_one() > 0:
            pass
