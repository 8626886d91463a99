// Ask before a form with unsaved words is left.
window.addEventListener("load", () => {
  const form = document.querySelector("#content-main form[id$=_form]");
  if (!form) return;

  function words() {
    const chosen = [...form.querySelectorAll("select[id$=_to] option")].map((o) => o.value).sort();
    return `${new URLSearchParams(new FormData(form))} ${chosen}`;
  }

  let saved;
  let saving = false;
  // The admin's own scripts finish their widgets at this event too. A form that comes back with
  // errors or with its differences was never saved as it stands.
  setTimeout(() => { saved = form.querySelector(".errornote, #differences") ? null : words(); });
  form.addEventListener("submit", () => { saving = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!saving && saved !== undefined && saved !== words()) event.preventDefault();
  });
});
