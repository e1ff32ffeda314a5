// A style sheet that is made, not written into the page: the strictest policies allow it. Every colour and shape is a custom
// property of the page's.
const TEXT = `
:host {
  --ink: var(--makerstake-ink, #1c1b1a);
  --muted: var(--makerstake-muted, #5d5a56);
  --surface: var(--makerstake-surface, #fffdf9);
  --edge: var(--makerstake-edge, #8a857d);
  --accent: var(--makerstake-accent, #7a2e1f);
  --on-accent: var(--makerstake-on-accent, #ffffff);
  --bad: var(--makerstake-bad, #9b1c1c);
  display: block;
  font: var(--makerstake-font, 1rem/1.5 system-ui, sans-serif);
  color: var(--ink);
}
:host([hidden]) { display: none; }
section {
  background: var(--surface);
  border: 1px solid var(--edge);
  border-radius: var(--makerstake-radius, 0.75rem);
  padding: 1rem 1.25rem;
}
h3 { margin: 0 0 0.5rem; font-size: 1.125rem; overflow-wrap: anywhere; }
p, dl, ul { margin: 0.25rem 0 0.75rem; }
ul { padding-inline-start: 1.25rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.125rem 0.75rem; }
dt, small { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
fieldset { border: 0; margin: 0 0 0.75rem; padding: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; }
legend { padding: 0; margin-bottom: 0.25rem; }
label { display: inline-flex; align-items: center; gap: 0.375rem; min-height: 2rem; }
meter { width: 100%; height: 0.75rem; }
button, input[type='file']::file-selector-button {
  font: inherit; color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent);
  border-radius: 999px; min-height: 2.5rem; padding: 0 1.25rem; cursor: pointer;
}
button:disabled { opacity: 0.6; cursor: not-allowed; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.bad { color: var(--bad); }
`;

let sheet: CSSStyleSheet | undefined;

/** The one style sheet of all elements. */
export function style(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(TEXT);
  }
  return sheet;
}
