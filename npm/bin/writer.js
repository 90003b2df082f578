// Writes changes into a folder: all of them or none. New contents are first written beside the files; only when all are there
// do they take their places, and when that fails, what was done is undone.
import { chmodSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Failure } from "./words.js";

const trying = (path, work) => {
  try {
    return work();
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure("unwritable", path, error.code ?? error.message);
  }
};

const checkUnchanged = (folder, path, old) =>
  trying(path, () => {
    if (!readFileSync(join(folder, path)).equals(old)) throw new Failure("changed", path);
  });

// The folder's list is asked and not the name itself, since where case does not count, the new name of a file would seem to
// be taken by the file.
const checkFree = (folder, path) =>
  trying(path, () => {
    const target = join(folder, path);
    let names = [];
    try {
      names = readdirSync(dirname(target));
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
    }
    if (names.includes(basename(target))) throw new Failure("inTheWay", path);
  });

const check = (folder, { kind, path, from, old }) => {
  if (kind === "create") return checkFree(folder, path);
  checkUnchanged(folder, from ?? path, old);
  if (kind === "rename") checkFree(folder, path);
};

const beside = (target) => join(dirname(target), `.${basename(target)}.pushready-${process.pid}`);

// Everything is a renaming: a prepared file takes its place, a file gets its name, a deleted one goes aside.
const prepare = (folder, { kind, path, from, old, new: content }, temporary) => {
  const place = (name, replaced) => {
    const target = join(folder, name);
    const prepared = beside(target);
    mkdirSync(dirname(target), { recursive: true });
    temporary.push(prepared);
    writeFileSync(prepared, content, { flag: "wx" });
    if (replaced) chmodSync(prepared, statSync(target).mode);
    return { path: name, from: prepared, to: target, replaced };
  };
  return trying(path, () => {
    if (kind === "create" || kind === "modify") return [place(path, old)];
    if (kind === "delete") {
      const aside = beside(join(folder, path));
      temporary.push(aside);
      return [{ path, from: join(folder, path), to: aside }];
    }
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    const written = Buffer.compare(old, content) === 0 ? [] : [place(from, old)];
    return [...written, { path, from: join(folder, from), to: join(folder, path) }];
  });
};

const undo = ({ from, to, replaced }) => {
  renameSync(to, from);
  if (replaced) writeFileSync(to, replaced);
};

export const write = (folder, changes) => {
  for (const change of changes) check(folder, change);
  const temporary = [];
  try {
    const steps = changes.flatMap((change) => prepare(folder, change, temporary));
    steps.forEach((step, done) => {
      try {
        renameSync(step.from, step.to);
      } catch (error) {
        steps.slice(0, done).toReversed().forEach(undo);
        throw new Failure("unwritable", step.path, error.code ?? error.message);
      }
    });
  } finally {
    for (const file of temporary) rmSync(file, { force: true });
  }
};
