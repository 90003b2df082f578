// Builds on this machine, step by step, beside what was predicted. What is told is kept apart from the elements that show it: the
// page draws these anew with every project.
import { element, sentence } from "../packages/elements.js";
import { page } from "./page.js";
import { inEachLanguage, say } from "./words.js";

// More lines than anybody reads back; the last ones say why.
const MOST_LINES = 2_000;

// The build that runs, or the last one.
const build = { steps: [], isRunning: false, report: null, message: "", isReplayed: false };
const shown = new Set();

const HEARD = {
  "build-planned": ({ platform, steps }) => {
    Object.assign(build, { platform, isRunning: true, report: null, message: "" });
    build.steps = steps.map((step) => ({ ...step, state: "waiting", seconds: 0, lines: [] }));
  },
  "step-started": (event) => change(event, { state: "running", title: event.title }),
  "step-skipped": (event) => change(event, { state: event.reason }),
  "step-finished": (event) => change(event, { state: event.ok ? "done" : "broken", seconds: event.seconds.toFixed(1) }),
  output: ({ step, line }) => {
    const { lines } = build.steps.find((known) => known.step === step) ?? { lines: [] };
    lines.push(line);
    if (lines.length > MOST_LINES) lines.shift();
  },
  "build-finished": ({ event, ...report }) => {
    for (const step of build.steps) if (["waiting", "running"].includes(step.state)) step.state = "left";
    Object.assign(build, { isRunning: false, report });
  },
  "build-refused": ({ message }) => Object.assign(build, { steps: [], isRunning: false, report: null, message }),
};

const change = ({ step }, values) => Object.assign(build.steps.find((known) => known.step === step) ?? {}, values);

const verdict = () => {
  const { report, message } = build;
  if (!report) return message;
  const values = { platform: report.platform.name, seconds: report.seconds.toFixed(1) };
  const failure = report.failure ?? report.started?.failure;
  if (failure?.class === "interrupted") return say("buildStopped");
  if (report.failure?.class === "foretold") return say("foretold");
  return say(report.failure ? "buildFailed" : failure ? "startFailed" : "built", values);
};

const foretold = ({ codes, is_beyond }) =>
  codes.length ? say("foretellFails", { codes: codes.join(", ") }) : say(is_beyond ? "foretellBeyond" : "foretellWell");

// Shows what has come of it where the page shows any build's report.
const showOutcome = () => page.drop([new File([JSON.stringify(build.report)], "build-report.json")]);

export class LocalBuild extends HTMLElement {
  static folder;
  // Whether somebody on this page has asked for the build.
  static isAsked = false;

  static hear(event) {
    HEARD[event.event]?.(event);
    for (const one of shown) event.event === "output" ? one.write(event) : one.draw();
    if (event.event === "build-finished" && LocalBuild.isAsked && LocalBuild.folder.isOpen) showOutcome();
    if (["build-finished", "build-refused"].includes(event.event)) LocalBuild.isAsked = false;
  }

