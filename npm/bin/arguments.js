// From the words of the command line to what is wanted.
import { parseArgs } from "node:util";
import { Failure } from "./words.js";

const FORMATS = ["text", "concise", "markdown", "github", "gitlab", "sarif", "junit", "json"];
const GLOBAL = {
  lang: { type: "string" },
  color: { type: "string", values: ["auto", "always", "never"] },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "V" },
};
const PROJECT = {
  platform: { type: "string", multiple: true },
  "all-platforms": { type: "boolean" },
  env: { type: "string", multiple: true },
  "env-file": { type: "string" },
  procfile: { type: "string" },
  select: { type: "string", multiple: true },
  ignore: { type: "string", multiple: true },
  "fail-on": { type: "string", values: ["error", "warning", "never"] },
};
const LIST = { format: { type: "string", values: ["text", "json"] } };

// What each command takes: its options, and how many words beside them.
const COMMANDS = {
  check: { options: { ...PROJECT, format: { type: "string", values: FORMATS } }, words: 1 },
  fix: { options: { ...PROJECT, unsafe: { type: "boolean" }, diff: { type: "boolean" } }, words: 1 },
  explain: { options: {}, words: 1 },
  rules: { options: LIST, words: 0 },
  platforms: { options: LIST, words: 1 },
};
// What only the native program has.
const NATIVE_COMMANDS = ["plan", "build", "init", "lsp", "serve"];
const NATIVE_OPTIONS = ["config", "platform-file", "index", "index-url", "offline", "recursive", "root", "watch"];

// The language that is asked for, or the environment's.
export const languageOf = (args) => {
  const named = args.flatMap((word, place) => (word === "--lang" ? [args[place + 1]] : word.startsWith("--lang=") ? [word.slice(7)] : []));
  const set = named.at(-1) ?? ["LC_ALL", "LC_MESSAGES", "LANG"].map((name) => process.env[name]).find(Boolean);
  return /^zh(?![a-z0-9])/i.test(set ?? "") ? "zh" : "en";
};

const check = (token, option, command) => {
  const { rawName, value } = token;
  if (!option) throw new Failure(NATIVE_OPTIONS.includes(token.name) ? "nativeOption" : "unknownOption", rawName, command);
  if (option.type === "boolean" && value !== undefined) throw new Failure("noSwitch", rawName);
  if (option.type === "string" && value === undefined) throw new Failure("noValue", rawName);
  if (option.values && !option.values.includes(value)) throw new Failure("wrongValue", rawName, value, option.values.join(", "));
  if (token.name === "lang" && !/^(en|zh)(?![a-z0-9])/i.test(value)) throw new Failure("wrongValue", rawName, value, "en, zh");
  if (token.name === "env" && !/^[^=\s]+=/.test(value)) throw new Failure("wrongVariable", value);
};

// What is wanted: `{ command, word, options }`.
export const read = (args) => {
  const { tokens } = parseArgs({ args, options: { ...GLOBAL, ...PROJECT, format: { type: "string" } }, strict: false, allowPositionals: true, tokens: true });
  const words = tokens.filter(({ kind }) => kind === "positional").map(({ value }) => value);
  const [command, ...rest] = words;
  const asks = (name) => tokens.some((token) => token.kind === "option" && token.name === name);
  if (asks("help") || command === "help") return { command: "help" };
  if (asks("version")) return { command: "version" };
  if (command === undefined) return { command: "nothing" };
  if (NATIVE_COMMANDS.includes(command)) throw new Failure("nativeCommand", command);
  if (!Object.hasOwn(COMMANDS, command)) throw new Failure("unknownCommand", command);
  const known = { ...GLOBAL, ...COMMANDS[command].options };
  const options = {};
  for (const token of tokens.filter(({ kind }) => kind === "option")) {
    const option = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
    check(token, option, command);
    if (option.multiple) (options[token.name] ??= []).push(token.value);
    else if (option.type === "string" && token.name in options) throw new Failure("twice", token.rawName);
    else options[token.name] = token.value ?? true;
  }
  if (options.platform && options["all-platforms"]) throw new Failure("exclusive");
  if (rest.length > COMMANDS[command].words) throw new Failure("tooMany", rest[COMMANDS[command].words], command);
  if (command === "explain" && rest.length === 0) throw new Failure("noRule");
  return { command, word: rest[0], options };
};
