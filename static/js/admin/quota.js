// Ask for a number of places only where the state has one.
document.addEventListener("DOMContentLoaded", () => {
  const state = document.getElementById("id_state");
  const places = document.getElementById("id_places");
  if (!state || !places) return;
  const row = places.closest(".form-row");

  function follow() {
    const limited = state.value === "limited";
    const wrong = row.classList.contains("errors");
    row.hidden = !limited && !places.value && !wrong;
    places.required = limited;
  }

  state.addEventListener("change", () => {
    if (state.value !== "limited") {
      places.value = "";
      row.classList.remove("errors");
    }
    follow();
    if (state.value === "limited") places.focus();
  });
  follow();
});

// Show what readers will see while the figure is typed.
document.addEventListener("DOMContentLoaded", () => {
  const shown = document.getElementById("public-rows");
  const form = shown?.closest("form");
  if (!form) return;
  let waiting, asked;

  async function show() {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`${shown.dataset.address}?fragment`, {
        method: "POST", body: new FormData(form), signal: asked.signal,
      });
      if (answer.ok) shown.innerHTML = await answer.text();
    } catch { /* the form works without it */ }
  }

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(show, 300);
  }

  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  // The widget for countries and sources tells only jQuery.
  window.django?.jQuery(form).on("select2:select", soon);
});
