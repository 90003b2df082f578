// What the program prints, from the sessions that its own tests hold to be true.
import { readFileSync } from "node:fs";

const folder = new URL("../cli/", import.meta.url);

export const project = (name, files) => Object.fromEntries(files.map((file) => [file, readFileSync(new URL(`projects/${name}/${file}`, folder), "utf8")]));

export const printed = (session, command) => {
  const text = readFileSync(new URL(`sessions/${session}.txt`, folder), "utf8");
  const start = text.indexOf(`$ ${command}\n`);
  if (start < 0) throw new Error(`no such command: ${command}`);
  const lines = text.slice(start).split("\n").slice(1);
  const end = lines.findIndex((line) => line.startsWith("$ ") || line.startsWith("? "));
  return `${lines.slice(0, end).join("\n")}\n`;
};
