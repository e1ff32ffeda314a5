// Runs before the first paint, so that nobody who chose dark sees a white flash.
try {
  const chosen = JSON.parse(localStorage.getItem('makerstake.settings') ?? '{}').theme ?? 'system';
  const dark = chosen === 'dark' || (chosen === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
} catch {
  document.documentElement.dataset.theme = 'light';
}
