// Parses Python files for the page, given as [path, text], and predicts what pip finds, asked for as [request]. A file
// is an archive to read, and bytes are a project to pack. The page is told with null where this cannot be done. The first answer brings the tables along that are asked for once Python files are known.
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
    if (data instanceof File) return postMessage(await unpacked(data));
    if (data instanceof Uint8Array) return postMessage(wasm_bindgen.pack(data));
    const answers = data.map(([first, text]) =>
      text === undefined ? [first, wasm_bindgen.predict(first)] : [first, text, wasm_bindgen.parse(text)],
    );
    postMessage(isFirst ? [[wasm_bindgen.tables()], ...answers] : answers);
    isFirst = false;
  } catch {
    postMessage(null);
  }
};

/** A file that cannot be read becomes no bytes at all. */
async function unpacked(file) {
  const bytes = await file.slice(0, wasm_bindgen.too_many_bytes()).arrayBuffer().catch(() => null);
  return bytes ? wasm_bindgen.unpack(new Uint8Array(bytes), file.name) : new Uint8Array();
}

// Whoever asks is told; without a question nobody has to know.
parser.catch(() => {});
