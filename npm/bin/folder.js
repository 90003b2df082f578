// A folder on the disk, as the module asks for one.
import { lstatSync, readFileSync, readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";

const strict = new TextDecoder("utf-8", { fatal: true });
const lossy = new TextDecoder();

const text = (bytes) => {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
};

const file = (name, place) => {
  try {
    const { size, mode } = lstatSync(place);
    return { name, kind: "file", size, mode: process.platform === "win32" ? 0 : mode };
  } catch {
    return { name, kind: "file" };
  }
};

const link = (name, place) => {
  try {
    return { name, kind: "link", target: text(readlinkSync(place, { encoding: "buffer" })) };
  } catch {
    return { name, kind: "link" };
  }
};

const entry = (folder, found) => {
  const name = text(found.name);
  if (name === undefined) return { name: lossy.decode(found.name), kind: found.isDirectory() ? "unnamed-folder" : "unnamed" };
  if (found.isSymbolicLink()) return link(name, join(folder, name));
  if (found.isDirectory()) return { name, kind: "folder" };
  return found.isFile() ? file(name, join(folder, name)) : { name, kind: "other" };
};

export const folderAt = (root) => ({
  list(path) {
    const folder = join(root, path);
    return readdirSync(folder, { withFileTypes: true, encoding: "buffer" }).map((found) => entry(folder, found));
  },
  read(path) {
    try {
      return readFileSync(join(root, path));
    } catch {
      return null;
    }
  },
});
