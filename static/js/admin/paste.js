// Cells of a spreadsheet that are pasted or dropped where one number goes: the browser would put
// them into one line, and make one number of them. On the sheet each has a cell of its own.
(() => {
  const words = document.currentScript.dataset;
  let undo; // the last paste, until something else is typed

  // A spreadsheet ends each row with a line break, the last one too.
  function rowsIn(text) {
    const rows = text.replace(/(\r\n|\r|\n)$/, "").split(/\r\n|[\r\n\v\f\u0085\u2028\u2029]/);
    return rows.map((row) => row.split("\t").map((cell) => cell.trim()));
  }

  function refuse(field) {
    const note = document.createElement("p");
    note.className = "errornote";
    note.setAttribute("role", "alert");
    note.textContent = words.several;
    (field.closest(".flex-container") || field).after(note);
    field.addEventListener("input", () => note.remove(), { once: true });
  }

  function change(cells) {
    for (const [cell, text] of cells) {
      cell.value = text;
      cell.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  function tell(sentence) {
    const note = document.getElementById("sheet-paste");
    note.textContent = sentence;
    if (!undo) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = words.undo;
    button.addEventListener("click", undo);
    note.append(" ", button);
  }

  function spread(sheet, first, rows) {
    const table = [...sheet.tBodies[0].rows].map((row) => [...row.querySelectorAll("input[type=text]")]);
    const top = table.findIndex((cells) => cells.includes(first));
    const left = table[top].indexOf(first);
    const filled = [];
    const outside = [];
    rows.forEach((texts, down) => texts.forEach((text, right) => {
      const cell = table[top + down]?.[left + right];
      if (cell) filled.push([cell, text]);
      else if (text) outside.push(text);
    }));
    const before = filled.map(([cell]) => [cell, cell.value]);
    change(filled);
    undo = () => {
      // What was typed into one of them since stays.
      change(before.filter(([cell], n) => cell.value === filled[n][1]));
      undo = null;
      tell(words.undone);
    };
    const rest = outside.length ? ` ${words.outside} ${outside.slice(0, 10).join(", ")}${outside.length > 10 ? "…" : ""}.` : "";
    tell(`${words.filled} ${filled.length}.${rest}`);
  }

  function take(event) {
    const field = event.target;
    const sheet = field.closest?.("#sheet");
    const isForOne = field.matches?.(".vIntegerField, input[type=number]");
    if (!isForOne && !(sheet && field.type === "text")) return;
    const rows = rowsIn((event.clipboardData || event.dataTransfer).getData("text/plain"));
    if (rows.length === 1 && rows[0].length === 1) return;
    event.preventDefault();
    if (sheet) spread(sheet, field, rows);
    else refuse(field);
  }

  document.addEventListener("paste", take);
  document.addEventListener("drop", take);
  document.addEventListener("input", (event) => {
    if (event.isTrusted) undo = null;
  });
  document.addEventListener("keydown", (event) => {
    if (!undo || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
    event.preventDefault();
    undo();
  });
})();
