// Runs before the page is drawn, so that a reader who chose dark never sees a flash of light.
(() => {
  "use strict";
  const root = document.documentElement;
  let chosen = null;
  try {
    chosen = localStorage.getItem("mode");
  } catch {
    // Storage can be switched off; the page then follows the device.
  }
  const mode = ["light", "dark"].includes(chosen) ? chosen : "auto";
  const dark = mode === "dark" || (mode === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.mode = mode;
  root.dataset.theme = dark ? "dark" : "light";
})();
