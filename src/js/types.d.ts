export type Language = "en" | "zh";
export type Severity = "error" | "warning" | "info";
export type Certainty = "certain" | "likely";
export type Stage = "detect" | "pre-compile" | "build" | "release" | "boot" | "run";
export type Safety = "safe" | "unsafe" | "display";

/** One thing in a folder. */
export type Entry =
  /** `mode` are the permissions as the bits of Unix; left out or 0 where they are not known. */
  | { name: string; kind: "file"; size: number; mode?: number }
  | { name: string; kind: "folder" }
  /** `target` is where it leads, as it is written; left out if that is no text. */
  | { name: string; kind: "link"; target?: string }
  /** `other` is what is no file, such as a socket; `unreadable` what cannot be told; the last two have a name that is no text. */
  | { name: string; kind: "other" | "unreadable" | "unnamed" | "unnamed-folder" };

/** A folder that is read while it is checked: nothing is opened that nobody asks for. */
export interface Folder {
  /** What lies in the folder of this path from the root, which is `""`. Throws an `Error` if it cannot be read. */
  list(path: string): Entry[];
  /** The content of a file; `null` if it cannot be read. A configuration may extend files beside the folder: `../base.toml`. */
  read(path: string): Uint8Array | null;
}

/** A project: one of these four. */
export type Source =
  /** The files by their path from the root; `null` means that a file exists whose content is not given. */
  | { files: Record<string, string | Uint8Array | null>; folder?: undefined; archive?: undefined; bundle?: undefined }
  | { folder: Folder; files?: undefined; archive?: undefined; bundle?: undefined }
  /** A zip or a tar, packed by gzip or not; `name` is for errors to speak of. */
  | { archive: Uint8Array; name?: string; files?: undefined; folder?: undefined; bundle?: undefined }
  /** A project bundle, as JSON. */
  | { bundle: string; files?: undefined; folder?: undefined; archive?: undefined };

/** What is wanted of a project. */
export interface Wishes {
  /** Ids of platforms; what the bundle or the configuration says, or `rainbond`, when left out. */
  platforms?: string[];
  /** Variables that are set on the platform. */
  env?: Record<string, string>;
  /** The text of a file of such variables, KEY=VALUE a line; `env` goes before it. */
  envFile?: string;
  /** The Procfile that is set on the platform. */
  procfile?: string;
  /** The folder that the platforms are set to build, as far as they can be; paths still count from the top. */
  root?: string;
  /** Only these rules: codes, names, or beginnings such as `PSH2`. */
  select?: string[];
  /** Not these rules. */
  ignore?: string[];
  /** The language of the sentences; `en` when left out. */
  lang?: Language;
}

/** What `check` and `render` look at. */
export type Input = Source & Wishes;

/** What `fix` looks at. */
export type FixInput = Input & {
  /** Whether fixes are applied that only probably do what was meant. */
  unsafe?: boolean;
};

export interface Position { line: number; column: number; offset: number }
export interface Span { start: Position; end: Position }

export interface Fix {
  title: string;
  safety: Safety;
  edits: { file: string; start: number; end: number; text: string }[];
  renames: { from: string; to: string }[];
  creates: { file: string; text: string }[];
  deletes: string[];
}

export interface Diagnostic {
  code: string;
  name: string;
  severity: Severity;
  certainty: Certainty;
  stage: Stage;
  file: string | null;
  span: Span | null;
  message: string;
  detail: string;
  platform_says: string | null;
  related: { file: string; span: Span | null; message: string }[];
  fix: Fix | null;
  url: string;
}

export interface Step {
  id:
    | "write-procfile" | "pre-compile-hook" | "install-python" | "install-package-manager" | "install-dependencies"
    | "collect-static-dry-run" | "collect-static" | "post-compile-hook" | "override-procfile" | "pack";
  title: string;
  command: string[];
  env: Record<string, string>;
  because: string;
}

