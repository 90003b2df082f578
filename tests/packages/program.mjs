// Holds that an installed program says in all sessions what this repository's own says, to the byte.
//
//   node tests/packages/program.mjs FOLDER      the folder that holds the program
import { resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { replay, sessions } from "./sessions.mjs";

const bin = resolve(process.argv[2]);
const steps = sessions.flatMap((session) => replay(session, bin).map((step) => ({ session, ...step })));
const wrong = steps.filter(({ expected, now }) => !isDeepStrictEqual(now, expected));
for (const { session, command, expected, now } of wrong) console.error(`${session}: $ ${command}\n`, { expected, now });
if (wrong.length > 0 || steps.length < 100) process.exit(1);
console.error(`dist: ${bin}/pushready says what it should in ${steps.length} commands`);
