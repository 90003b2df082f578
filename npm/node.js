// For Node, and what is like it: everything can be called at once.
import { readFileSync } from "node:fs";
import { initSync } from "./pushready.js";

initSync({ module: readFileSync(new URL("pushready_bg.wasm", import.meta.url)) });

export { check, describe, fix, platforms, render, rules, version } from "./pushready.js";

// Browsers have to wait for the module; the same program may do so here.
export default async function init() {}
