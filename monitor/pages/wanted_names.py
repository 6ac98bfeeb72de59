"""What things are called that filters name, on pages."""

from collections.abc import Iterable

from alerts.wishes import Wishes
from monitor.alerting.naming import names_in
from monitor.answers.reader import Reader
from monitor.pages.reading.labels import jurisdiction


def wanted_names(reader: Reader, wishes: Iterable[Wishes]) -> dict[str, str]:
    """Id -> title, as last known, and code -> name of a jurisdiction in the language that is spoken."""
    asked = list(wishes)
    places = {code: jurisdiction(code) for one in asked for code in one.filter.jurisdiction}
    return {**names_in(reader, asked), **places}
