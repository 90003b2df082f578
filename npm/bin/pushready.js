#!/usr/bin/env -S node --
// The program `pushready` for whoever has Node: what it says comes from the module, and is the native program's to the byte.
import { describe, fix, platforms, render, rules, version } from "../node.js";
import { languageOf, read } from "./arguments.js";
import { project, text } from "./input.js";
import { Failure, sentence } from "./words.js";
import { write } from "./writer.js";

const WRONG_REQUEST = 2;
const SEVERITIES = ["info", "warning", "error"];

const out = (result) => process.stdout.write(result);
// What is not known is left out, as the native program does.
const json = (value) => out(`${JSON.stringify(value, (_, part) => part ?? undefined, 2)}\n`);
const say = (line) => process.stderr.write(`${line}\n`);

const look = ({ color = "auto" }, lang) => {
  const { NO_COLOR, CLICOLOR_FORCE, TERM, PUSHREADY_SITE: site } = process.env;
  const wanted = !NO_COLOR && TERM !== "dumb" && (process.stdout.isTTY || Boolean(CLICOLOR_FORCE && CLICOLOR_FORCE !== "0"));
  return { lang, color: color === "always" || (color === "auto" && wanted), ...(site?.startsWith("http") && { site }) };
};

const codes = (lists = []) => lists.flatMap((list) => list.split(","));

// What the module is asked; wrong options are told before a large project is read.
const input = (path, options, lang) => {
  const known = platforms().map(({ id }) => id);
  const unknown = options.platform?.find((id) => !known.includes(id));
  if (unknown !== undefined) throw new Failure("unknownPlatform", unknown, known.join(", "));
  const envFile = options["env-file"];
  return {
    ...project(path),
    platforms: options["all-platforms"] ? known : [...new Set(options.platform)],
    env: Object.fromEntries((options.env ?? []).map((set) => /^([^=]+)=([^]*)$/.exec(set).slice(1))),
    ...(envFile !== undefined && { envFile: text(envFile) }),
    ...(options.procfile !== undefined && { procfile: options.procfile }),
    ...(options.root !== undefined && { root: options.root }),
    select: codes(options.select),
    ignore: codes(options.ignore),
    lang,
  };
};

const status = (worst, { "fail-on": least = "error" }) => (least !== "never" && SEVERITIES.indexOf(worst) >= SEVERITIES.indexOf(least) ? 1 : 0);

// What the module says is wrong names its own field, where a user knows the path.
const asking = (path, options, ask) => {
  try {
    return ask();
  } catch (error) {
    const [, field, problem] = /^`(folder|archive|bundle|configuration|envFile)`: ([^]*)$/.exec(error.message) ?? [];
    if (field === "envFile") throw new Failure("badEnvFile", options["env-file"], problem);
    if (field === "configuration") throw new Error(problem);
    throw field ? new Failure("about", path, problem) : error;
  }
};

const COMMANDS = {
  help: (_, lang) => void out(sentence("help", lang)),
  nothing(_, lang) {
    process.stderr.write(sentence("help", lang));
    return WRONG_REQUEST;
  },
  version: () => void out(`pushready ${version()}\n`),
  check({ word: path = ".", options }, lang) {
    const asked = input(path, options, lang);
    const { text, worst } = asking(path, options, () => render(asked, options.format ?? "text", look(options, lang)));
    // A line of many says which project it is of; the module knows no path.
    out(options.format === "jsonl" ? text.replace("{", `{"path":${JSON.stringify(path)},`) : text);
    return status(worst, options);
  },
  fix({ word: path = ".", options }, lang) {
    const asked = { ...input(path, options, lang), unsafe: options.unsafe ?? false };
    if (!asked.folder && !options.diff) throw new Failure("notAFolder", path);
    const { changes, patch, summary, remarks, left } = asking(path, options, () => fix(asked));
    if (options.diff) out(patch);
    else {
      write(path, changes);
      out(summary);
    }
    remarks.forEach(say);
    const worst = left.map(({ severity }) => severity).toSorted((a, b) => SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b)).at(-1);
    return status(worst, options);
  },
  explain({ word: rule, options }, lang) {
    const page = describe("rule", rule, look(options, lang));
    if (page === undefined) throw new Failure("unknownRule", rule);
    out(page);
  },
  rules({ options }, lang) {
    if (options.format === "json") json(rules(lang));
    else out(describe("rules", undefined, look(options, lang)));
  },
  platforms({ word: id, options }, lang) {
    const all = platforms();
    const one = all.find((platform) => platform.id === id);
    if (id !== undefined && !one) throw new Failure("unknownPlatform", id, all.map((platform) => platform.id).join(", "));
    if (options.format === "json") json(one ?? all.map(({ id, name, summary }) => ({ id, name, summary: summary[lang] })));
    else out(one ? describe("platform", id, look(options, lang)) : describe("platforms", undefined, look(options, lang)));
  },
};

const args = process.argv.slice(2);
const lang = languageOf(args);
// A reader that went away has what it wanted.
process.stdout.on("error", ({ code }) => {
  if (code === "EPIPE") return;
  say(sentence("error", lang, sentence("output", lang, code)));
  process.exitCode = WRONG_REQUEST;
});
const { PUSHREADY_INDEX: wish = "0" } = process.env;
try {
  const wanted = read(args);
  if (["check", "fix"].includes(wanted.command) && !["", "0"].includes(wish)) say(sentence("indexLeftAlone", lang));
  process.exitCode = COMMANDS[wanted.command](wanted, lang) ?? 0;
} catch (error) {
  say(sentence("error", lang, error instanceof Failure ? error.text(lang) : error.message));
  process.exitCode = WRONG_REQUEST;
}
