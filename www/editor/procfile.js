// Procfiles: `name: command`, comments, and in a command its variables, options and quoted words.
import { StreamLanguage } from "@codemirror/language";

const NAME = /^[A-Za-z0-9_-]+(?=\s*:)/;
const COMMAND = [
  [/^\$(\{[^}]*\}?|[A-Za-z_]\w*|\$)/, "variableName"],
  [/^"(\\.|[^"\\])*"?|^'[^']*'?/, "string"],
  [/^(&&|\|\||[|;<>&]+)/, "operator"],
  [/^[A-Za-z_]\w*(?==)/, "variableName"],
  [/^-[\w-]*/, "attributeName"],
  [/^[^\s$"'|;<>&]+/, null],
];

export const procfile = StreamLanguage.define({
  name: "procfile",
  startState: () => ({ inCommand: false }),
  token(stream, state) {
    if (stream.sol()) state.inCommand = false;
    if (stream.eatSpace()) return null;
    if (!state.inCommand) {
      if (stream.match(/^#.*/)) return "comment";
      if (stream.match(NAME)) return "propertyName";
      state.inCommand = stream.eat(":") !== undefined;
      if (state.inCommand) return "punctuation";
      state.inCommand = true;
    }
    for (const [pattern, style] of COMMAND) if (stream.match(pattern)) return style;
    stream.next();
    return null;
  },
  languageData: { commentTokens: { line: "#" } },
});
