/** Light, dark, or as the device says; kept in this browser. */

export const THEMES = ['auto', 'light', 'dark'] as const;

export type Theme = (typeof THEMES)[number];

const KEY = 'theme';
const chosen = $state<{ theme: Theme }>({ theme: 'auto' });

export function theme(): Theme {
  return chosen.theme;
}

export function setTheme(theme: Theme): void {
  chosen.theme = theme;
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage may be refused (private windows): the choice then lasts as long as the page.
  }
}

/** Take up what was chosen before. */
export function restoreTheme(): void {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept === 'light' || kept === 'dark') setTheme(kept);
  } catch {
    // As above.
  }
}
