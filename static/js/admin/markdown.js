// Beside each Markdown field, what readers will see of it.
document.addEventListener("DOMContentLoaded", () => {
  const settings = document.getElementById("markdown-preview");
  if (!settings) return;
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  let first = Promise.resolve(); // one text after the other

  document.querySelectorAll("textarea[data-markdown]").forEach((field) => {
    const shown = document.createElement("section");
    shown.className = "markdown-shown";
    shown.lang = field.lang;
    shown.tabIndex = 0; // so that the keyboard scrolls it
    shown.setAttribute("aria-label", `${settings.dataset.label} (${field.lang})`);
    field.closest(".flex-container").parentElement.append(shown);
    let waiting, asked;

    async function show() {
      asked?.abort();
      if (!field.value.trim()) {
        shown.replaceChildren();
        return;
      }
      asked = new AbortController();
      const body = new URLSearchParams({ text: field.value, csrfmiddlewaretoken: token });
      try {
        const answer = await fetch(settings.dataset.address, { method: "POST", body, signal: asked.signal });
        if (answer.ok) shown.innerHTML = await answer.text();
      } catch { /* the form works without it */ }
    }

    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(show, 300);
    });
    first = first.then(show);
  });
});
