// The sessions of the native program, in which each command stands with all that it prints (tests/cli/session.rs).
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";

const folder = "tests/cli/sessions";
export const sessions = readdirSync(folder);

// A copy of the projects, with what cannot be kept in a repository.
const workplace = () => {
  const place = mkdtempSync(join(tmpdir(), "pushready-"));
  cpSync("tests/cli/projects", place, { recursive: true });
  const files = readdirSync(join(place, "missing-space")).map((name) => [`missing-space/${name}`, readFileSync(join(place, "missing-space", name))]);
  const zip = Buffer.from(zipSync(Object.fromEntries(files)));
  writeFileSync(join(place, "missing-space.zip"), zip);
  writeFileSync(join(place, "broken.zip"), zip.subarray(0, zip.length / 2));
  writeFileSync(join(place, "big.zip"), "");
  truncateSync(join(place, "big.zip"), 2 ** 31);
  return place;
};

const text = (bytes) => bytes.toString("utf8").replaceAll("\x1b", "^[").replaceAll("\r", "^M");

const said = ({ stdout, stderr, status }) => {
  let out = text(stdout);
  if (out && !out.endsWith("\n")) out += "\n\\ no line end\n";
  return { out, err: text(stderr), status };
};

// The commands of a session with what the native program says; `2> ` begins a line of standard error, `? ` the status.
const steps = (session) =>
  session.split(/^\$ /m).slice(1).map((step) => {
    const [command, ...lines] = step.split("\n").slice(0, -1).filter((line) => !line.startsWith("// "));
    const out = lines.filter((line) => !/^(2> |\? )/.test(line)).map((line) => `${line}\n`).join("");
    const err = lines.filter((line) => line.startsWith("2> ")).map((line) => `${line.slice(3)}\n`).join("");
    return { command, expected: { out, err, status: Number(lines.find((line) => line.startsWith("? "))?.slice(2) ?? 0) } };
  });

// Runs a session with the program that `bin` holds, and gives each command with what was expected and what was said.
export const replay = (name, bin) => {
  const place = workplace();
  try {
    const env = { PATH: `${bin}:${process.env.PATH}`, HOME: place };
    return steps(readFileSync(join(folder, name), "utf8")).map(({ command, expected }) => {
      const now = said(spawnSync("bash", ["-c", command], { cwd: place, env, stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28 }));
      return { command, expected, now };
    });
  } finally {
    rmSync(place, { recursive: true });
  }
};
