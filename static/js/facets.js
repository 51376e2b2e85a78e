// The results are replaced as a whole: what the reader has opened or shut by hand stays so. A block of its own, for htmx
// runs the page's scripts again when it fetches a page that it has forgotten.
{
  const stands = new Map();
  document.addEventListener(
    "toggle",
    (event) => {
      if (event.target.matches?.(".facets details")) stands.set(event.target.id, event.target.open);
    },
    true,
  );
  document.addEventListener("htmx:afterSwap", () => {
    for (const details of document.querySelectorAll(".facets details")) {
      const before = stands.get(details.id);
      if (before !== undefined && !details.querySelector("[aria-current]")) details.open = before;
    }
  });
}
