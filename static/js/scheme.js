// Sets the remembered colour scheme before the first paint, and runs the switch in the footer.
(() => {
  const root = document.documentElement;
  const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");
  const read = () => {
    try {
      return localStorage.getItem("scheme");
    } catch {
      return null; // storage is closed to us: follow the system
    }
  };
  const keep = (scheme) => {
    try {
      localStorage.setItem("scheme", scheme);
    } catch {
      // it lasts for this page only
    }
  };
  const remembered = read();
  if (remembered === "dark" || remembered === "light") root.dataset.scheme = remembered;
  const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : prefersDark.matches);

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("scheme");
    if (!button) return;
    const label = () => {
      button.textContent = isDark() ? button.dataset.light : button.dataset.dark;
    };
    button.hidden = false;
    label();
    prefersDark.addEventListener("change", label);
    button.addEventListener("click", () => {
      root.dataset.scheme = isDark() ? "light" : "dark";
      keep(root.dataset.scheme);
      label();
    });
  });
})();
