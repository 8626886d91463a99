// What the table needs besides htmx: clean addresses, a history that one press of Back undoes,
// figures that are never stale, and changes told to those who cannot see them.

const address = (path) => new URL(path, location.href);

// Whether two addresses differ by what was typed into the search field alone.
function stillTyping(before, after) {
  const [a, b] = [before, after].map((url) => new URLSearchParams(url.search));
  const typed = a.get("q") && b.get("q");
  for (const query of [a, b]) {
    query.delete("q");
    query.sort();
  }
  return typed && a.toString() === b.toString();
}

document.addEventListener("htmx:configRequest", ({ detail }) => {
  // Nothing that was left empty goes into the address.
  for (const [name, value] of [...detail.formData]) {
    if (value === "") detail.formData.delete(name);
  }
  // Ask the server whether the page is still true, as a visit does.
  detail.headers["Cache-Control"] = "max-age=0";
});

document.addEventListener("htmx:beforeHistoryUpdate", ({ detail: { history } }) => {
  const next = address(history.path);
  const same = next.pathname + next.search === location.pathname + location.search;
  if (same || stillTyping(location, next)) history.type = "replace";
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
