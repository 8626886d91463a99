// What the table needs besides htmx: clean addresses, a history that one press of Back undoes,
// figures that are never stale, and changes told to those who cannot see them.

Object.assign(htmx.config, {
  includeIndicatorStyles: false,
  allowEval: false,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  selfRequestsOnly: true,
  scrollIntoViewOnBoost: false,
});

// What asks for a new table, and what of the answer takes which place.
const TABLE = { target: "#results", select: "#results", swap: "outerHTML" };
const EXPLORER = {
  boost: "true",
  target: "#quota-explorer",
  select: "#quota-explorer",
  swap: "outerHTML",
  "select-oob": "#language-switch,#season-switch",
  sync: "#quota-filter:replace",
};
const ASKING = {
  "#quota-filter": {
    ...TABLE,
    get: location.pathname,
    trigger:
      "submit, change, input changed delay:300ms from:#id_q, " +
      "input changed delay:500ms from:#id_min_places",
    "push-url": "true",
    sync: "this:replace",
    "select-oob":
      "#language-switch,#season-switch,#order,#error-q,#error-category,#error-availability," +
      "#error-min_places,#error-country,#error-sort",
  },
  "#quota-table thead": {
    ...TABLE,
    boost: "true",
    "select-oob": "#language-switch,#season-switch,#order",
    sync: "#quota-filter:replace",
  },
  "#results .active-filters": EXPLORER,
  "#results .nothing": EXPLORER,
};

function tellHtmx() {
  for (const [selector, attributes] of Object.entries(ASKING)) {
    for (const element of document.querySelectorAll(selector)) {
      for (const [name, value] of Object.entries(attributes)) {
        element.setAttribute(`data-hx-${name}`, value);
      }
    }
  }
}

// Before htmx looks at the page, and at each part that it swaps in.
tellHtmx();
document.addEventListener("htmx:afterSwap", tellHtmx);

function sorted(parameters) {
  const query = new URLSearchParams(parameters);
  query.sort();
  return query;
}

// Whether two queries differ by what was typed into the search field alone.
function stillTyping(before, after) {
  if (!before.get("q") || !after.get("q")) return false;
  before.delete("q");
  after.delete("q");
  return before.toString() === after.toString();
}

document.addEventListener("htmx:configRequest", (event) => {
  const { elt, formData, headers } = event.detail;
  // Nothing that was left empty goes into the address.
  for (const [name, value] of [...formData]) {
    if (value === "") formData.delete(name);
  }
  // Ask the server whether the page is still true, as a visit does.
  headers["Cache-Control"] = "max-age=0";
  // A field that is left after its filter was applied asks for nothing new, and a table that is
  // swapped under a finger loses what it was about to press.
  const nothingNew = `${sorted(formData)}` === `${sorted(location.search)}`;
  if (elt.id === "quota-filter" && nothingNew && !elt.matches(".htmx-request")) {
    event.preventDefault();
  }
});

document.addEventListener("htmx:beforeHistoryUpdate", ({ detail: { history } }) => {
  const [before, after] = [sorted(location.search), sorted(new URL(history.path, location).search)];
  if (`${before}` === `${after}` || stillTyping(before, after)) history.type = "replace";
});

document.addEventListener("htmx:afterSettle", () => {
  const summary = document.getElementById("summary");
  document.getElementById("announcer").textContent = summary ? summary.textContent.trim() : "";
  for (const error of document.querySelectorAll(".field-error")) {
    const field = document.getElementById(error.id.replace("error-", "id_"));
    if (error.childElementCount) field?.setAttribute("aria-invalid", "true");
    else field?.removeAttribute("aria-invalid");
  }
  // What had the focus may be gone, such as the link that took a filter off.
  if (document.activeElement === document.body) {
    const results = document.getElementById("results");
    results.tabIndex = -1;
    results.focus({ preventScroll: true });
  }
});
