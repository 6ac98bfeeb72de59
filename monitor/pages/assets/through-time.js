// The control that drags a page through time. Without this script the form of the page does the same.

import { changeBeside, changed, comparedInWords, dayOf, filled, inWords, rangeOf, stepInWords, stepOf } from "./days.js";
import { NotLoaded, Pages, replaceAround } from "./live-page.js";

const ASKS_AFTER_MS = 60;
const SETTLES_AFTER_MS = 350;

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @returns {T}
 */
const named = (id) => /** @type {T} */ (document.getElementById(id));

const control = document.getElementById("through-time");
if (control) start(control);

/** @param {HTMLElement} control */
function start(control) {
  const range = rangeOf(control.dataset);
  /** @type {import("./days.js").Words} */
  const words = { ...JSON.parse(control.dataset.words ?? "{}"), language: document.documentElement.lang };
  const slider = /** @type {HTMLInputElement} */ (named("as-of-range"));
  const pages = new Pages();
  // Which of the places of the history each one is, for the way back to what is shown.
  if (!Number.isInteger(history.state?.place)) history.replaceState({ place: history.length - 1 }, "");
  /** What is shown: its step, where each commitment stands, and at which address and place of the history. */
  let shown = {
    step: Number(slider.value),
    statuses: statusesShown(),
    search: location.search,
    place: placeNow(),
  };
  /** Where the drag began; `null` while nobody drags. @type {{url: string, statuses: Map<string, string>} | null} */
  let begun = null;
  let asks = 0;
  let settles = 0;

  control.hidden = false;
  tell();
  slider.addEventListener("input", () => move());
  slider.addEventListener("change", () => settleSoon());
  slider.addEventListener("keydown", (event) => {
    const way = event.key === "PageUp" ? 1 : event.key === "PageDown" ? -1 : null;
    if (way === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    beside(way);
  });
  named("change-before").addEventListener("click", () => beside(-1));
  named("change-after").addEventListener("click", () => beside(1));
  addEventListener("popstate", () => goBack());

  function tell() {
    const told = stepInWords(words, range, Number(slider.value));
    named("as-of-day").textContent = told;
    slider.setAttribute("aria-valuetext", told);
  }

  /** @param {-1 | 1} way */
  function beside(way) {
    slider.value = String(changeBeside(range, Number(slider.value), way));
    move();
    settleSoon();
  }

  function move() {
    begun ??= { url: location.href, statuses: shown.statuses };
    tell();
    clearTimeout(settles);
    clearTimeout(asks);
    asks = setTimeout(() => show(Number(slider.value)), ASKS_AFTER_MS);
  }

  function settleSoon() {
    clearTimeout(settles);
    settles = setTimeout(settle, SETTLES_AFTER_MS);
  }

  /** Show the page of a step, and have the address say so. @param {number} step */
  async function show(step) {
    const url = addressOf(step);
    if (await loaded(url, step)) history.replaceState(history.state, "", url);
  }

  /** What was dragged to is a place of its own in the history; where the drag began is the one before. */
  async function settle() {
    if (!begun) return;
    clearTimeout(asks);
    const from = begun;
    const step = Number(slider.value);
    if (step !== shown.step && !(await loaded(addressOf(step), step))) return;
    // Who has moved on meanwhile has not arrived.
    if (Number(slider.value) !== step) return;
    begun = null;
    history.replaceState(history.state, "", from.url);
    if (addressOf(step).href !== from.url) history.pushState({ place: placeNow() + 1 }, "", addressOf(step));
    shown.place = placeNow();
    say(from.statuses);
  }

  async function goBack() {
    if (location.search === shown.search) return; // a link within the page
    clearTimeout(asks);
    clearTimeout(settles);
    begun = null;
    const day = new URL(location.href).searchParams.get("as_of") || range.today;
    const step = stepOf(range, day);
    const before = shown.statuses;
    if (!(await loaded(new URL(location.href), step))) return;
    slider.value = String(step);
    tell();
    say(before);
  }

  /**
   * Whether the page of a step is shown now. One that cannot be had is told of, and the control goes back to what is
   * shown; one that is not wanted any more is dropped.
   *
   * @param {URL} url
   * @param {number} step
   */
  async function loaded(url, step) {
    control.setAttribute("aria-busy", "true");
    try {
      const page = await pages.load(url);
      if (!page) return false;
      replaceAround(control, page);
      shown = { step, statuses: statusesShown(), search: url.search, place: placeNow() };
      control.removeAttribute("aria-busy");
      return true;
    } catch (error) {
      if (!(error instanceof NotLoaded)) throw error;
      failed(url, step);
      return false;
    }
  }

  /** @param {URL} url @param {number} step */
  function failed(url, step) {
    control.removeAttribute("aria-busy");
    clearTimeout(settles);
    if (begun) history.replaceState(history.state, "", begun.url);
    else stay();
    begun = null;
    slider.value = String(shown.step);
    tell();
    const link = document.createElement("a");
    link.href = url.href;
    link.textContent = words.open;
    const [day, still] = [step, shown.step].map((each) => inWords(words, dayOf(range, each)));
    named("said").replaceChildren(filled(words.failed, { day, shown: still }), " ", link);
  }

  /** The address is that of a page that could not be had: back to that of what is shown. */
  function stay() {
    const away = shown.place - placeNow();
    if (away) history.go(away);
    else history.replaceState(history.state, "", location.pathname + shown.search);
  }

  /** @param {Map<string, string>} before */
  function say(before) {
    named("said").textContent = comparedInWords(words, dayOf(range, shown.step), before, shown.statuses);
    const different = new Set(changed(before, shown.statuses));
    for (const one of standing()) {
      const id = one.dataset.stands ?? "";
      if (!different.has(id)) continue;
      one.classList.add("moved");
      const was = document.createElement("p");
      was.className = "small was";
      const status = before.get(id);
      was.textContent = status === undefined ? words.absent : filled(words.before, { status });
      (one.querySelector(".stands") ?? one).append(was);
    }
  }

  /** The address of this page on the day of a step; of today it names no day. @param {number} step */
  function addressOf(step) {
    const url = new URL(location.href);
    const day = dayOf(range, step);
    if (day === range.today) url.searchParams.delete("as_of");
    else url.searchParams.set("as_of", day);
    return url;
  }
}

/** The place of the history that the address is at; not a number where a link within the page led to it. */
function placeNow() {
  return Number(history.state?.place ?? NaN);
}

/** @returns {HTMLElement[]} */
function standing() {
  return [...document.querySelectorAll("[data-stands]")].map((one) => /** @type {HTMLElement} */ (one));
}

/** Where each commitment on the page stands, in words. @returns {Map<string, string>} */
function statusesShown() {
  return new Map(standing().map((one) => [one.dataset.stands ?? "", one.dataset.status ?? ""]));
}
