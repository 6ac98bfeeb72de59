// The events of each calendar on standard input as ical.js reads them, by the strict rules of RFC 5545.
//
// [text] -> [[{uid, sequence, day, stamped, status, summary, description}]]

import { readFileSync } from "node:fs";

import ICAL from "ical.js";

ICAL.design.strict = true;

function told(component) {
  const event = new ICAL.Event(component);
  if (!event.startDate.isDate) throw new Error(`${event.uid} is due at an hour, not on a day`);
  return {
    uid: event.uid,
    sequence: event.sequence,
    day: event.startDate.toString(),
    stamped: component.getFirstPropertyValue("dtstamp").toString(),
    status: component.getFirstPropertyValue("status"),
    summary: event.summary,
    description: event.description,
  };
}

const texts = JSON.parse(readFileSync(0, "utf8"));
const calendars = texts.map((text) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map(told));
process.stdout.write(JSON.stringify(calendars));
