// The same page for another view: asked for, and put in the place of what is shown.

/** The page could not be had; what is shown stays. */
export class NotLoaded extends Error {}

/** Asks for pages, one at a time: asking for another drops the one before. */
export class Pages {
  /** @type {AbortController | null} */
  #asking = null;

  /**
   * The page at an address; `null` where another one has been asked for meanwhile.
   *
   * @param {URL} url
   * @returns {Promise<Document | null>}
   * @throws {NotLoaded}
   */
  async load(url) {
    this.drop();
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const answer = await fetch(url, { signal: asking.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) throw new NotLoaded(String(answer.status));
      const text = await answer.text();
      return asking.signal.aborted ? null : new DOMParser().parseFromString(text, "text/html");
    } catch (error) {
      if (asking.signal.aborted) return null;
      throw error instanceof NotLoaded ? error : new NotLoaded(String(error));
    }
  }

  /** Want no answer any more. */
  drop() {
    this.#asking?.abort();
    this.#asking = null;
  }
}

/**
 * Put what stands around an element of `main` in another page in the place of what stands around it here. The element
 * stays, with its focus; so do open details, and pictures that show the same.
 *
 * @param {HTMLElement} stays
 * @param {Document} page
 */
export function replaceAround(stays, page) {
  const main = stays.parentElement;
  const next = page.getElementById(main?.id ?? "");
  const place = page.getElementById(stays.id);
  if (!main || !next || !place) throw new NotLoaded("another page");
  keepOpen(main, next);
  keepPictures(main, next);
  for (const one of [...main.childNodes]) if (one !== stays) one.remove();
  let before = true;
  for (const one of [...next.childNodes]) {
    if (one === place) before = false;
    else if (before) main.insertBefore(document.adoptNode(one), stays);
    else main.append(document.adoptNode(one));
  }
  const [own, others] = [document, page].map((each) => [...each.querySelectorAll(".masthead nav")]);
  own.forEach((one, at) => others[at] && one.replaceWith(document.adoptNode(others[at])));
  document.title = page.title;
}

/**
 * @param {Element} main
 * @param {Element} next
 */
function keepOpen(main, next) {
  const words = (/** @type {Element} */ one) => one.querySelector("summary")?.textContent ?? "";
  const open = new Set([...main.querySelectorAll("details[open]")].map(words));
  for (const one of next.querySelectorAll("details")) if (open.has(words(one))) one.open = true;
}

/**
 * A picture with the name of one that is shown already, in `data-same`, is not fetched again.
 *
 * @param {Element} main
 * @param {Element} next
 */
function keepPictures(main, next) {
  for (const one of next.querySelectorAll("picture[data-same]")) {
    const name = one.getAttribute("data-same") ?? "";
    const shown = main.querySelector(`picture[data-same="${CSS.escape(name)}"]`);
    if (shown) one.replaceWith(document.adoptNode(shown));
  }
}
