// Every sentence of the program that is not one of the module's.
const NATIVE = { en: "`pip install pushready` or `cargo install pushready` brings it", zh: "可以用 `pip install pushready` 或 `cargo install pushready` 安装" };

const SENTENCES = {
  help: {
    en: `Says what a platform will do with a Python web project, and where it breaks, before the push

Usage: pushready COMMAND [OPTIONS]

Commands:
  check [PATH]         Judge a project: a folder, an archive or a project bundle; - reads standard input
  fix [PATH]           Apply fixes to a project
  explain CODE|NAME    Print the page of a rule
  rules                List every rule
  platforms [ID]       List every platform, or all facts about one

Options of check and fix:
  --platform ID        Platform to look at; repeatable [default: rainbond]
  --all-platforms      Look at every platform
  --env KEY=VALUE      Variable that is set on the platform; repeatable
  --env-file FILE      File of such variables, KEY=VALUE a line
  --procfile TEXT      Procfile that is set on the platform and overrides the file
  --select CODES       Only these rules: codes, names, or beginnings such as PSH2; comma-separated
  --ignore CODES       Not these rules
  --fail-on SEVERITY   error, warning or never: from which the exit status is 1 [default: error]
  --format FORMAT      Of check: text, concise, markdown, github, gitlab, sarif, junit or json [default: text]
  --unsafe             Of fix: also apply fixes that are probably what was meant
  --diff               Of fix: print a patch for \`git apply\` and write nothing

Options:
  --format FORMAT      Of rules and platforms: text or json [default: text]
  --lang en|zh         Language of the messages [default: from LC_ALL, LC_MESSAGES or LANG]
  --color WHEN         auto, always or never [default: auto]
  -h, --help           Print this help
  -V, --version        Print the version

This program is WebAssembly. The native one has the same commands, and also builds a project for real and asks package
indexes: ${NATIVE.en}.
`,
    zh: `在推送之前说明平台会如何处理 Python Web 项目，以及会在哪里出错

用法：pushready 命令 [选项]

命令：
  check [PATH]         检查项目：目录、压缩包或项目 bundle；- 读取标准输入
  fix [PATH]           修复项目
  explain CODE|NAME    输出规则的说明页
  rules                列出全部规则
  platforms [ID]       列出全部平台，或某个平台的所有事实

check 和 fix 的选项：
  --platform ID        要检查的平台，可重复 [默认：rainbond]
  --all-platforms      检查所有平台
  --env KEY=VALUE      平台上设置的变量，可重复
  --env-file FILE      这类变量的文件，每行一个 KEY=VALUE
  --procfile TEXT      平台上设置的 Procfile，会取代文件
  --select CODES       只看这些规则：代码、名称，或 PSH2 这样的开头；用逗号分隔
  --ignore CODES       不看这些规则
  --fail-on SEVERITY   error、warning 或 never：达到该级别时退出状态为 1 [默认：error]
  --format FORMAT      check：text、concise、markdown、github、gitlab、sarif、junit 或 json [默认：text]
  --unsafe             fix：也应用大概符合本意的修复
  --diff               fix：输出供 \`git apply\` 使用的补丁，不写入任何文件

选项：
  --format FORMAT      rules 和 platforms：text 或 json [默认：text]
  --lang en|zh         消息的语言 [默认：取自 LC_ALL、LC_MESSAGES 或 LANG]
  --color WHEN         auto、always 或 never [默认：auto]
  -h, --help           输出本帮助
  -V, --version        输出版本

本程序是 WebAssembly。本机程序有相同的命令，还能真正构建项目、查询软件包索引：${NATIVE.zh}。
`,
  },
  error: { en: "error: {0}", zh: "错误：{0}" },
  about: { en: "{0}: {1}", zh: "{0}：{1}" },
  unknownCommand: { en: "no command is called `{0}`; `pushready --help` lists them", zh: "没有名为 `{0}` 的命令；`pushready --help` 会列出全部命令" },
  nativeCommand: { en: `\`{0}\` is a command of the native program; ${NATIVE.en}`, zh: `\`{0}\` 是本机程序的命令；${NATIVE.zh}` },
  nativeOption: { en: `\`{0}\` is an option of the native program; ${NATIVE.en}`, zh: `\`{0}\` 是本机程序的选项；${NATIVE.zh}` },
  unknownOption: { en: "`{0}` is no option of `{1}`; `pushready --help` lists them", zh: "`{1}` 没有选项 `{0}`；`pushready --help` 会列出全部选项" },
  noValue: { en: "`{0}` needs a value", zh: "`{0}` 需要一个值" },
  noSwitch: { en: "`{0}` takes no value", zh: "`{0}` 不接受值" },
  twice: { en: "`{0}` is given twice; give it once", zh: "`{0}` 给出了两次；请只给出一次" },
  wrongValue: { en: "`{0}` is `{1}`; it can be {2}", zh: "`{0}` 的值是 `{1}`；可以是 {2}" },
  wrongVariable: { en: "`--env` is `{0}`; write KEY=VALUE", zh: "`--env` 的值是 `{0}`；请写成 KEY=VALUE" },
  exclusive: { en: "`--platform` and `--all-platforms` exclude each other; give one of them", zh: "`--platform` 与 `--all-platforms` 不能同时使用；请只给出其中一个" },
  tooMany: { en: "`{0}` is one argument too many for `{1}`", zh: "对 `{1}` 来说，参数 `{0}` 是多余的" },
  noRule: { en: "`explain` needs the code or the name of a rule, such as PSH203", zh: "`explain` 需要规则的代码或名称，例如 PSH203" },
  unknownPlatform: { en: "no platform is called `{0}`; the platforms are {1}", zh: "没有名为 `{0}` 的平台；可用的平台有 {1}" },
  unknownRule: { en: "no rule has the code or name `{0}`; `pushready rules` lists them all", zh: "没有代码或名称为 `{0}` 的规则；`pushready rules` 列出全部规则" },
  nothingThere: { en: "{0}: nothing is there; give a folder, an archive or a project bundle", zh: "{0}：此处什么都没有；请给出目录、压缩包或项目 bundle" },
  noSuchFile: { en: "{0}: there is no such file", zh: "{0}：没有这个文件" },
  unreadable: { en: "{0}: it cannot be read ({1})", zh: "{0}：无法读取（{1}）" },
  emptyInput: {
    en: "nothing comes on standard input; pipe a tar archive into it, as in `git archive HEAD | pushready check -`",
    zh: "标准输入中没有内容；请用管道传入 tar 压缩包，例如 `git archive HEAD | pushready check -`",
  },
  bundleEncoding: { en: "{0}: a bundle must be text in UTF-8", zh: "{0}：bundle 必须是 UTF-8 文本" },
  oversized: {
    en: "{0}: the archive is over {1} MiB; leave out data and media that the platform does not need",
    zh: "{0}：压缩包超过 {1} MiB，请去掉平台不需要的数据和媒体文件",
  },
  output: { en: "the result cannot be written ({0})", zh: "无法写出结果（{0}）" },
  indexLeftAlone: {
    en: `warning: the variable PUSHREADY_INDEX wishes a package index to be asked, which only the native program does; ${NATIVE.en}`,
    zh: `警告：变量 PUSHREADY_INDEX 希望查询软件包索引，只有本机程序能做到；${NATIVE.zh}`,
  },
  notAFolder: { en: "{0}: only folders can be fixed in place; `--diff` prints a patch for it", zh: "{0}：只有目录可以就地修复；`--diff` 可为它输出补丁" },
  unwritable: { en: "{0}: it cannot be written ({1}); no file was changed", zh: "{0}：无法写入（{1}）；没有更改任何文件" },
  inTheWay: { en: "{0}: something that is no file of the project stands in the way; no file was changed", zh: "{0}：已有不属于项目的同名内容；没有更改任何文件" },
  changed: { en: "{0}: it has changed while it was checked; no file was changed, run the command again", zh: "{0}：检查期间该文件已改变；没有更改任何文件，请重新运行命令" },
  badEnvFile: { en: "{0}, {1}; write KEY=VALUE a line", zh: "{0}，{1}；请每行写一个 KEY=VALUE" },
};

// What a terminal would obey is not handed to it.
const visible = (part) => String(part).replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, "\ufffd");

export const sentence = (name, lang, ...parts) => SENTENCES[name][lang].replace(/\{(\d)\}/g, (_, place) => visible(parts[place]));

// Why a request cannot be answered.
export class Failure extends Error {
  constructor(name, ...parts) {
    super(name);
    this.text = (lang) => sentence(name, lang, ...parts);
  }
}