  connectedCallback() {
    this.setAttribute("role", "group");
    this.setAttribute("data-testid", "local-build");
    this.heading = element("h4", { id: "local-build-heading" });
    this.setAttribute("aria-labelledby", "local-build-heading");
    this.more = element("p", { class: "note" });
    this.start = element("input", { type: "checkbox", "data-testid": "local-start" });
    this.force = element("input", { type: "checkbox", "data-testid": "local-force" });
    this.button = element("button", { type: "button", class: "button", "data-testid": "local-build-button" });
    this.button.addEventListener("click", () => this.#press());
    this.nearest = element("input", { type: "checkbox", "data-testid": "local-nearest" });
    this.words = [this.start, this.nearest, this.force].map((box) => {
      const words = element("span");
      return [element("label", { class: "local-choice" }, box, words), words];
    });
    this.steps = element("ol", { class: "local-steps", "data-testid": "local-steps" });
    this.status = element("p", { role: "status", "data-testid": "local-verdict" });
    this.outcome = element("button", { type: "button", class: "link-button", "data-testid": "local-outcome" });
    this.outcome.addEventListener("click", showOutcome);
    const row = element("div", { class: "row" }, this.button, ...this.words.map(([label]) => label));
    this.replaceChildren(this.heading, this.more, row, this.steps, this.status, this.outcome);
    this.look = () => this.draw();
    LocalBuild.folder.addEventListener("change", this.look);
    shown.add(this);
    this.forget = inEachLanguage(this.look);
  }

  disconnectedCallback() {
    LocalBuild.folder.removeEventListener("change", this.look);
    shown.delete(this);
    this.forget();
  }

  draw() {
    const { folder } = LocalBuild;
    this.hidden = !folder.isOpen;
    if (this.hidden) return;
    this.heading.textContent = say("buildHeading");
        this.more.textContent = say("buildMore") + (folder.changed.length ? ` ${say("unwritten")}` : "");
    this.button.textContent = say(build.isRunning ? "stop" : "build");
    this.button.classList.toggle("primary", !build.isRunning);
    this.button.disabled = !folder.server.isThere;
    ["start", "nearest", "force"].forEach((word, index) => (this.words[index][1].textContent = say(word)));
    this.#drawSteps();
    const running = build.steps.find(({ state }) => state === "running");
    this.say(build.isRunning ? (running ? `${running.title}: ${say("running")}` : "") : verdict());
    this.outcome.hidden = build.isRunning || !build.report;
    this.outcome.textContent = say("outcome");
  }

  // A status is read aloud when it changes, and only then.
  say(text) {
    if (this.status.dataset.text === text) return;
    this.status.dataset.text = text;
    this.status.replaceChildren(...sentence(text));
  }

  #drawSteps() {
    this.steps.setAttribute("aria-label", say("steps"));
    this.steps.replaceChildren(...build.steps.map((step) => this.#step(step)));
  }

  #step(step) {
    const { state, title, seconds, lines } = step;
    const output = element("pre", { tabindex: "0", "data-step": step.step }, lines.map((line) => `${line}\n`).join(""));
    const head = [
      element("strong", {}, title),
      element("span", { class: "local-state" }, say(state, { seconds })),
      element("span", { class: "local-foretold" }, foretold(step)),
    ];
    const made = element("li", { class: `local-step ${state}`, "data-testid": "local-step", "data-state": state });
    if (!lines.length && state !== "running") return made.append(element("p", {}, ...head)), made;
    const details = element("details", {}, element("summary", { "aria-label": `${title}: ${say(state, { seconds })}` }, ...head), output);
    details.open = step.isUnfolded ?? ["running", "broken"].includes(state);
    details.addEventListener("click", () => setTimeout(() => (step.isUnfolded = details.open)));
    made.append(details);
    queueMicrotask(() => (output.scrollTop = output.scrollHeight));
    return made;
  }

  write({ step, line }) {
    const output = this.steps.querySelector(`[data-step="${step}"]`);
    if (!output) return this.draw();
    const isAtEnd = output.scrollHeight - output.scrollTop - output.clientHeight < 40;
    output.append(`${line}\n`);
    while (output.childNodes.length > MOST_LINES) output.firstChild.remove();
    if (isAtEnd) output.scrollTop = output.scrollHeight;
  }

  async #press() {
    const { server, changes } = LocalBuild.folder;
    this.button.disabled = true;
    try {
      if (build.isRunning) {
        await server.ask("build", { method: "DELETE" });
      } else {
        const { platform, env, procfile } = changes;
        const [start, nearest_patch, force] = [this.start, this.nearest, this.force].map(({ checked }) => checked);
        const body = JSON.stringify({ platform, env, procfile, start, nearest_patch, force });
        await server.ask("build", { method: "POST", body });
        LocalBuild.isAsked = true;
      }
    } catch (error) {
      this.say(error.status ? error.message : say("noAnswer"));
    }
    this.button.disabled = !server.isThere;
  }
}