export interface Report {
  platform: { id: string; name: string };
  verdict: "ready" | "risky" | "blocked" | "not-python";
  counts: { error: number; warning: number; info: number };
  detection: { language: "python" | null; builder: "buildpack" | "dockerfile" | null; because: string[]; also: string[] };
  package_manager: { name: string; file: string } | null;
  python: {
    requested: string | null;
    source: string | null;
    resolved: string | null;
    status: "ok" | "default" | "unavailable" | "end-of-life" | "invalid" | "unread";
    end_of_life: string | null;
  };
  procfile: {
    source: "file" | "override" | "generated" | "documented-default" | "none";
    text: string | null;
    processes: { name: string; command: string; line: number }[];
  };
  static_files: {
    applies: boolean;
    runs: boolean;
    manage_py: string | null;
    reason: "disabled" | "no-manage-py" | "django-not-listed" | "not-supported" | "staticfiles-not-installed" | null;
  };
  plan: { steps: Step[]; without?: string[] };
  diagnostics: Diagnostic[];
  not_checked: { what: string; command: string }[];
}

export interface Output {
  schema: 1;
  tool: { name: string; version: string };
  project: { files: number; bytes: number; skipped: { path: string; reason: string }[] };
  reports: Report[];
}

export interface FixNote { code: string; file: string | null; title: string }

/** A file that is not the same after the fixes. */
export type Change =
  | { kind: "create"; path: string; new: Uint8Array }
  | { kind: "modify"; path: string; old: Uint8Array; new: Uint8Array }
  | { kind: "rename"; from: string; path: string; old: Uint8Array; new: Uint8Array }
  | { kind: "delete"; path: string; old: Uint8Array };

export interface FixOutput {
  /** The files after the fixes; none of a `folder`, whose `changes` say more. */
  files: Record<string, string | Uint8Array | null>;
  /** The files that are not the same any more, sorted by path. */
  changes: Change[];
  /** The changes as `git apply` takes them. */
  patch: Uint8Array;
  applied: FixNote[];
  /** What could not be applied, and why. */
  refused: (FixNote & { reason: string })[];
  /** What is still said of the project. */
  left: Diagnostic[];
  /** What `pushready fix` prints. */
  summary: string;
  /** What it prints beside it, a line each. */
  remarks: string[];
}

export type Format = "text" | "concise" | "markdown" | "github" | "gitlab" | "sarif" | "junit" | "json" | "jsonl";

/** How text is to look. */
export interface Look {
  /** Whether colours may be used, as escape sequences of terminals. */
  color?: boolean;
  /** The address of the page; with colours, codes of rules become links to it. */
  site?: string;
}

export interface Rendered {
  text: string;
  /** The severity of the worst diagnostic, if there is any. */
  worst: Severity | null;
}

export interface RuleSummary {
  code: string;
  name: string;
  summary: string;
  stage: Stage;
  severity: Severity;
  fix: "safe" | "unsafe" | "display" | "none";
  since: string;
}

/** Judges a project. Throws an `Error` that names the field when the input has the wrong shape. */
export function check(input: Input): Output;
/** Judges a project, and gives the report as `pushready check --format FORMAT` prints it. */
export function render(input: Input, format: Format, look?: Look): Rendered;
/** Applies the fixes that are safe, or all with `unsafe: true`, until nothing is left to apply. */
export function fix(input: FixInput): FixOutput;
/** Every platform with all its facts, each with its source. */
export function platforms(): Record<string, unknown>[];
/** Every rule. */
export function rules(lang?: Language): RuleSummary[];
/** What `pushready rules`, `platforms`, `explain RULE` and `platforms ID` print; `undefined` if there is none of that name. */
export function describe(topic: "rules" | "platforms", name?: undefined, look?: Look & { lang?: Language }): string;
export function describe(topic: "rule" | "platform", name: string, look?: Look & { lang?: Language }): string | undefined;
/** The version of this package. */
export function version(): string;
