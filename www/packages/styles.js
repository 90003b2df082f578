// The styles of the panel, which come with it and not with the page: as a constructed sheet, which the page's policy admits.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
installed-packages.packages { overflow: visible; }
.packages h2 { outline: none; }
.packages-asking { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; padding: 0.9rem 1.1rem; }
.packages-asking .button { flex: none; }
.packages-asking .note { flex: 1 1 18rem; }
.packages-progress { display: flex; flex-wrap: wrap; align-items: center; gap: 0.3rem 0.9rem; padding: 0 1.1rem 0.9rem; }
.packages-progress progress { width: 14rem; max-width: 100%; accent-color: var(--accent); }
.packages-troubles { display: grid; gap: 0.4rem; }
.packages-troubles li { margin: 0 1.1rem; padding: 0.55rem 0.8rem; border-radius: 10px; background: var(--warning-soft); font-size: var(--note); overflow-wrap: anywhere; }
.packages-troubles li:last-child { margin-bottom: 1rem; }
.packages-troubles code { background: none; padding: 0; }
.packages-table { max-height: min(34rem, 75dvh); overflow: auto; border-top: 1px solid var(--line); border-radius: 0 0 var(--radius) var(--radius); }
.packages-table table { width: 100%; border-collapse: separate; border-spacing: 0; font-size: var(--note); }
.packages-table caption { padding: 0.6rem 1.1rem 0.1rem; color: var(--muted); text-align: start; }
.packages-table th, .packages-table td { padding: 0.4rem 1.1rem; border-top: 1px solid var(--line); text-align: start; vertical-align: baseline; white-space: nowrap; }
.packages-table tbody th { font-weight: 600; }
.packages-table thead th { position: sticky; top: 0; padding-block: 0; border-top: 0; background: var(--surface); color: var(--muted); }
.packages-table thead button { display: flex; align-items: center; gap: 0.35rem; min-height: 2.25rem; font-size: var(--small); font-weight: 600; }
.packages-table thead button:hover { color: var(--ink); }
.packages-table thead button::after { content: "↕"; opacity: 0.55; }
.packages-table [aria-sort] button { color: var(--ink); }
.packages-table [aria-sort="ascending"] button::after { content: "↑"; opacity: 1; }
.packages-table [aria-sort="descending"] button::after { content: "↓"; opacity: 1; }
.packages-table .size { font-variant-numeric: tabular-nums; }
.packages-table td.why { min-width: 14rem; white-space: normal; overflow-wrap: anywhere; color: var(--muted); }
.packages-table .wrong > * { background: var(--error-soft); }
.packages-table .wrong strong { color: var(--error); }
.packages-table .wrong strong::before { content: "✕ "; }
build-start { display: grid; gap: 0.5rem; overflow-wrap: anywhere; }
build-start pre { overflow-x: auto; }
@media (max-width: 1099px) {
  [data-shown="plan"] .packages { display: flex; }
  .packages-asking .button { width: 100%; }
  .packages-table thead button { min-height: 44px; }
  .packages-table th, .packages-table td { padding-inline: 0.8rem; }
  .packages-table tr > :first-child, .packages-table caption { padding-inline-start: 1.1rem; }
}
`);
document.adoptedStyleSheets.push(sheet);
