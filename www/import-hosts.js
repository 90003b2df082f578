// The hosts that a project can be fetched from: how their addresses look, and how they are asked for a tree and its files.

const MOST_NAMES = 5000;
const MOST_FILES = 200;
const MOST_BYTES = 1024 * 1024;
const AT_A_TIME = 6;

// The tests of src/web/model/imported.rs hold both patterns to what the program and its profiles say.
//
// What is left out by the name of a folder or file, as of a dropped folder.
const LEFT_OUT = /(^|\/)(\.(git|hg|svn)(\/|$)|(node_modules|__pycache__|__MACOSX)\/)|(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$/;
// What decides about a build: the files that platforms read, and those that start commands and settings are followed into.
const READ = /(^|\/)(Procfile|Dockerfile|Pipfile(\.lock)?|Aptfile|environment\.yml|requirements(\.text)?|\.python-version|\.(git|slug|docker)ignore)$|\.(py|toml|lock|txt|in|cfg)$|(^|\/)(bin|\.heroku|requirements)\/[^/]+$/;

// Those at the root come first, since few files far down decide about anything.
const depth = (path) => path.split("/").length;

const answer = async (url) => {
  const response = await fetch(url).catch(() => {
    throw new Error("failed");
  });
  if (response.status === 404 || response.status === 401) throw new Error("missing");
  if (response.status === 403 || response.status === 429) throw new Error("limit");
  if (!response.ok) throw new Error("failed");
  return response;
};

const encoded = (path) => path.split("/").map(encodeURIComponent).join("/");

// The content as a bundle holds it.
const content = async (response) => {
  const bytes = new Uint8Array(await response.arrayBuffer());
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.length > MOST_BYTES ? null : { base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")) };
  }
};

// Reads what decides about the build, and names the rest. A list that was cut, by the host or here, is only a part.
const read = async (entries, address, tell, isCut) => {
  const listed = entries.filter(({ path }) => !LEFT_OUT.test(path)).sort((a, b) => depth(a.path) - depth(b.path)).slice(0, MOST_NAMES);
  const wanted = listed.filter(({ path, size }) => READ.test(path) && (size ?? 0) <= MOST_BYTES).slice(0, MOST_FILES);
  const files = Object.fromEntries(listed.map(({ path }) => [path, null]));
  let done = 0;
  const waiting = [...wanted];
  const worker = async () => {
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
      files[entry.path] = await content(await answer(address(entry.path)));
      tell((done += 1), wanted.length);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return { files, isPart: Boolean(isCut) || entries.length > MOST_NAMES };
};

// A folder of the repository is taken as the root.
const below = (entries, folder) => {
  const prefix = folder ? `${folder}/` : "";
  return entries.filter(({ path }) => path.startsWith(prefix)).map((entry) => ({ ...entry, path: entry.path.slice(prefix.length) }));
};

const github = ([owner, name, kind, ref = "HEAD", ...folder]) => {
  if (!owner || !name || (kind && kind !== "tree")) return null;
  const project = name.replace(/\.git$/, "");
  const root = folder.join("/");
  return {
    name: project,
    hosts: ["api.github.com", "raw.githubusercontent.com"],
    files: async (tell) => {
      const url = `https://api.github.com/repos/${encoded(`${owner}/${project}`)}/git/trees/${encodeURIComponent(ref)}?recursive=1`;
      const { tree, truncated } = await (await answer(url)).json();
      const raw = `https://raw.githubusercontent.com/${encoded(`${owner}/${project}/${ref}`)}/${root ? `${encoded(root)}/` : ""}`;
      const entries = tree.filter(({ type }) => type === "blob");
      return read(below(entries, root), (path) => raw + encoded(path), tell, truncated);
    },
  };
};

const gist = (parts) => {
  const id = parts.find((part) => /^[0-9a-f]{20,}$/.test(part));
  return id && {
    name: "gist",
    hosts: ["api.github.com", "gist.githubusercontent.com"],
    files: async (tell) => {
      const { files, truncated } = await (await answer(`https://api.github.com/gists/${id}`)).json();
      const addresses = Object.fromEntries(Object.values(files).map(({ filename, raw_url }) => [filename, raw_url]));
      const entries = Object.values(files).map(({ filename, size }) => ({ path: filename, size }));
      return read(entries, (path) => addresses[path], tell, truncated);
    },
  };
};

const gitlab = (parts) => {
  const end = parts.indexOf("-");
  const project = (end < 0 ? parts : parts.slice(0, end)).join("/").replace(/\.git$/, "");
  const [kind, ref = "HEAD", ...folder] = end < 0 ? [] : parts.slice(end + 1);
  if (project.split("/").length < 2 || (kind && kind !== "tree")) return null;
  const root = folder.join("/");
  const base = `https://gitlab.com/api/v4/projects/${encodeURIComponent(project)}/repository`;
  return {
    name: project.split("/").pop(),
    hosts: ["gitlab.com"],
    files: async (tell) => {
      const entries = [];
      let page = "1";
      while (page && entries.length < MOST_NAMES) {
        const query = `recursive=true&per_page=100&page=${page}&ref=${encodeURIComponent(ref)}&path=${encodeURIComponent(root)}`;
        const response = await answer(`${base}/tree?${query}`);
        entries.push(...(await response.json()).filter(({ type }) => type === "blob"));
        page = response.headers.get("x-next-page");
      }
      const address = (path) => `${base}/files/${encodeURIComponent(root ? `${root}/${path}` : path)}/raw?ref=${encodeURIComponent(ref)}`;
      return read(below(entries, root), address, tell, page);
    },
  };
};

const decoded = (part) => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const HOSTS = { "github.com": github, "www.github.com": github, "gist.github.com": gist, "gitlab.com": gitlab };

// Where a project can be fetched from; nothing is asked for yet.
export const imported = (address) => {
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, pathname } = new URL(address);
  const parts = pathname.split("/").filter(Boolean).map(decoded);
  return (protocol === "https:" && HOSTS[hostname]?.(parts)) || null;
};
