// Every sentence, in English and in Chinese.
const WORDS = {
  noToken: [
    "This page is served by `pushready serve`, but its address lacks the token. Open the address that the command has printed.",
    "此页面由 `pushready serve` 提供，但地址中缺少令牌。请打开该命令输出的地址。",
  ],
  otherToken: [
    "`pushready serve` was started anew. Open the address that it has printed.",
    "`pushready serve` 已重新启动。请打开它输出的地址。",
  ],
  unreachable: [
    "`pushready serve` has ended. What was changed here stays on this page; start it again to write it.",
    "`pushready serve` 已结束。此处的更改仍保留在本页；重新启动后即可写入。",
  ],
  conflict: [
    "Changed both on the disk and here: {files}. Your text is still shown.",
    "磁盘上和此处都有更改：{files}。目前仍显示您的文本。",
  ],
  keepMine: ["Keep my text", "保留我的文本"],
  takeDisk: ["Take what is on the disk", "采用磁盘上的内容"],
  close: ["Close", "关闭"],
  open: ["Open on this machine, and read again when it changes:", "已在本机打开，文件变化时会重新读取："],
  reopen: ["Open {path} again", "重新打开 {path}"],
  writeNothing: ["Nothing to write to the folder", "没有要写入文件夹的内容"],
  write: ["Write {count} changed files to the folder…", "将 {count} 个已更改的文件写入文件夹…"],
  writeOne: ["Write 1 changed file to the folder…", "将 1 个已更改的文件写入文件夹…"],
  writeHeading: ["Write this to the folder?", "要将以下内容写入文件夹吗？"],
  writeMore: ["All of it is written, or nothing.", "要么全部写入，要么什么都不写。"],
  writeNow: ["Write", "写入"],
  cancel: ["Cancel", "取消"],
  written: ["Written: {files}", "已写入：{files}"],
  failed: ["The program that serves this page does not answer; nothing was written.", "提供本页的程序没有应答；没有写入任何内容。"],
  patch: ["What will change", "将要更改的内容"],
  buildHeading: ["On this machine", "在本机上"],
  buildMore: ["Runs the plan of the chosen platform with the Python and the packages that it names.", "用所选平台计划中的 Python 和软件包执行该计划。"],
  unwritten: ["What lies in the folder is built, without what was changed here and not written yet.", "构建的是文件夹中的内容，不包括此处尚未写入的更改。"],
  build: ["Build it for real", "真实构建"],
  stop: ["Stop", "停止"],
  start: ["Then start it and ask it for a page", "然后启动并请求一个页面"],
  force: ["Even if the check is certain that it fails", "即使检查确定会失败"],
  nearest: ["With another patch of that Python, if the exact one is not here", "没有完全相同的 Python 时，采用同系列的其他补丁版本"],
  unwatched: ["Changes on the disk are not seen: {reason}. Load the page again to read the folder again.", "无法看到磁盘上的更改：{reason}。重新加载页面即可重新读取文件夹。"],
  steps: ["Steps of the build", "构建步骤"],
  output: ["Output of “{title}”", "“{title}”的输出"],
  waiting: ["to come", "等待中"],
  running: ["running", "进行中"],
  done: ["done in {seconds} s", "完成，用时 {seconds} 秒"],
  broken: ["failed after {seconds} s", "失败，用时 {seconds} 秒"],
  unchanged: ["unchanged since the last build", "自上次构建以来没有变化"],
  cached: ["comes from the cache", "取自缓存"],
  "not-asked": ["not asked for", "没有要求"],
  "no-web-process": ["the platform starts no process that serves the web", "平台不启动任何提供 Web 服务的进程"],
  left: ["not reached", "未到达"],
  foretellWell: ["predicted: goes well", "预测：顺利"],
  foretellFails: ["predicted: fails ({codes})", "预测：失败（{codes}）"],
  foretellBeyond: ["predicted: not reached", "预测：不会到达"],
  built: ["Built for {platform} in {seconds} s.", "已为 {platform} 构建，用时 {seconds} 秒。"],
  buildFailed: ["The build for {platform} has failed.", "为 {platform} 的构建失败。"],
  buildStopped: ["The build was stopped.", "构建已停止。"],
  startFailed: ["Built for {platform}; the start has failed.", "已为 {platform} 构建；启动失败。"],
  foretold: ["Not begun: the check is certain that it fails.", "没有开始：检查确定会失败。"],
  outcome: ["Show what came of it", "显示结果"],
  noAnswer: ["The program that serves this page does not answer.", "提供本页的程序没有应答。"],
};

export const say = (word, values = {}) =>
  WORDS[word][document.documentElement.lang.startsWith("zh") ? 1 : 0].replace(/\{(\w+)\}/g, (_, name) => values[name]);

// Calls this now and whenever the page changes its language; gives what ends that.
export const inEachLanguage = (draw) => {
  const languages = new MutationObserver(draw);
  languages.observe(document.documentElement, { attributeFilter: ["lang"] });
  draw();
  return () => languages.disconnect();
};
