// Days of a range, and what is said of them: pure functions, without a page.

const DAY_MS = 86_400_000;

/**
 * What is said, in the language of the page, for `filled` to fill in. Where numbers have forms, there is one for each
 * plural category of the language.
 *
 * @typedef {{
 *   language: string, months: string[], day: string, today: string,
 *   changes: Record<string, string>, compared: Record<string, string>,
 *   failed: string, open: string, before: string, absent: string,
 * }} Words
 */

/**
 * A range of days: step 0 is `first`, each further one a day later. Where `last` is before `today`, one more step after
 * `last` is `today`; where there is a day `ahead` of today, the last step is that.
 *
 * @typedef {{first: string, last: string, today: string, ahead: string, changes: Array<[number, number]>}} Range
 */

/**
 * The range that an element has in its data attributes.
 *
 * @param {DOMStringMap} data
 * @returns {Range}
 */
export function rangeOf(data) {
  const pairs = (data.changes ?? "").split(" ").filter(Boolean);
  return {
    first: data.first ?? "",
    last: data.last ?? "",
    today: data.today ?? "",
    ahead: data.ahead ?? "",
    changes: pairs.map((pair) => /** @type {[number, number]} */ (pair.split(":").map(Number))),
  };
}

/**
 * The day of a step, as `2008-12-04`.
 *
 * @param {Range} range
 * @param {number} step
 * @returns {string}
 */
export function dayOf(range, step) {
  if (range.ahead && step >= lastOf(range)) return range.ahead;
  if (step > daysBetween(range.first, range.last)) return range.today;
  return new Date(Date.parse(range.first) + step * DAY_MS).toISOString().slice(0, 10);
}

/**
 * The step of a day; one outside the range is moved to its end, one between `last` and `today` to `last`, and one between
 * `today` and `ahead` to `ahead`.
 *
 * @param {Range} range
 * @param {string} day
 * @returns {number}
 */
export function stepOf(range, day) {
  const whole = daysBetween(range.first, range.last);
  if (day >= range.today) return lastOf(range) - (range.ahead && day === range.today ? 1 : 0);
  return Math.min(Math.max(daysBetween(range.first, day), 0), whole);
}

/**
 * How many statuses change on the day of a step.
 *
 * @param {Range} range
 * @param {number} step
 * @returns {number}
 */
export function changesOn(range, step) {
  return range.changes.find(([at]) => at === step)?.[1] ?? 0;
}

/**
 * The next step with a change before (`way` -1) or after (1) another; none: the end of the range on that side.
 *
 * @param {Range} range
 * @param {number} step
 * @param {-1 | 1} way
 * @returns {number}
 */
export function changeBeside(range, step, way) {
  const steps = range.changes.map(([at]) => at);
  if (way < 0) return steps.findLast((at) => at < step) ?? 0;
  return steps.find((at) => at > step) ?? lastOf(range);
}

/**
 * A message with its values, `{day}` and the like, filled in.
 *
 * @param {string} message
 * @param {Record<string, string | number>} values
 * @returns {string}
 */
export function filled(message, values) {
  return message.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * A day in words: `4 December 2008`.
 *
 * @param {Words} words
 * @param {string} day
 * @returns {string}
 */
export function inWords(words, day) {
  const [year, month, date] = day.split("-").map(Number);
  return filled(words.day, { date, month: words.months[month - 1], year });
}

/**
 * What a range says of a step: the day, and how many statuses change on it.
 *
 * @param {Words} words
 * @param {Range} range
 * @param {number} step
 * @returns {string}
 */
export function stepInWords(words, range, step) {
  const on = dayOf(range, step);
  const number = changesOn(range, step);
  const day = on === range.today ? filled(words.today, { day: inWords(words, on) }) : inWords(words, on);
  return number ? filled(form(words, words.changes, number), { day, number }) : day;
}

/**
 * The ids that have another status on one side, or stand on one side alone.
 *
 * @param {Map<string, string>} before
 * @param {Map<string, string>} after
 * @returns {string[]}
 */
export function changed(before, after) {
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids].filter((id) => before.get(id) !== after.get(id));
}

/**
 * What became different between two days.
 *
 * @param {Words} words
 * @param {string} day
 * @param {Map<string, string>} before
 * @param {Map<string, string>} after
 * @returns {string}
 */
export function comparedInWords(words, day, before, after) {
  const number = changed(before, after).length;
  const of = new Set([...before.keys(), ...after.keys()]).size;
  return filled(form(words, words.compared, of), { day: inWords(words, day), number, of });
}

/**
 * The form of a message for a number.
 *
 * @param {Words} words
 * @param {Record<string, string>} forms
 * @param {number} number
 * @returns {string}
 */
function form(words, forms, number) {
  return forms[new Intl.PluralRules(words.language).select(number)] ?? forms.other;
}

/**
 * The last step of a range.
 *
 * @param {Range} range
 * @returns {number}
 */
function lastOf(range) {
  return daysBetween(range.first, range.last) + (range.last < range.today ? 1 : 0) + (range.ahead ? 1 : 0);
}

/**
 * @param {string} from
 * @param {string} to
 * @returns {number}
 */
function daysBetween(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
