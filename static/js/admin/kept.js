// What is typed into a form outlives a session that ended, a form that was open for too long and a
// server that does not answer: the window keeps it until a page tells that it arrived. With it goes
// what tells the server which version of the record it was typed over. A page that answers what was
// typed says of itself which version it shows, and nothing of it is changed.
(() => {
  const words = document.currentScript.dataset;
  const KEY = "typed";
  const NOT_TYPED = ["submit", "button", "file", "hidden", "password"]; // or not to be kept
  const VERSION = /^(seen|draft_)/; // the hidden fields that tell which version was opened
  const NOT_OF_THE_RECORD = ["reason", "is_correction", "checked", "publish_at"];

  function fieldsOf(form) {
    return [...form.elements].filter((field) =>
      field.name && field.autocomplete !== "one-time-code" && !NOT_TYPED.includes(field.type));
  }

  function versionIn(form) {
    return [...form.elements].filter((field) => field.type === "hidden" && VERSION.test(field.name));
  }

  function versionOf(form) {
    return versionIn(form).map((field) => [field.name, field.value]);
  }

  // The browser's history holds it too, for when one comes back and the browser fills the form in.
  function setVersion(form, version) {
    for (const [name, value] of version) {
      const field = versionIn(form).find((one) => one.name === name);
      if (field) field.value = value;
    }
    rememberVersion(form);
  }

  function rememberVersion(form) {
    history.replaceState({ ...history.state, version: versionOf(form) }, "");
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

  function isAsItCame(field) {
    if (isTicked(field)) return field.checked === field.defaultChecked;
    if (!field.options) return field.value === field.defaultValue;
    const came = Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
    return field.multiple || field.selectedIndex === came;
  }

  function isFilledInByTheBrowser(form) {
    const ofTheRecord = fieldsOf(form).filter((field) => !NOT_OF_THE_RECORD.includes(field.name));
    return !ofTheRecord.every(isAsItCame);
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

  function bringBack(form, { typed, version = [] }) {
    setVersion(form, version);
    for (const [name, ticked, value] of typed) {
      const field = fieldsOf(form).find((one) => one.name === name && (!ticked || one.value === ticked));
      if (!field) continue;
      if (field.options) choose(field, value);
      else if (isTicked(field)) field.checked = value;
      else field.value = value;
      for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
    }
  }

  function offer(form, kept) {
    const note = document.createElement("p");
    const button = document.createElement("button");
    note.className = "kept";
    note.setAttribute("role", "status");
    button.type = "button";
    button.className = "button";
    button.textContent = words.button;
    button.addEventListener("click", () => {
      bringBack(form, kept);
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
    const isOfHere = form && kept?.path === location.pathname + location.search;
    if (isLoggedIn ? !isOfHere || hasArrived : location.pathname.endsWith("/logout/")) {
      sessionStorage.removeItem(KEY);
    }
    if (!form) return;
    if (history.state?.version && isFilledInByTheBrowser(form)) setVersion(form, history.state.version);
    else rememberVersion(form);
    const isThere = JSON.stringify(typedInto(form)) === JSON.stringify(kept?.typed);
    if (isOfHere && !hasArrived && !isThere) offer(form, kept);
    window.addEventListener("hashchange", () => rememberVersion(form));
    form.addEventListener("submit", () => {
      const path = location.pathname + location.search;
      sessionStorage.setItem(KEY, JSON.stringify({ path, typed: typedInto(form), version: versionOf(form) }));
    });
  }));
})();
