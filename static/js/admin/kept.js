// What is typed into a form outlives a session that ended, a form that was open for too long and a
// server that does not answer: the window keeps it until a page tells that it arrived.
(() => {
  const words = document.currentScript.dataset;
  const KEY = "typed";
  const OURS = ["seen", "draft_key", "draft_seen"]; // which nobody types

  function fieldsOf(form) {
    return [...form.elements].filter((field) =>
      field.name && field.name !== "csrfmiddlewaretoken" && field.autocomplete !== "one-time-code" &&
      !["submit", "button", "file", "password"].includes(field.type));
  }

  // A list that is filled from another one says all that is in it.
  function isFilled(field) {
    return field.id.endsWith("_to");
  }

  function isTicked(field) {
    return ["checkbox", "radio"].includes(field.type);
  }

  function valueOf(field) {
    if (isTicked(field)) return field.checked;
    if (!field.options) return field.value;
    const chosen = [...field.options].filter((option) => isFilled(field) || option.selected);
    return chosen.map((option) => [option.value, option.text]).sort();
  }

  function typedInto(form) {
    return fieldsOf(form).map((field) => [field.name, isTicked(field) ? field.value : "", valueOf(field)]);
  }

  function saysOf(typed) {
    return JSON.stringify(typed.filter(([name]) => !OURS.includes(name)));
  }

  function move(fromId, toId, isWanted) {
    for (const option of document.getElementById(fromId).options) option.selected = isWanted(option.value);
    window.SelectBox?.move(fromId, toId);
  }

  function choose(field, options) {
    const values = options.map(([value]) => value);
    if (isFilled(field)) {
      const from = field.id.replace(/_to$/, "_from");
      move(field.id, from, (value) => !values.includes(value));
      move(from, field.id, (value) => values.includes(value));
      return;
    }
    for (const [value, text] of options) {
      if (![...field.options].some((option) => option.value === value)) field.add(new Option(text, value));
    }
    for (const option of field.options) option.selected = values.includes(option.value);
    window.django?.jQuery?.(field).trigger("change");
  }

  function bringBack(form, typed) {
    for (const [name, ticked, value] of typed) {
      const field = fieldsOf(form).find((one) => one.name === name && (!ticked || one.value === ticked));
      if (!field) continue;
      if (field.options) choose(field, value);
      else if (isTicked(field)) field.checked = value;
      else field.value = value;
      for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
    }
  }

  function offer(form, typed) {
    const note = document.createElement("p");
    const button = document.createElement("button");
    note.className = "kept";
    note.setAttribute("role", "status");
    button.type = "button";
    button.className = "button";
    button.textContent = words.button;
    button.addEventListener("click", () => {
      bringBack(form, typed);
      note.textContent = words.done;
    });
    note.append(words.offer, " ", button);
    form.prepend(note);
  }

  // After the admin's own scripts, which finish their widgets at this event.
  window.addEventListener("load", () => setTimeout(() => {
    const form = document.querySelector("#content-main form[id$=_form]:not(:has([type=password]:not([name=proof])))");
    const kept = JSON.parse(sessionStorage.getItem(KEY) || "null");
    const hasArrived = document.querySelector(".messagelist, .errornote, #differences");
    const isLoggedIn = document.getElementById("user-tools");
    const isOfHere = form && kept?.path === location.pathname;
    if (isOfHere && saysOf(typedInto(form)) === saysOf(kept.typed)) {
      // The browser filled it in again: let it be the same form, and not one that was opened anew.
      bringBack(form, kept.typed.filter(([name]) => !hasArrived || name !== "draft_seen"));
    } else if (isOfHere && !hasArrived) {
      offer(form, kept.typed);
    }
    if (isLoggedIn ? !isOfHere || hasArrived : location.pathname.endsWith("/logout/")) {
      sessionStorage.removeItem(KEY);
    }
    form?.addEventListener("submit", () => {
      sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, typed: typedInto(form) }));
    });
  }));
})();
