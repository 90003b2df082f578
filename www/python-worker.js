// Parses Python files for the page, given as [path, text], and predicts what pip finds, asked for as [request]. A file is an archive to
// read, and bytes are a project to pack. The page is told with null where this cannot be done. The first answer brings the tables along
// that are asked for once something is known of them.
//
// The panel of packages has a port of its own: it says what the user looks at, and when indexes are to be asked. What has to be
// fetched for that goes to the frame that may call them, and comes back from there.
let parser;
let isFirst = true;
let desk;
try {
  importScripts("python_parser.js");
  parser = wasm_bindgen({ module_or_path: "python_parser_bg.wasm" }).then(() => (desk = new wasm_bindgen.Desk()));
} catch (error) {
  parser = Promise.reject(error);
}
// Whoever asks is told; without a question nobody has to know.
parser.catch(() => {});

const tell = (answers) => {
  postMessage(isFirst ? [[wasm_bindgen.tables()], ...answers] : answers);
  isFirst = false;
};

// A task that fails has used up the parser.
const attempt = async (task) => {
  try {
    await parser;
    await task();
  } catch {
    parser = Promise.reject();
    parser.catch(() => {});
    postMessage(null);
  }
};

let panel;
let frame;
let look;
const awaited = new Set();

const show = () => look && panel.postMessage(desk.view(look.chosen, look.isWhole, look.language));

// Answers come faster than anybody reads how many there are.
let isDue = false;
const showSoon = () => {
  if (isDue) return;
  isDue = true;
  setTimeout(() => {
    isDue = false;
    attempt(show);
  }, 50);
};

const send = (fetches) => {
  for (const { id } of fetches) awaited.add(id);
  if (!frame) fetches.forEach(({ id }) => take({ id, failure: "unreachable" }));
  else if (fetches.length) frame.postMessage(fetches);
};

// Goes on until something has to be fetched. Each prediction is told before the next one is made.
const goOn = () => {
  if (!desk.isReady()) return;
  send(JSON.parse(desk.goOn()));
  const made = desk.made();
  if (made.length) tell(made);
  show();
  setTimeout(() => attempt(goOn));
};

const take = ({ id, failure, status, kind, address, length, content }) => {
  if (!awaited.delete(id)) return;
  const next = failure ? desk.fail(id, failure) : desk.take(id, status, kind, address, length ?? undefined, new Uint8Array(content));
  send([JSON.parse(next)].filter(Boolean));
  if (desk.isReady()) goOn();
  else showSoon();
};

const TASKS = {
  look: (data) => {
    look = data;
    show();
  },
  ask: ({ all }, [port]) => {
    frame = port;
    frame.onmessage = ({ data }) => attempt(() => take(data));
    awaited.clear();
    desk.ask(look.chosen, all);
    show();
    goOn();
  },
  stop: () => {
    frame = null;
    awaited.clear();
    desk.stop();
    show();
  },
  // The frame could not be loaded.
  lose: () => {
    frame = null;
    for (const id of [...awaited]) take({ id, failure: "unreachable" });
  },
};

/** A file that cannot be read becomes no bytes at all. */
const unpacked = async (file) => {
  const bytes = await file.slice(0, wasm_bindgen.too_many_bytes()).arrayBuffer().catch(() => null);
  return bytes ? wasm_bindgen.unpack(new Uint8Array(bytes), file.name) : new Uint8Array();
};

onmessage = ({ data, ports }) => {
  if (ports.length) {
    [panel] = ports;
    look = null;
    panel.onmessage = ({ data, ports }) => attempt(() => TASKS[data.task](data, ports));
    return;
  }
  attempt(async () => {
    if (data instanceof File) return postMessage(await unpacked(data));
    if (data instanceof Uint8Array) return postMessage(wasm_bindgen.pack(data));
    tell(data.map(([first, text]) => (text === undefined ? [first, desk.predict(first)] : [first, text, wasm_bindgen.parse(text)])));
    show();
  });
};
