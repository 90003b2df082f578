// What came of the start in the report of a real build. The page hands over that part of the report as it is.
import { element, sentence } from "./elements.js";

// In English and in Chinese.
const WORDS = {
  well: ["Started in {seconds} s: the first request is answered with {status}", "已启动，用时 {seconds} 秒：第一个请求的响应是 {status}"],
  failed: ["The start fails after {seconds} s ({class})", "启动在 {seconds} 秒后失败（{class}）"],
  port: ["Port {port}, nothing listens", "端口 {port}，没有监听"],
  listening: ["Port {port}, it listens on {listening}", "端口 {port}，监听 {listening}"],
  answer: [", and answers with {status}", "，响应为 {status}"],
  held: ["The check has predicted this.", "检查的预测与此一致。"],
  missed: ["The check has not seen this coming.", "检查没有预见到这一点。"],
  spared: ["The check has predicted a failure that did not come.", "检查预测的失败没有发生。"],
  open: ["The check could not tell beforehand.", "检查事先无法判断。"],
  outside: [
    "The start ended for a reason outside the project, so it says nothing of the prediction.",
    "启动因项目之外的原因结束，无法说明预测是否正确。",
  ],
  rules: ["Rules about it:", "相关规则："],
};

export class BuildStart extends HTMLElement {
  connectedCallback() {
    this.languages = new MutationObserver(() => this.draw());
    this.languages.observe(document.documentElement, { attributeFilter: ["lang"] });
    if (Object.hasOwn(this, "shown")) {
      // What the page has said before this script was there lies over the setter.
      const { shown } = this;
      delete this.shown;
      this.shown = shown;
    }
    this.draw();
  }

  disconnectedCallback() {
    this.languages.disconnect();
  }

  // The part of the report, as JSON.
  set shown(text) {
    this.started = JSON.parse(text);
    if (this.isConnected) this.draw();
  }

  draw() {
    const { started } = this;
    if (!started) return;
    const { failure, request, prediction, command, ...rest } = started;
    const values = { ...rest, seconds: started.seconds.toFixed(1), status: request?.status, class: failure?.class };
    const say = (word) => WORDS[word][document.documentElement.lang.startsWith("zh") ? 1 : 0].replace(/\{(\w+)\}/g, (_, name) => values[name]);
    const line = (text) => element("p", {}, ...sentence(text));
    const where = say(started.listening ? "listening" : "port") + (request ? say("answer") : "");
    this.setAttribute("role", "group");
    this.setAttribute("data-testid", "build-start");
    this.replaceChildren(
      element("p", {}, element("strong", {}, say(failure ? "failed" : "well"))),
      element("p", {}, element("code", {}, command), ` ${where}`),
      element("p", prediction.held === false ? { class: "surprise" } : {}, say(judged(prediction))),
      ...(failure ? [line(failure.message)] : []),
      ...(failure?.evidence.length ? [element("pre", { tabindex: "0" }, failure.evidence.join("\n"))] : []),
      ...(failure ? [line(failure.advice)] : []),
      ...(failure?.codes.length ? [element("p", {}, `${say("rules")} ${failure.codes.join(", ")}`)] : []),
    );
  }
}

function judged({ expected, actual, held }) {
  if (held !== null) return held ? "held" : expected === "started" ? "missed" : "spared";
  return actual ? "open" : "outside";
}
