//! The fixed words of the page, each in every language: one that is not translated does not compile.

use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::language::say;
use crate::project::SkipReason;
use crate::report::Unchecked;

use super::model::undo::Retraced;

macro_rules! words {
    ($($name:ident: $en:literal, $zh:literal;)*) => {
        $(#[doc = $en] pub(crate) const $name: Localized = Localized { en: $en, zh: $zh };)*
    };
}

words! {
    PROMISE: "See what breaks before you push", "推送之前，先看哪里会失败";
    SKIP: "Skip to the result", "跳到结果";
    PLATFORM: "Platform", "平台";
    ALL: "All", "全部";
    ALL_PLATFORMS: "platforms", "个平台";
    LANGUAGE: "Language", "语言";
    THEME: "Theme", "主题";
    LIGHT: "Light", "浅色";
    DARK: "Dark", "深色";
    SYSTEM: "As the system", "跟随系统";
    DOCUMENTS: "Documentation", "文档";
    PRIVATE: "Nothing leaves this page unless you ask for it: your files are read and checked in this browser.", "除非您主动要求，一切都在本页完成：文件只在您的浏览器中读取和检查。";

    HERO: "Will your Python project build?", "您的 Python 项目能构建吗？";
    HERO_MORE: "Drop it here and read what the platform will do with it: what it recognises, what it installs, what it starts, and where it breaks, with the exact fix.",
        "把项目拖到这里，看平台会怎么做：识别什么、安装什么、启动什么，会在哪里失败，以及如何修复。";
    DROP: "Drop a project folder or a zip", "拖入项目文件夹或 zip";
    DROP_MORE: "or single files such as a Procfile, anywhere on this page", "也可以是 Procfile 等单个文件，放在本页任何位置都行";
    DROP_NOW: "Let go to check it", "松开即可检查";
    CHOOSE_FOLDER: "Choose a folder", "选择文件夹";
    CHOOSE_FILES: "Choose files", "选择文件";
    PASTE: "Or paste a file", "或粘贴一个文件";
    PASTE_TEXT: "Text of the file", "文件内容";
    PASTE_NAME: "Name of the file", "文件名";
    PASTE_NAME_HINT: "recognised by its content; change it if it is wrong", "按内容识别，如不对请修改";
    PASTE_CHECK: "Check this text", "检查这段文本";
    EXAMPLES: "Or open an example", "或打开一个例子";
    SHOWCASE: "What you get", "您会看到";
    HELD: "Your text is kept, but it was not opened: it has stopped this page twice.", "您的文本已保留但没有打开：它已两次使本页停止。";
    HELD_OPEN: "Open it anyway", "仍然打开";
    HELD_SAVE: "Download it", "下载";
    HELD_FORGET: "Forget it", "丢弃";

    START_OVER: "Start over", "重新开始";
    ADD_FILE: "Add a file", "添加文件";
    ADD: "Add", "添加";
    CLOSE: "Close", "关闭";
    UNDO: "Undo", "撤销";
    RECOGNISED: "What was recognised", "识别结果";

    VIEW: "View", "视图";
    FILES: "Files", "文件";
    TEXT: "Text", "文本";
    PROBLEMS: "Problems", "问题";
    PLAN: "Plan", "计划";

    PLATFORMS: "On each platform", "各平台的结果";
    PLATFORMS_MORE: "The same project everywhere; choose a platform to see its report", "同一项目在各平台的情况；选择平台查看其报告";
    VERDICT: "Verdict", "结论";
    PYTHON: "Python", "Python";
    STARTS: "Starts", "启动";
    BREAKS_FIRST: "Breaks first", "最先失败";
    NOTHING: "nothing", "无";
    SETTINGS: "Set on the platform", "平台上的设置";
    SETTINGS_MORE: "What is set there besides the files: variables of the build, and a Procfile that replaces the file.", "除文件之外在平台上设置的内容：构建变量，以及覆盖文件的 Procfile。";
    SETTINGS_ENV: "Variables, KEY=VALUE a line", "变量，每行一个 KEY=VALUE";
    SETTINGS_PROCFILE: "Procfile or run command; empty if none is set", "Procfile 或启动命令；没有设置则留空";
    SETTINGS_APPLY: "Check with these", "按此检查";

    CHANGED: "changed", "已修改";
    NOT_READ: "content not read", "未读取内容";
    NOT_HERE: "Not here", "缺少的文件";
    LEFT_OUT: "Left out", "未纳入";
    ZIP_NOTHING: "Nothing is changed yet", "还没有修改";

    NO_FILE: "Choose a file on the left to read it.", "请在文件列表中选择一个文件。";
    NO_TEXT: "Its content was not read, since it is no text or too large. That it is there is known.", "该文件不是文本或过大，没有读取内容，只知道它存在。";
    EDIT_HINT: "Checked again while you type. Tab leaves the editor, F8 goes to the next problem, Ctrl+. shows its fix.",
        "输入时会重新检查。Tab 键离开编辑器，F8 跳到下一个问题，Ctrl+. 显示修复方法。";
    READ_ONLY: "This text is neither UTF-8 nor UTF-16, so it can be read here but not edited. Tab leaves the editor, F8 goes to the next problem.",
        "此文本既不是 UTF-8 也不是 UTF-16，只能阅读，不能在此编辑。Tab 键离开编辑器，F8 跳到下一个问题。";
    FIND: "Find in this text (Ctrl+F)", "在此文本中查找（Ctrl+F）";
    COPY: "Copy", "复制";
    COPIED: "Copied", "已复制";
    DOWNLOAD: "Download", "下载";

    DRAFT_OPEN: "Continue", "继续";
    IMPORT: "Import from GitHub, GitLab or a gist", "从 GitHub、GitLab 或 gist 导入";
    FORGET_EVERYTHING: "Forget everything", "清除所有记录";
    FORGOTTEN: "Forgotten: the project, its draft, and the language, theme and platform that were chosen.", "已清除：项目及其草稿，以及所选的语言、主题和平台。";
    FILTER: "Show", "显示";
    IGNORE_HERE: "Ignore here", "在此处忽略";
    IS_WRONG: "This is wrong", "结果有误";
    IS_WRONG_MORE: "Say what you expected, and send the text to whoever runs this page. What looks like a secret is masked; read it over all the same.",
        "请写下您的预期，并把文本发给本页的维护者。疑似密钥的内容已遮盖，发送前仍请检查。";
    REAL_BUILD: "The real build", "真正的构建";
    REAL_BUILD_MORE: "This command carries the plan out on your machine. Drop the `build-report.json` of its output on this page, and what really happened stands here.",
        "此命令在您的机器上执行该计划。把输出中的 `build-report.json` 拖到本页，即可在此看到实际结果。";

    SHARE: "Share", "分享";
    REPORT_MORE: "The same as the command line prints.", "与命令行的输出相同。";
    COPY_MARKDOWN: "Copy as Markdown", "复制为 Markdown";
    COPY_TEXT: "Copy as text", "复制为文本";
    SAVE_JSON: "Download JSON", "下载 JSON";
    SAVE_SARIF: "Download SARIF", "下载 SARIF";
    SAVE_JUNIT: "Download JUnit", "下载 JUnit";
    LINK: "Link", "链接";
    LINK_MORE: "It holds the files that decide about the build, the platform, and what is set on it, in the part of the address that no server sees. Whoever has the link can read them.",
        "链接包含决定构建的文件、平台及其设置，保存在地址中不会发给任何服务器的部分。得到链接的人都能看到这些内容。";
    LINK_MAKE: "Make a link", "生成链接";
    LINK_OPEN: "Open it", "打开";
    LINK_REFUSE: "Keep mine", "保留我的项目";
    SECRETS: "These look like secrets and are masked in the link:", "以下内容疑似密钥，会在链接中遮盖：";
    SECRETS_KEEP: "Leave them in", "保留原文";
    SAVE_BUNDLE: "Download the project as one file", "把项目下载为一个文件";
    SAVE_PATCH: "Download a patch", "下载补丁";
    SAVE_PROJECT: "Download all files (.zip)", "下载全部文件（.zip）";
    PATCH_MORE: "The patch holds what was changed here; `git apply` takes it.", "补丁包含在此所做的修改，可用 `git apply` 应用。";

    NO_PROBLEMS: "No problems found", "没有发现问题";
    NO_PROBLEMS_MORE: "What is not checked is listed below the plan.", "未检查的事项列在计划下方。";
    NEXT: "Next problem (F8)", "下一个问题（F8）";
    PREVIOUS: "Previous problem (Shift+F8)", "上一个问题（Shift+F8）";
    SAYS: "What the platform prints", "平台会输出";
    LIKELY: "likely", "很可能";
    APPLY: "Apply", "应用";
    APPLY_UNSAFE: "Apply, then check", "应用并核对";
    SAFE: "Changes nothing else that runs", "不影响其他运行内容";
    UNSAFE: "Probably what you meant", "可能是您的本意";
    BY_HAND: "To be done by hand", "需要手工完成";
    NEW_FILE: "new file", "新文件";
    DELETED: "goes away", "会删除";
    LINE_ENDS: "only line ends change", "只改变换行符";
    RULE_PAGE_FAILED: "This page of the rules could not be loaded. Close it and open it again, or read it on the command line with `pushready explain`.", "未能加载此规则页面。请关闭后重新打开，或在命令行用 `pushready explain` 阅读。";
    SEE_RULE: "About this rule", "关于此规则";
    TRY_EXAMPLE: "Try the bad example", "试试错误示例";

    PLAN_MORE: "What the platform does after the push, in its order", "推送之后平台依次会做的事";
    NOT_PARSED: "The part of this page that reads Python files could not be loaded, so nothing is said of what is in them. Reload the page to try again.", "此页面中读取 Python 文件的部分未能加载，因此未检查这些文件的内容。请重新加载页面再试。";
    NOT_CHECKED: "It also tells what is not checked here:", "它还能告知这里未检查的事项：";

}

/// That a project is kept.
pub(crate) fn draft_kept(name: &str, language: Language) -> String {
    say!(language, "{name} is as you left it; this browser has kept it.", "{name} 保持您离开时的状态，由此浏览器保存。")
}

/// How much is not shown, and why.
pub(crate) fn not_shown(filtered: usize, silenced: usize, language: Language) -> Option<String> {
    let filtered = (filtered > 0).then(|| say!(language, "{filtered} not shown", "{filtered} 个未显示"));
    let silenced =
        (silenced > 0).then(|| say!(language, "{silenced} ignored as the project asks", "{silenced} 个按项目要求忽略"));
    let parts: Vec<String> = filtered.into_iter().chain(silenced).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// Switches a rule off.
pub(crate) fn ignore_all(code: &str, language: Language) -> String {
    say!(language, "Ignore {code}", "忽略 {code}")
}

/// Where a wish for silence is written.
pub(crate) fn writes_to(file: &str, language: Language) -> String {
    say!(language, "Writes it into {file}", "写入 {file}")
}

/// That a rule was silenced.
pub(crate) fn silenced(code: &str, language: Language) -> String {
    say!(language, "{code} is ignored", "已忽略 {code}")
}

/// The heading over the forms of a report.
pub(crate) fn report_on(platform: &str, language: Language) -> String {
    say!(language, "Report on {platform}", "{platform} 的报告")
}

/// That a link would be too long.
pub(crate) fn link_too_long(length: usize, language: Language) -> String {
    say!(
        language,
        "The link would have {length} characters, and programs that pass links on cut them. Send the project as a file; it opens where it is dropped on this page.",
        "链接将有 {length} 个字符，传递时会被截断。请以文件形式发送项目，拖到本页即可打开。"
    )
}

/// That a link was opened while another project is open.
pub(crate) fn link_offered(name: &str, language: Language) -> String {
    say!(
        language,
        "Another project is ready to be opened, {name}. It would replace yours.",
        "另一个项目 {name} 可以打开，它会替换您的项目。"
    )
}

/// How many files are not listed at first.
pub(crate) fn other_files(count: usize, language: Language) -> String {
    match (language, count) {
        (En, 1) => "1 other file".to_owned(),
        (En, _) => format!("{count} other files"),
        (Zh, _) => format!("其他 {count} 个文件"),
    }
}

/// How many are not shown.
pub(crate) fn and_more(count: usize, language: Language) -> String {
    say!(language, "and {count} more", "还有 {count} 个")
}

/// How far the reading is.
pub(crate) fn reading(count: usize, language: Language) -> String {
    say!(language, "Reading… {count} files", "正在读取… {count} 个文件")
}

/// The folder that was taken as the root.
pub(crate) fn root_taken(folder: &str, language: Language) -> String {
    say!(language, "The folder {folder} was taken as the root", "已把文件夹 {folder} 作为根目录")
}

/// Applies safe fixes.
pub(crate) fn fix_safe(count: usize, language: Language) -> String {
    match (language, count) {
        (En, 1) => "Apply the safe fix".to_owned(),
        (En, _) => format!("Apply {count} safe fixes"),
        (Zh, _) => format!("应用 {count} 处安全修复"),
    }
}

/// Applies all fixes of one rule.
pub(crate) fn fix_all_of(code: &str, count: usize, language: Language) -> String {
    say!(language, "Apply all {count} of {code}", "应用全部 {count} 处 {code}")
}

/// What was done.
pub(crate) fn fixes_done(count: usize, language: Language) -> String {
    match (language, count) {
        (En, 1) => "1 fix applied".to_owned(),
        (En, _) => format!("{count} fixes applied"),
        (Zh, _) => format!("已应用 {count} 处修复"),
    }
}

/// What was taken back, or done again.
pub(crate) fn retraced(retraced: &Retraced, language: Language) -> String {
    let deed = retraced.deed().name(language);
    match retraced {
        Retraced::Undone(_) => say!(language, "Undone: {deed}", "已撤销：{deed}"),
        Retraced::Redone(_) => say!(language, "Redone: {deed}", "已重做：{deed}"),
    }
}

/// What undo would take back.
pub(crate) fn undo_of(deed: &str, language: Language) -> String {
    say!(language, "Undo: {deed}", "撤销：{deed}")
}

/// Saves the changed files.
pub(crate) fn download_changed(count: usize, language: Language) -> String {
    match (language, count) {
        (En, 1) => "Download the changed file (.zip)".to_owned(),
        (En, _) => format!("Download {count} changed files (.zip)"),
        (Zh, _) => format!("下载 {count} 个修改过的文件（.zip）"),
    }
}

/// The label of the editor.
pub(crate) fn text_of(file: &str, language: Language) -> String {
    say!(language, "Text of {file}", "{file} 的内容")
}

/// Adds a file that is missing.
pub(crate) fn add_file(file: &str, language: Language) -> String {
    say!(language, "Add {file}", "添加 {file}")
}

/// What is not checked here.
pub(crate) fn not_checked(what: Unchecked, language: Language) -> &'static str {
    match what {
        Unchecked::DependencyResolution => {
            language.pick("Whether every requirement exists and all of them go together", "每个依赖是否存在、彼此是否兼容")
        }
        Unchecked::Collectstatic => {
            language.pick("Whether the settings load and the static files can be collected", "设置能否加载、静态文件能否收集")
        }
    }
}

/// Why something was left out.
pub(crate) fn skip_reason(reason: SkipReason, language: Language) -> &'static str {
    match reason {
        SkipReason::VersionControl => language.pick("version control", "版本控制"),
        SkipReason::NodeModules => language.pick("Node packages", "Node 依赖包"),
        SkipReason::VirtualEnvironment => language.pick("virtual environment", "虚拟环境"),
        SkipReason::SystemFile => language.pick("left by the system", "系统遗留文件"),
        SkipReason::BytecodeCache => language.pick("compiled Python", "Python 编译缓存"),
        SkipReason::Binary => language.pick("not text", "不是文本"),
        SkipReason::TooLarge => language.pick("over 1 MiB", "超过 1 MiB"),
        SkipReason::LinkOutside => language.pick("link that leads out", "指向项目外的链接"),
        SkipReason::AbsolutePath => language.pick("absolute path", "绝对路径"),
        SkipReason::ParentPath => language.pick("path with ..", "路径含 .."),
        SkipReason::UnreadableName => language.pick("name is no text", "文件名无法识别"),
        SkipReason::NotAFile => language.pick("not a file", "不是文件"),
        SkipReason::Unreadable => language.pick("cannot be read", "无法读取"),
        SkipReason::DuplicateName => language.pick("name stands twice", "名称重复"),
        SkipReason::SingleTopFolder => language.pick("taken as the root", "作为根目录"),
    }
}
