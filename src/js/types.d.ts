export type Language = "en" | "zh";
export type Severity = "error" | "warning" | "info";
export type Certainty = "certain" | "likely";
export type Stage = "detect" | "pre-compile" | "build" | "release" | "boot" | "run";
export type Safety = "safe" | "unsafe" | "display";

/** What `check` and `fix` look at. */
export interface Input {
  /** The files by their path from the root; `null` means that a file exists whose content is not given. */
  files: Record<string, string | Uint8Array | null>;
  /** Ids of platforms; `rainbond` when left out. */
  platforms?: string[];
  /** Variables that are set on the platform. */
  env?: Record<string, string>;
  /** The Procfile that is set on the platform. */
  procfile?: string;
  /** The folder that the platforms are set to build, as far as they can be; paths still count from the top. */
  root?: string;
  /** The language of the sentences; `en` when left out. */
  lang?: Language;
}

/** What `fix` looks at. */
export interface FixInput extends Input {
  /** Whether fixes are applied that only probably do what was meant. */
  unsafe?: boolean;
}

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
  plan: { steps: Step[] };
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

export interface FixOutput {
  /** The files after the fixes. */
  files: Record<string, string | Uint8Array | null>;
  applied: FixNote[];
  /** What could not be applied, and why. */
  refused: (FixNote & { reason: string })[];
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
/** Applies the fixes that are safe, or all with `unsafe: true`, until nothing is left to apply. */
export function fix(input: FixInput): FixOutput;
/** Every platform with all its facts, each with its source. */
export function platforms(): Record<string, unknown>[];
/** Every rule. */
export function rules(lang?: Language): RuleSummary[];
/** The version of this package. */
export function version(): string;
