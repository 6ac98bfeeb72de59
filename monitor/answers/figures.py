"""Figures as answers: a number over time, as known in a view."""

from monitor.answers.facts_in_view import contents_of, facts_in_view
from monitor.answers.figure_series import Told, indicators, series
from monitor.answers.reader import Reader
from monitor.answers.shape import Shape
from monitor.answers.views import View

_INDICATOR = "indicator:"


def figures(reader: Reader, view: View, indicator: tuple[str, ...] = (), of: tuple[str, ...] = ()) -> list[Shape]:
    """The series of these indicators about these subjects, from every figure that counts by the day of the view.

    Each is ``{indicator, unit, of, points [{period, value | min, max, by, event, position, occurred}]}``. Where neither
    is asked for, the list of indicators: ``{indicator, series [{unit, of, points: n}]}``.
    """
    tags = [f"{_INDICATOR}{name}" for name in indicator]
    tags = tags or list(reader.log.tags_like([_INDICATOR], through=view.through).get(_INDICATOR, {}))
    facts = [fact for fact in facts_in_view(reader, view, tags) if fact.counts_from <= view.day] if tags else []
    contents = contents_of(reader, facts)
    told: list[Told] = [
        (fact, figure)
        for fact in facts
        for figure in contents[fact.position].get("figures", ())
        if (not indicator or figure["indicator"] in indicator) and (not of or figure.get("of") in of)
    ]
    return series(told) if indicator or of else indicators(told)
