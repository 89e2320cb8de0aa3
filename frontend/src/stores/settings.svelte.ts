/** What a reader has chosen for this browser: language and theme. */

export type Language = 'en' | 'fr';
export type Theme = 'auto' | 'light' | 'dark';

function kept(name: string, allowed: readonly string[]): string | null {
  const value = localStorage.getItem(`recoupe.${name}`);
  return value && allowed.includes(value) ? value : null;
}

const dark = matchMedia('(prefers-color-scheme: dark)');
let systemDark = $state(dark.matches);
let language = $state((kept('language', ['en', 'fr']) ?? (navigator.language.startsWith('fr') ? 'fr' : 'en')) as Language);
let theme = $state((kept('theme', ['auto', 'light', 'dark']) ?? 'auto') as Theme);
dark.addEventListener('change', (event) => (systemDark = event.matches));

export const settings = {
  get language(): Language {
    return language;
  },
  get theme(): Theme {
    return theme;
  },
  get dark(): boolean {
    return theme === 'auto' ? systemDark : theme === 'dark';
  },
};

export function setLanguage(value: Language): void {
  language = value;
  localStorage.setItem('recoupe.language', value);
  showSettings();
}

export function setTheme(value: Theme): void {
  theme = value;
  localStorage.setItem('recoupe.theme', value);
  showSettings();
}

export function showSettings(): void {
  const root = document.documentElement;
  root.lang = language;
  if (theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme;
}
