// On the admin page of an article: words selected in its title or text fill the form that adds a mention or a statement,
// with their offsets in characters. A click on marked words of a statement or a quote leads to its row.
(() => {
  const form = document.querySelector(".adding");
  if (!form) return;
  const holderOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("[data-place]");
  const length = (text) => [...text].length; // in characters, not in UTF-16 units

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const holder = holderOf(range.startContainer);
    if (!holder || holder !== holderOf(range.endContainer)) return;
    const before = document.createRange();
    before.selectNodeContents(holder);
    before.setEnd(range.startContainer, range.startOffset);
    const chosen = range.toString();
    const words = chosen.trim();
    if (!words || words.length > 300) return;
    const start = length(before.toString()) + length(chosen) - length(chosen.trimStart());
    form.elements.start.value = start;
    form.elements.end.value = start + length(words);
    form.elements.words.value = words;
    form.elements.place.value = holder.dataset.place;
  });

  // what is typed by hand stands wherever it stands
  form.elements.words.addEventListener("input", () => {
    form.elements.start.value = form.elements.end.value = "";
  });

  document.addEventListener("click", (event) => {
    const marked = event.target.closest(".workshop-text [data-at]");
    if (!marked || event.target.closest("a") || !document.getSelection().isCollapsed) return;
    const row = document.querySelector(marked.dataset.at);
    row?.closest("details")?.setAttribute("open", "");
    row?.scrollIntoView({ block: "center" });
    row?.querySelector("button, a")?.focus({ preventScroll: true });
  });
})();
