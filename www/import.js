// Fetches a project by its address and hands it to the page. Only this page may call another host, and it does so when
// the button that names the host is pressed.
import { imported } from "./import-hosts.js";

const WORDS = {
  en: {
    title: "Import by address",
    more: "The files that decide about a build are fetched from the host into this browser, and opened on the page. Nothing is fetched before you press the button.",
    back: "Back to the page",
    address: "Address of a repository on GitHub or GitLab, or of a gist",
    fetch: (host) => (host ? `Fetch from ${host}` : "Fetch"),
    consent: (hosts) => `${hosts.join(" and ")} will be asked for the files and see the address of your network.`,
    unknown: "This is no address of a repository on github.com or gitlab.com, or of a gist.",
    progress: (done, all) => `${done} of ${all} files`,
    missing: "The host does not know this address, or shows it only to its owners.",
    limit: "The host takes no more questions for now. Try again in an hour, or download the project and drop it on the page.",
    failed: "The host could not be reached. Check the network, or download the project and drop it on the page.",
    full: "This browser has no room for the project. Download it and drop it on the page.",
    empty: "There is no file at this address.",
    part: (count) => `The project is so large that only ${count} of its files are listed. What is missing in the list is not checked, and may be reported as missing. To have all of it checked, download the project and drop it on the page.`,
    open: "Open this part",
  },
  zh: {
    title: "按地址导入",
    more: "决定构建的文件会从该主机取到此浏览器，并在页面中打开。按下按钮之前不会获取任何内容。",
    back: "返回页面",
    address: "GitHub 或 GitLab 仓库的地址，或 gist 的地址",
    fetch: (host) => (host ? `从 ${host} 获取` : "获取"),
    consent: (hosts) => `将向 ${hosts.join(" 和 ")} 请求文件，对方会看到您的网络地址。`,
    unknown: "这不是 github.com、gitlab.com 仓库或 gist 的地址。",
    progress: (done, all) => `${done} / ${all} 个文件`,
    missing: "主机上没有此地址，或只对其所有者可见。",
    limit: "主机暂不接受更多请求。请一小时后再试，或下载项目后拖到页面。",
    failed: "无法连接主机。请检查网络，或下载项目后拖到页面。",
    full: "此浏览器没有空间存放该项目。请下载后拖到页面。",
    empty: "此地址没有任何文件。",
    part: (count) => `该项目过大，只列出了其中 ${count} 个文件。未列出的文件不会被检查，并可能被报告为缺失。如需检查全部文件，请下载项目后拖到页面。`,
    open: "打开这一部分",
  },
};

const remembered = () => {
  try {
    return localStorage.getItem("pushready.language");
  } catch {
    return null;
  }
};

// The page's own address may name the language of this visit.
const asked = new URLSearchParams(location.search).get("lang");
const language = (/^(en|zh)\b/.exec(asked)?.[0] ?? remembered() ?? navigator.language).startsWith("zh") ? "zh" : "en";
const words = WORDS[language];
const element = (id) => document.getElementById(id);

const back = `./${location.search}`;

document.documentElement.lang = language;
element("back").href = back;
for (const place of document.querySelectorAll("[data-words]")) place.textContent = words[place.dataset.words];

const look = () => {
  const source = imported(element("address").value.trim());
  element("fetch").textContent = words.fetch(source?.hosts[0]);
  element("fetch").disabled = !source;
  element("consent").textContent = source ? words.consent(source.hosts) : "";
  element("problem").textContent = source || !element("address").value ? "" : words.unknown;
  return source;
};

const fetched = async (source) => {
  const { files, isPart } = await source.files((done, all) => (element("progress").textContent = words.progress(done, all)));
  if (!Object.keys(files).length) throw new Error("empty");
  return { name: source.name, files, isPart };
};

const open = ({ name, files }) => {
  try {
    sessionStorage.setItem("pushready.project", JSON.stringify({ schema: 1, files }));
    sessionStorage.setItem("pushready.name", name);
    sessionStorage.removeItem("pushready.crashes");
  } catch {
    throw new Error("full");
  }
  location.href = back;
};

// A project of which not all files are listed waits until the user wants it all the same.
let part = null;

const offer = (project) => {
  part = project;
  element("problem").textContent = words.part(Object.keys(project.files).length);
  element("fetch").textContent = words.open;
  element("fetch").disabled = false;
};

const start = async (source) => {
  element("fetch").disabled = true;
  try {
    const project = part ?? (await fetched(source));
    if (project.isPart && !part) offer(project);
    else open(project);
  } catch (error) {
    element("problem").textContent = words[error.message] ?? words.failed;
    element("progress").textContent = "";
    element("fetch").disabled = false;
  }
};

element("address").addEventListener("input", () => {
  part = null;
  look();
});
element("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const source = look();
  if (source) start(source);
});
look();
