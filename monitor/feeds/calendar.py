"""Deadlines as an iCalendar object (RFC 5545)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from icalendar import Calendar, Event

from alerts.mail.printable import one_line, passage
from monitor.feeds.addresses import host, latest_link
from monitor.feeds.deadlines import Deadline
from monitor.feeds.event_entry import place
from monitor.feeds.names import name_of
from monitor.status.assessors import Bodies

MEDIA_TYPE = "text/calendar; charset=utf-8"
NAME = "Reform Monitor: deadlines"


def calendar(deadlines: Iterable[Deadline], recorded: Mapping[int, datetime], public_url: str, bodies: Bodies) -> bytes:
    """An all-day event for each deadline, in their order.

    Its ``UID`` is the commitment's for ever, and its ``SEQUENCE`` rises when the day moves (section 3.8.7.4). A
    deadline that is no more stays as ``CANCELLED``, so that it goes from calendars that have it.

    Args:
        deadlines: what is due when.
        recorded: the instants at which their positions were recorded.
        public_url: the address that the service is reached at.
        bodies: as described on record.
    """
    written = Calendar()
    written.add("prodid", "-//Reform Monitor//Deadlines//EN")
    written.add("version", "2.0")
    written.add("calscale", "GREGORIAN")
    written.add("name", NAME)  # RFC 7986 section 5.1
    written.add("x-wr-calname", NAME)  # what programs read that do not know it
    for deadline in deadlines:
        written.add_component(_event(deadline, recorded[deadline.position], public_url, bodies))
    return bytes(written.to_ical())


def _event(deadline: Deadline, recorded_at: datetime, public_url: str, bodies: Bodies) -> Event:
    event = Event()
    event.add("uid", f"deadline-{deadline.commitment}@{host(public_url)}")
    # The last time this was revised (section 3.8.7.2); whole seconds are all there is room for.
    event.add("dtstamp", recorded_at.replace(microsecond=0))
    event.add("last-modified", recorded_at.replace(microsecond=0))
    event.add("dtstart", deadline.day)  # a day without an end is that day alone (section 3.6.1)
    event.add("sequence", deadline.sequence)
    event.add("status", "CANCELLED" if deadline.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a deadline makes nobody busy
    event.add("summary", one_line(f"Due: {deadline.title} ({place(deadline.jurisdiction)})"))
    terms = (f"{name_of(source, bodies)}: {text}" for source, text in deadline.terms)
    event.add("description", passage("\n".join([f"Due {deadline.due}, as written.", *terms])))
    event.add("url", latest_link(public_url, deadline.commitment))
    if deadline.topics:
        event.add("categories", [one_line(topic) for topic in deadline.topics])
    return event
