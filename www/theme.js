// Sets the theme before anything is drawn, so that nothing flashes. The page's own program takes over from there.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem("pushready.theme");
  } catch {
    // A browser that refuses storage gets the theme of its system.
  }
  document.documentElement.dataset.theme = theme === "light" || theme === "dark" ? theme : "system";
})();
