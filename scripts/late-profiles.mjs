// Lays beside the page what its program does without at first: the profiles of all platforms but one. The crate's build script has
// written them, with the name by which the program asks for them.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const page = process.env.TRUNK_STAGING_DIR;
const inside = (folder) => (existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []);
const profiles = inside(join(process.env.CARGO_TARGET_DIR ?? "target", "wasm32-unknown-unknown"));
const outputs = profiles.flatMap((profile) => inside(join(profile, "build"))).map((folder) => join(folder, "out/late.txt"));

const program = readdirSync(page).find((name) => /^web-\w+_bg\.wasm$/.test(name));
const [wanted] = /platforms-[0-9a-f]{16}\.txt/.exec(readFileSync(join(page, program), "latin1"));
const written = outputs.filter(existsSync).map((file) => readFileSync(file, "utf8").split("\n"));
const [name, text] = written.find(([name]) => name === wanted);
writeFileSync(join(page, name), text);
