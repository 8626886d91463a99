// Nothing that was left empty goes into the address.
document.addEventListener("htmx:configRequest", ({ detail: { formData } }) => {
  for (const [name, value] of [...formData]) {
    if (value === "") formData.delete(name);
  }
});

// After htmx has swapped the table: say how many rows are left, and keep the keyboard's place.
document.addEventListener("htmx:afterSettle", () => {
  const summary = document.getElementById("summary");
  document.getElementById("announcer").textContent = summary ? summary.textContent.trim() : "";
  if (document.activeElement === document.body) {
    const results = document.getElementById("results");
    results.tabIndex = -1;
    results.focus({ preventScroll: true });
  }
});
