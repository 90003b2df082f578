import { strToU8, zipSync } from "fflate";
import { printed, project } from "../e2e/session.mjs";
import { BOTH, BROKEN, READY, WIDE, assert, id, test } from "./fixtures.mjs";
import * as judgements from "./judgements.mjs";

const zip = (files) => zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));

test("a picked folder is taken as the root", BOTH, async (app) => {
  await app.open(BROKEN);
  await app.judged(judgements.BLOCKED);
  await app.show("Files");
  await app.sees(id("root"), "The folder shop/ was taken as the root");
});

test("picked files are a project, and dropped ones are added to it", WIDE, async (app) => {
  const { Procfile, ...others } = BROKEN;
  await app.pick({ Procfile });
  await app.judged(judgements.NO_PYTHON);
  await app.drop(others);
  await app.judged(judgements.BLOCKED);
  await app.click(id("undo"));
  await app.judged(judgements.NO_PYTHON);
});

test("a picked zip is read like the folder in it", WIDE, async (app) => {
  await app.pick({ "shop.zip": zip(Object.fromEntries(Object.entries(BROKEN).map(([path, text]) => [`shop/${path}`, text]))) });
  await app.judged(judgements.BLOCKED);
});

test("a damaged zip is said, and what was open is open still", BOTH, async (app) => {
  await app.pick({ "shop.zip": "PK\x03\x04 and nothing more" });
  await app.sees(id("alert"), "shop.zip: the archive is damaged: it ends too early or has lost its table of contents; download or pack it again.");
  await app.seesNo(id("verdict"));
  await app.open(READY);
  await app.drop({ "notes.zip": "<html>" });
  await app.sees(id("alert"), "notes.zip: the name ends in .zip, but the content is no archive; download or pack it again.");
  await app.judged(judgements.READY);
  await app.click(id("alert-close"));
  await app.sees(id("alert"), "");
});

test("a project is told of in the very words of the program", WIDE, async (app) => {
  await app.drop(project("missing-space", ["Procfile", "app.py", "requirements.txt", "runtime.txt"]));
  await app.click(id("share"));
  await app.click(id("report-text"));
  await app.sees(id("report-text"), "Copied");
  assert.equal(await app.copied(), printed("check", "pushready check missing-space --format concise"));
  const { name, bytes } = await app.download(id("report-json"));
  assert.deepEqual([name, bytes.toString()], ["pushready.json", printed("json", "pushready check missing-space --format json")]);
});
