/** Light or dark: as the system, until someone chooses. */

const KEY = "theme";

/** @param {() => void} repaint */
export function theme(repaint) {
  const chosen = localStorage.getItem(KEY);
  if (chosen) {
    document.documentElement.dataset.theme = chosen;
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  document.addEventListener("themechange", repaint);
}

/** @param {"light" | "dark" | ""} choice empty for the system's */
export function chooseTheme(choice) {
  if (choice) {
    document.documentElement.dataset.theme = choice;
    localStorage.setItem(KEY, choice);
  } else {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem(KEY);
  }
  document.dispatchEvent(new Event("themechange"));
}

export function chosenTheme() {
  return document.documentElement.dataset.theme ?? "";
}
