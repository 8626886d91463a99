// Ask before a form with unsaved words is left.
window.addEventListener("load", () => {
  const form = document.querySelector("#content-main form[id$=_form]");
  if (!form) return;
  const words = () => new URLSearchParams(new FormData(form)).toString();
  // A form that comes back with errors was never saved as it stands.
  const saved = form.querySelector(".errornote") ? null : words();
  let saving = false;

  form.addEventListener("submit", () => { saving = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!saving && words() !== saved) event.preventDefault();
  });
});
