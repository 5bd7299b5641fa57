// Before the first paint: the choice of an earlier visit, else what the system says (dashboard.css).
(() => {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const chosen = localStorage.getItem('nasfuse-theme');
  if (chosen) root.dataset.theme = chosen;

  const announce = () => document.dispatchEvent(new Event('themechange'));
  dark.addEventListener('change', announce);
  document.addEventListener('click', event => {
    if (!event.target.closest('[data-theme-switch]')) return;
    const isDark = (root.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';
    root.dataset.theme = isDark ? 'light' : 'dark';
    localStorage.setItem('nasfuse-theme', root.dataset.theme);
    announce();
  });
})();
