// Runs before the page is painted: the language and the colours it was left in. No module, so that
// nothing flashes; storage may be forbidden, then the page is Chinese and follows the system.
(() => {
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search).get("lang");
  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const lang = ["zh", "en"].includes(asked) ? asked : kept("aitalent-kg-lang");
  if (lang === "en") {
    root.lang = "en";
    root.dataset.lang = "en";
  }
  const theme = kept("aitalent-kg-theme");
  if (theme === "dark" || theme === "light") {
    root.dataset.theme = theme;
  }
})();
