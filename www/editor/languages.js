// Which language a file is written in, by its name. The large ones are fetched when they are needed.
import { procfile } from "./procfile.js";
import { requirements } from "./requirements.js";

const LANGUAGES = [
  [/(^|\/)procfile[^/]*$/i, () => procfile],
  [/(requirements|constraints)([^/]*|\/[^/]*)\.(txt|in)$/i, () => requirements],
  [/\.pyi?$/i, async () => (await import("./python.js")).python],
  [/(^|\/)(pipfile|uv\.lock|poetry\.lock|[^/]*\.toml)$/i, async () => (await import("./toml.js")).toml],
];

export const languageOf = async (path) => LANGUAGES.find(([pattern]) => pattern.test(path))?.[1]() ?? [];
