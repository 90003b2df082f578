// Reading the project from wherever it is, into what the module takes.
import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { folderAt } from "./folder.js";
import { Failure } from "./words.js";

const unreadable = (path, error) => new Failure(error.code === "ENOENT" ? "nothingThere" : "unreadable", path, error.code ?? error.message);

// As the module has it; a file of more is not even opened.
const MAX_ARCHIVE = 256 * 1024 * 1024;

const standardInput = () => {
  const bytes = process.stdin.isTTY ? Buffer.alloc(0) : readFileSync(0);
  if (bytes.length === 0) throw new Failure("emptyInput");
  return bytes;
};

// By its name, or as the only one of these formats that begins with a brace.
const isBundle = (bytes, path) => /\.json$/i.test(path) || /^\s*\{/.test(bytes.subarray(0, 1024).toString("latin1"));

const bundle = (bytes, path) => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Failure("bundleEncoding", path);
  }
};

export const project = (path) => {
  try {
    const found = path === "-" ? undefined : statSync(path);
    if (found?.isDirectory()) return { folder: folderAt(path) };
    if (found?.size > MAX_ARCHIVE) throw new Failure("oversized", path, MAX_ARCHIVE / 1024 / 1024);
    const bytes = path === "-" ? standardInput() : readFileSync(path);
    return isBundle(bytes, path) ? { bundle: bundle(bytes, path) } : { archive: bytes, name: basename(path) };
  } catch (error) {
    throw error instanceof Failure ? error : unreadable(path, error);
  }
};

export const text = (path) => {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Failure(error.code === "ENOENT" ? "noSuchFile" : "unreadable", path, error.code ?? error.message);
  }
};
