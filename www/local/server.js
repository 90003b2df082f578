// Talks to the program that serves this page. The token came behind the `#` of the address, which no browser sends; a tab keeps it.
const KEY = "pushready.token";
const PAUSE = 1_500;

const taken = () => {
  const [, token] = /^#token=([\w-]+)$/.exec(location.hash) ?? [];
  if (token) history.replaceState(null, "", location.pathname + location.search);
  try {
    if (token) sessionStorage.setItem(KEY, token);
    return token ?? sessionStorage.getItem(KEY);
  } catch {
    return token;
  }
};

// What the program has refused, in its own words.
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export class Server extends EventTarget {
  #token = taken();
  isThere = true;

  get hasToken() {
    return Boolean(this.#token);
  }

  async ask(path, { method = "GET", body } = {}) {
    const headers = { authorization: `Bearer ${this.#token}`, "accept-language": document.documentElement.lang };
    const response = await fetch(new URL(`api/${path}`, document.baseURI), { method, body, headers });
    if (!response.ok) throw new Refusal(response.status, (await response.text()).trim());
    return response;
  }

  // Hears every event, for as long as the page is there.
  async listen(hear) {
    for (;;) {
      try {
        const { body } = await this.ask("events");
        this.#tell(true);
        await lines(body, hear);
      } catch (error) {
        if (error instanceof Refusal) return this.#tell(false);
      }
      this.#tell(false);
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }

  #tell(isThere) {
    if (this.isThere === isThere) return;
    this.isThere = isThere;
    this.dispatchEvent(new Event("change"));
  }
}

const lines = async (body, hear) => {
  let rest = "";
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const all = (rest + value).split("\n");
    rest = all.pop();
    for (const line of all) hear(JSON.parse(line));
  }
};
