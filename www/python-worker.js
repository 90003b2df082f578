// Parses Python files for the page, given as [path, text], and predicts what pip finds, asked for as [request]. The page is told with
// null where this cannot be done. The first answer brings the tables along that are asked for once Python files are known.
let parser;
let isFirst = true;
try {
  importScripts("python_parser.js");
  parser = wasm_bindgen({ module_or_path: "python_parser_bg.wasm" });
} catch (error) {
  parser = Promise.reject(error);
}

onmessage = async ({ data }) => {
  try {
    await parser;
    const answers = data.map(([first, text]) =>
      text === undefined ? [first, wasm_bindgen.predict(first)] : [first, text, wasm_bindgen.parse(text)],
    );
    postMessage(isFirst ? [[wasm_bindgen.tables()], ...answers] : answers);
    isFirst = false;
  } catch {
    postMessage(null);
  }
};
// Whoever asks is told; without a question nobody has to know.
parser.catch(() => {});
