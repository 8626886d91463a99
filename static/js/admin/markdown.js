// Beside each Markdown field, what readers will see of it.
document.addEventListener("DOMContentLoaded", () => {
  const settings = document.getElementById("markdown-preview");
  if (!settings) return;
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;

  document.querySelectorAll("textarea[data-markdown]").forEach((field) => {
    const shown = document.createElement("section");
    shown.className = "markdown-shown";
    shown.lang = field.lang;
    shown.setAttribute("aria-label", `${settings.dataset.label} (${field.lang})`);
    field.closest(".flex-container").parentElement.append(shown);
    let waiting, asked;

    async function show() {
      asked?.abort();
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
    show();
  });
});
