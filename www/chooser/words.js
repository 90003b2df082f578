// Every sentence, in English and in Chinese.
const WORDS = {
  heading: ["All platforms", "全部平台"],
  find: ["Find a platform", "查找平台"],
  more: ["Those that are ticked stand in the row at the top of the page.", "勾选的平台会显示在页面顶部的一行中。"],
  keep: ["{name} in the row", "在该行中显示 {name}"],
  inRow: ["in the row", "显示在该行"],
  nothing: [
    "No platform is called like that. Of one that is not listed, the command line takes a profile: `pushready check --platform-file`.",
    "没有这样的平台。对于未列出的平台，命令行可以读取自定义资料：`pushready check --platform-file`。",
  ],
  close: ["Close", "关闭"],
  rainbond: ["Rainbond, and what comes of it", "Rainbond 及其衍生平台"],
  heroku: ["Heroku, and those that build like it", "Heroku 及构建方式相同的平台"],
  buildpacks: ["Buildpacks of other makers", "其他厂商的 Buildpack"],
  own: ["Builders of their own", "自有构建器"],
  blocked: ["Blocked", "会失败"],
  risky: ["Risky", "有风险"],
  ready: ["Ready to push", "可以推送"],
  "not-python": ["Not a Python project", "不会当作 Python 项目"],
};

export const word = (key, values = {}) =>
  WORDS[key][document.documentElement.lang.startsWith("zh") ? 1 : 0].replace(/\{(\w+)\}/g, (_, name) => values[name]);
