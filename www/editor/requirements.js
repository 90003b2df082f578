// Requirements and constraints: a name, extras, versions, a marker; options, addresses and hashes.
import { StreamLanguage } from "@codemirror/language";

const LINE_START = [
  [/^--?[A-Za-z][\w-]*/, "keyword"],
  [/^[A-Za-z0-9][\w.-]*(?=\s*([[<>=!~;@,(#]|$))/, "propertyName"],
];
const REST = [
  [/^--[A-Za-z][\w-]*/, "keyword"],
  [/^(===|[<>=!~]=|[<>])/, "operator"],
  [/^(and|or|in|not)\b/, "keyword"],
  [/^(python_version|python_full_version|os_name|sys_platform|platform_\w+|implementation_\w+|extra)\b/, "variableName"],
  [/^"[^"]*"?|^'[^']*'?/, "string"],
  [/^\$\{[A-Z0-9_]*\}?/, "variableName"],
  [/^([a-z][a-z+]*:\/\/|sha\d+:)[^\s;]*/, "string"],
  [/^v?\d[\w.*+!-]*/, "number"],
  [/^[A-Za-z][\w.-]*/, null],
];

export const requirements = StreamLanguage.define({
  name: "requirements",
  startState: () => ({ isContinued: false }),
  token(stream, state) {
    const isStart = stream.sol() && !state.isContinued;
    if (stream.sol()) state.isContinued = /\\$/.test(stream.string);
    const afterSpace = stream.sol() || /\s/.test(stream.string[stream.pos - 1]);
    if (stream.eatSpace()) return null;
    if (afterSpace && stream.match(/^#.*/)) return "comment";
    const patterns = isStart || stream.string.slice(0, stream.pos).trim() === "" ? [...LINE_START, ...REST] : REST;
    for (const [pattern, style] of patterns) if (stream.match(pattern)) return style;
    stream.next();
    return null;
  },
  languageData: { commentTokens: { line: "#" } },
});
