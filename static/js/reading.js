// On an article's page: a card about the actor whose name is pointed at or focused, and the keys n and p, which go from
// a focused name to the next or the previous one of the same actor. The page has the same in its list and its links.
(() => {
  const names = ".text a.named, h1 a.named";
  const keys = document.getElementById("card-keys");
  if (!keys || !HTMLElement.prototype.showPopover) return;
  const card = document.createElement("div");
  card.id = "card";
  card.className = "card";
  card.popover = "manual";
  card.setAttribute("role", "tooltip");
  document.body.append(card);
  let shownFor = null;
  let leaving = 0;
  let hasKeyboard = false; // a link to an occurrence focuses it too: a finger that followed one wants no card

  const entryOf = (name) =>
    [...document.querySelectorAll(".present a.who")].find((link) => link.href === name.href)?.closest("li");

  const hide = () => {
    clearTimeout(leaving);
    if (!shownFor) return;
    shownFor.removeAttribute("aria-describedby");
    shownFor.title = shownFor.dataset.title;
    shownFor = null;
    card.hidePopover();
  };

  const show = (name) => {
    clearTimeout(leaving);
    const entry = entryOf(name);
    if (name === shownFor || !entry) return;
    hide();
    shownFor = name;
    name.dataset.title = name.title; // the browser would show it over the card
    name.removeAttribute("title");
    name.setAttribute("aria-describedby", card.id);
    card.replaceChildren(
      ...[...entry.querySelectorAll(".who, .aside, .card-line")].map((part) => {
        const line = document.createElement("p");
        line.textContent = part.textContent;
        line.className = part.matches(".who") ? "card-name" : "";
        if (part.lang) line.lang = part.lang;
        return line;
      }),
    );
    if (hasKeyboard && name === document.activeElement) card.append(keys.content.cloneNode(true));
    card.showPopover();
    const at = name.getClientRects()[0];
    const left = Math.min(Math.max(8, at.left), window.innerWidth - card.offsetWidth - 8);
    const below = at.bottom + 6;
    const top = below + card.offsetHeight > window.innerHeight ? at.top - card.offsetHeight - 6 : below;
    card.style.left = `${left}px`;
    card.style.top = `${Math.max(8, top)}px`;
  };

  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 250); // time to reach the card with the pointer
  };

  const nameAt = (target) => (target instanceof Element ? target.closest(names) : null);
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const name = nameAt(event.target);
    if (name) show(name);
    else if (card.contains(event.target)) clearTimeout(leaving);
    else leave();
  });
  document.addEventListener("focusin", (event) => {
    const name = nameAt(event.target);
    if (name && hasKeyboard) show(name);
    else hide();
  });
  document.addEventListener("scroll", hide, { passive: true });
  document.addEventListener("pointerdown", () => {
    hasKeyboard = false;
  });
  document.addEventListener("keydown", (event) => {
    hasKeyboard = true;
    if (event.key === "Escape") hide();
    const name = nameAt(document.activeElement);
    const step = { n: 1, p: -1 }[event.key];
    if (!name || !step || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = [...document.querySelectorAll(names)].filter((one) => one.id && one.href === name.href);
    const place = row.findLastIndex((one) => one === name || name.compareDocumentPosition(one) & 2);
    const next = row[(place + step + row.length) % row.length];
    if (!next) return;
    event.preventDefault();
    next.scrollIntoView({ block: "center", behavior: "instant" });
    next.focus({ preventScroll: true, focusVisible: true });
    requestAnimationFrame(() => show(next));
  });
})();
