// Name each widget that searches while one types after the label of its field, and give the signs
// for help beside lists the role that their names need.
window.addEventListener("load", () => setTimeout(() => {
  document.querySelectorAll(".help-tooltip[aria-label]").forEach((sign) => sign.setAttribute("role", "img"));
  document.querySelectorAll(".select2-selection[aria-labelledby]").forEach((widget) => {
    const field = widget.closest(".select2-container").previousElementSibling;
    const label = field && document.querySelector(`label[for="${field.id}"]`);
    if (!label) return;
    label.id ||= `label-of-${field.id}`;
    const shown = widget.querySelector(".select2-selection__rendered");
    for (const part of [widget, shown]) part.setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
  });
}));
