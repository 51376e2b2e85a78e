// Keys of the queue: each presses the button, follows the link or goes to the field that carries it. Whoever writes in a
// field writes; Escape leaves the field.
(() => {
  const isField = (target) => target.matches("input:not([type=radio], [type=checkbox]), select, textarea");

  const turnScope = () => {
    const all = [...document.querySelectorAll(".scope input[type=radio]")];
    const at = all.findIndex((radio) => radio.checked);
    if (all.length) all[(at + 1) % all.length].checked = true;
  };

  const showKeys = () => {
    const keys = document.getElementById("keys");
    keys.open = !keys.open;
    if (keys.open) keys.querySelector("summary").focus();
  };

  const press = (key) => {
    if (key === "?") return showKeys();
    if (key === "t") return turnScope();
    const found = document.querySelector(`.queue [data-key="${CSS.escape(key)}"]`);
    if (!found) return undefined;
    if (isField(found)) return found.focus();
    return found.click();
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (isField(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (/^[a-z1-9?]$/.test(event.key)) {
      event.preventDefault();
      press(event.key);
    }
  });

  // one answer a question, however fast the keys
  document.querySelectorAll(".queue form").forEach((form) =>
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    }),
  );
  window.addEventListener("pageshow", () =>
    document.querySelectorAll(".queue form").forEach((form) => delete form.dataset.sent),
  );
})();
