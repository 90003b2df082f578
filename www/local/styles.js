// The styles of what this folder adds, as a constructed sheet, which the page's policy admits.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
local-folder { display: grid; gap: 0.4rem; width: 100%; }
local-folder[hidden], local-build[hidden] { display: none; }
local-folder code { overflow-wrap: anywhere; }
.local-notices { position: fixed; inset: auto 1rem 1rem; z-index: 36; display: grid; gap: 0.6rem; justify-items: center; pointer-events: none; }
.local-notice { pointer-events: auto; display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.6rem 1rem; max-width: min(60rem, 100%); padding: 0.8rem 1rem; border: 1px solid var(--warning); border-radius: var(--radius); background: var(--surface); box-shadow: var(--shadow); overflow-wrap: anywhere; }
.local-notice p { flex: 1 1 18rem; }
.local-body { display: grid; gap: 0.8rem; padding: 0.25rem 1.5rem 1.5rem; }
.local-body pre { max-height: min(26rem, 55dvh); overflow: auto; padding: 0.5rem 0; border: 0; }
.local-body span { display: block; padding-inline: 0.7rem; color: var(--muted); }
.local-body .row span { padding: 0; }
.local-problem { color: var(--error); font-weight: 600; }
.local-problem:empty { display: none; }
local-build { display: grid; gap: 0.6rem; padding-top: 0.6rem; border-top: 1px solid var(--line); }
local-build h4 { margin: 0; font-size: var(--body); }
.local-choice { display: inline-flex; align-items: center; gap: 0.45rem; min-height: 2.2rem; font-size: var(--note); }
.local-choice input { width: 1.1rem; height: 1.1rem; accent-color: var(--accent); }
.local-steps { display: grid; gap: 0.4rem; }
.local-steps:empty, local-build [role="status"]:empty { display: none; }
.local-step { --tone: var(--plain); border-inline-start: 3px solid var(--tone); border-radius: 8px; background: var(--sunken); font-size: var(--note); }
.local-step.done, .local-step.cached, .local-step.unchanged { --tone: var(--ready); }
.local-step.running { --tone: var(--accent); }
.local-step.broken { --tone: var(--error); }
.local-step > p, .local-step summary { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.1rem 0.9rem; padding: 0.5rem 0.8rem; }
.local-step summary { cursor: pointer; }
.local-step summary::before { content: "▸"; color: var(--muted); }
.local-step [open] summary::before { content: "▾"; }
.local-state { color: var(--tone); font-weight: 600; }
.local-foretold { margin-inline-start: auto; color: var(--muted); }
.local-step pre { max-height: 16rem; overflow: auto; margin: 0 0.8rem 0.7rem; padding: 0.6rem 0.85rem; border-radius: 10px; background: light-dark(#22272d, #0d1013); color: #e9edf1; font-size: var(--small); white-space: pre-wrap; overflow-wrap: anywhere; }
.local-step pre:empty { display: none; }
local-build [role="status"] { font-weight: 600; font-size: var(--note); }
@media (max-width: 1099px) {
  .local-choice, .local-step summary { min-height: 44px; }
  local-build .button { width: 100%; }
}
`);
document.adoptedStyleSheets.push(sheet);
