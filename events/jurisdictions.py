"""Jurisdictions: what they are called, and in whose time zone their days end.

A jurisdiction is an ISO 3166-1 alpha-2 code in capitals, or ``OSCE`` for the organisation itself. Listed are the
participating States of the OSCE, each with the IANA time zone of its capital; the organisation goes by its seat.
"""

from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo


class Jurisdiction(NamedTuple):
    """A jurisdiction's English short name and the IANA zone of its capital or seat."""

    name: str
    zone: str


JURISDICTIONS: Final = MappingProxyType(
    {
        "AD": Jurisdiction("Andorra", "Europe/Andorra"),
        "AL": Jurisdiction("Albania", "Europe/Tirane"),
        "AM": Jurisdiction("Armenia", "Asia/Yerevan"),
        "AT": Jurisdiction("Austria", "Europe/Vienna"),
        "AZ": Jurisdiction("Azerbaijan", "Asia/Baku"),
        "BA": Jurisdiction("Bosnia and Herzegovina", "Europe/Sarajevo"),
        "BE": Jurisdiction("Belgium", "Europe/Brussels"),
        "BG": Jurisdiction("Bulgaria", "Europe/Sofia"),
        "BY": Jurisdiction("Belarus", "Europe/Minsk"),
        "CA": Jurisdiction("Canada", "America/Toronto"),  # Ottawa keeps Toronto's time
        "CH": Jurisdiction("Switzerland", "Europe/Zurich"),
        "CY": Jurisdiction("Cyprus", "Asia/Nicosia"),
        "CZ": Jurisdiction("Czechia", "Europe/Prague"),
        "DE": Jurisdiction("Germany", "Europe/Berlin"),
        "DK": Jurisdiction("Denmark", "Europe/Copenhagen"),
        "EE": Jurisdiction("Estonia", "Europe/Tallinn"),
        "ES": Jurisdiction("Spain", "Europe/Madrid"),
        "FI": Jurisdiction("Finland", "Europe/Helsinki"),
        "FR": Jurisdiction("France", "Europe/Paris"),
        "GB": Jurisdiction("United Kingdom", "Europe/London"),
        "GE": Jurisdiction("Georgia", "Asia/Tbilisi"),
        "GR": Jurisdiction("Greece", "Europe/Athens"),
        "HR": Jurisdiction("Croatia", "Europe/Zagreb"),
        "HU": Jurisdiction("Hungary", "Europe/Budapest"),
        "IE": Jurisdiction("Ireland", "Europe/Dublin"),
        "IS": Jurisdiction("Iceland", "Atlantic/Reykjavik"),
        "IT": Jurisdiction("Italy", "Europe/Rome"),
        "KG": Jurisdiction("Kyrgyzstan", "Asia/Bishkek"),
        "KZ": Jurisdiction("Kazakhstan", "Asia/Almaty"),
        "LI": Jurisdiction("Liechtenstein", "Europe/Vaduz"),
        "LT": Jurisdiction("Lithuania", "Europe/Vilnius"),
        "LU": Jurisdiction("Luxembourg", "Europe/Luxembourg"),
        "LV": Jurisdiction("Latvia", "Europe/Riga"),
        "MC": Jurisdiction("Monaco", "Europe/Monaco"),
        "MD": Jurisdiction("Moldova", "Europe/Chisinau"),
        "ME": Jurisdiction("Montenegro", "Europe/Podgorica"),
        "MK": Jurisdiction("North Macedonia", "Europe/Skopje"),
        "MN": Jurisdiction("Mongolia", "Asia/Ulaanbaatar"),
        "MT": Jurisdiction("Malta", "Europe/Malta"),
        "NL": Jurisdiction("Netherlands", "Europe/Amsterdam"),
        "NO": Jurisdiction("Norway", "Europe/Oslo"),
        "OSCE": Jurisdiction("Organization for Security and Co-operation in Europe", "Europe/Vienna"),
        "PL": Jurisdiction("Poland", "Europe/Warsaw"),
        "PT": Jurisdiction("Portugal", "Europe/Lisbon"),
        "RO": Jurisdiction("Romania", "Europe/Bucharest"),
        "RS": Jurisdiction("Serbia", "Europe/Belgrade"),
        "RU": Jurisdiction("Russia", "Europe/Moscow"),
        "SE": Jurisdiction("Sweden", "Europe/Stockholm"),
        "SI": Jurisdiction("Slovenia", "Europe/Ljubljana"),
        "SK": Jurisdiction("Slovakia", "Europe/Bratislava"),
        "SM": Jurisdiction("San Marino", "Europe/San_Marino"),
        "TJ": Jurisdiction("Tajikistan", "Asia/Dushanbe"),
        "TM": Jurisdiction("Turkmenistan", "Asia/Ashgabat"),
        "TR": Jurisdiction("Türkiye", "Europe/Istanbul"),
        "UA": Jurisdiction("Ukraine", "Europe/Kyiv"),
        "US": Jurisdiction("United States", "America/New_York"),  # Washington keeps New York's time
        "UZ": Jurisdiction("Uzbekistan", "Asia/Tashkent"),
        "VA": Jurisdiction("Holy See", "Europe/Vatican"),
    }
)


def name_of(code: str) -> str:
    """The English short name of a jurisdiction; the code itself where it is not one of those listed."""
    known = JURISDICTIONS.get(code)
    return known.name if known else code


def zone_of(code: str) -> str:
    """The IANA name of the zone in which a jurisdiction's days end; ``UTC`` where it is not one of those listed."""
    known = JURISDICTIONS.get(code)
    return known.zone if known else "UTC"


def today_in(code: str | None, now: datetime) -> date:
    """The day it is at ``now`` in one jurisdiction, or in UTC for several of them (``None``).

    Raises:
        ValueError: ``now`` has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError("now must say its time zone")
    zone = UTC if code is None else ZoneInfo(zone_of(code))
    return now.astimezone(zone).date()
