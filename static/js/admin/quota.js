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
