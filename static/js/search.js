// What the search finds, under its field as one types: the results of its page, which Enter opens.

const WAIT = 150; // milliseconds after the last letter
const { styles } = document.currentScript.dataset; // of what is found: few pages need them at once

function dress() {
  if (document.querySelector(`link[href="${styles}"]`)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = styles;
  document.head.append(link);
}

function start(form) {
  const field = form.q;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  form.append(status);
  let list, timer, request;

  function stop() {
    clearTimeout(timer);
    request?.abort();
  }

  function close() {
    stop();
    list?.remove();
    list = null;
    status.textContent = "";
  }

  // Put the results of a page under the field, in place of older ones.
  function show(page) {
    const found = document.importNode(page.getElementById("found"), true);
    found.removeAttribute("id");
    for (const heading of found.querySelectorAll("h2")) {
      const kind = document.createElement("p"); // no heading of the page that one is on
      kind.className = "kind";
      kind.append(...heading.childNodes);
      heading.replaceWith(kind);
    }
    // A query alone is one of the search page, wherever the field stands.
    for (const link of found.querySelectorAll("a[href^='?']")) {
      link.href = form.action + link.getAttribute("href");
    }
    list?.remove();
    form.append((list = found));
    const said = [...found.children].filter((each) => each.matches("p:not(.kind)"));
    status.textContent = said.map((each) => each.textContent.replace(/\s+/g, " ").trim()).join(" ");
  }

  async function look() {
    dress(); // the field may have had the focus before this script
    const { signal } = (request = new AbortController());
    try {
      const answer = await fetch(`${form.action}?${new URLSearchParams({ q: field.value })}`, { signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const text = await answer.text();
      if (!signal.aborted) show(new DOMParser().parseFromString(text, "text/html"));
    } catch {
      if (!signal.aborted) close(); // Enter still asks for the page
    }
  }

  field.addEventListener("focus", dress);
  field.addEventListener("input", () => {
    stop();
    if (field.value.trim()) timer = setTimeout(look, WAIT);
    else close();
  });

  form.addEventListener("keydown", (event) => {
    if (!list || event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      close();
      field.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [field, ...list.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    event.preventDefault();
    next?.focus();
  });

  // Not when the focus is lost: a finger on a result takes it away before it opens the result.
  for (const moment of ["pointerdown", "focusin"]) {
    document.addEventListener(moment, ({ target }) => {
      if (!form.contains(target)) close();
    });
  }
  form.addEventListener("submit", stop);
  addEventListener("pageshow", ({ persisted }) => persisted && close());
}

for (const form of document.querySelectorAll(".search-field")) start(form);
