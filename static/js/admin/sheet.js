// From cell to cell by keyboard, and what is changed so far.
document.addEventListener("DOMContentLoaded", () => {
  const sheet = document.getElementById("sheet");
  const count = document.getElementById("sheet-count");
  if (!sheet) return;
  const rows = [...sheet.tBodies[0].rows].map((row) => [...row.querySelectorAll("input[type=text]")]);

  function tell() {
    const changed = rows.flat().filter((cell) => {
      const differs = cell.value.trim() !== cell.dataset.held;
      cell.closest("td").classList.toggle("changed", differs);
      return differs;
    });
    count.textContent = changed.length ? `${count.dataset.some} ${changed.length}` : count.dataset.none;
  }

  function place(cell) {
    const row = rows.findIndex((cells) => cells.includes(cell));
    return [row, rows[row].indexOf(cell)];
  }

  function go(row, column) {
    const cell = rows[row]?.[column];
    cell?.focus();
    cell?.select();
  }

  sheet.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (cell.type !== "text" || event.altKey || event.ctrlKey || event.metaKey) return;
    const [row, column] = place(cell);
    const whole = cell.selectionEnd - cell.selectionStart === cell.value.length;
    const atStart = whole || cell.selectionEnd === 0;
    const atEnd = whole || cell.selectionStart === cell.value.length;
    const moves = {
      ArrowUp: () => go(row - 1, column),
      ArrowDown: () => go(row + 1, column),
      Enter: () => go(row + (event.shiftKey ? -1 : 1), column),
      ArrowLeft: atStart && (() => go(row, column - 1)),
      ArrowRight: atEnd && (() => go(row, column + 1)),
      Escape: () => { cell.value = cell.dataset.held; tell(); },
    };
    if (!moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  });
  sheet.addEventListener("focusin", (event) => event.target.select?.());
  sheet.addEventListener("input", tell);
  document.getElementById("differences")?.focus();
  tell();
});
