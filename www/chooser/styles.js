// The styles of the chooser, which come with it and not with the page: as a constructed sheet, which the page's policy admits.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
.chooser-find { display: grid; gap: 0.35rem; padding: 0.25rem 1.5rem 0.5rem; }
.chooser-find label { font-size: var(--note); font-weight: 600; }
.chooser-find input { width: 100%; min-height: 44px; padding: 0.4rem 0.8rem; border: 1px solid var(--line); border-radius: 10px; background: var(--sunken); color: var(--ink); font: inherit; }
.chooser > .note:not(:empty) { margin: 0.5rem 1.5rem 1.25rem; }
.chooser-list { padding: 0 0.75rem 1rem; }
.chooser-list h3 { margin: 0; padding: 0.9rem 0.75rem 0.3rem; font-size: var(--small); color: var(--muted); }
.chooser-list ul { display: grid; gap: 0.15rem; margin: 0; padding: 0; list-style: none; }
.chooser-list li { display: grid; grid-template-columns: 1fr auto; align-items: center; border-radius: 10px; }
.chooser-list li:hover { background: var(--sunken); }
.chooser-list button { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.1rem 0.7rem; min-height: 44px; padding: 0.5rem 0.75rem; border-radius: 10px; text-align: start; }
.chooser-list button .note { flex: 1 0 100%; font-weight: 400; }
.chooser-list button[aria-current] strong { text-decoration: underline; text-underline-offset: 0.25em; }
.chooser-list label { display: flex; align-items: center; gap: 0.4rem; min-height: 44px; padding: 0 0.75rem; white-space: nowrap; cursor: pointer; }
.chooser-list input { width: 1.1rem; height: 1.1rem; accent-color: var(--accent); }
@media (max-width: 479px) {
  .chooser-list label .note { display: none; }
  .chooser-list label { padding-inline: 0.9rem; }
}
`);
document.adoptedStyleSheets.push(sheet);
