//! What happened, in one line.

use super::class::FailureClass::{
    Certificate, CollectstaticFancyReferences, CollectstaticImproperConfiguration, CollectstaticMissingFile,
    CollectstaticMissingKey, CollectstaticMissingModule, CollectstaticOther, CollectstaticSyntaxError,
    CollectstaticUnknownCommand, CommandNotFound, Conflict, DiskFull, GitMissing, HashMismatch, HookFailed, IndexUnreachable,
    InsecureIndex, Interrupted, InvalidRequirement, Killed, MissingCompiler, MissingHeaders, MissingRequirementsFile,
    NeedsAnotherPython, Network, NoMatchingRelease, NotExecutable, NotStarted, Other, OutdatedLockFile, PackageBuildFailed,
    PythonNotInstalled, Timeout,
};
use super::{Ending, Failure};

/// The subject between back-quotes, or other words when there is none.
pub(super) fn quoted(failure: &Failure, otherwise: &str) -> String {
    failure.subject.as_ref().map_or_else(|| otherwise.to_owned(), |subject| format!("`{subject}`"))
}

/// The same, with the spaces that Chinese puts around other scripts.
pub(super) fn quoted_in_chinese(failure: &Failure, otherwise: &str) -> String {
    failure.subject.as_ref().map_or_else(|| otherwise.to_owned(), |subject| format!(" `{subject}` "))
}

/// Without the spaces at the ends and beside Chinese punctuation.
pub(super) fn without_extra_spaces(sentence: &str) -> String {
    let mut sentence = sentence.trim().to_owned();
    for mark in ["（", "，", "；", "：", "。"] {
        sentence = sentence.replace(&format!("` {mark}"), &format!("`{mark}"));
    }
    sentence
}

/// More about the subject, put into words, or nothing.
fn more(failure: &Failure, words: impl Fn(&str) -> String) -> String {
    failure.more.as_deref().map_or_else(String::new, words)
}

fn ending_in_english(ending: &Ending) -> String {
    match ending {
        Ending::Exited(status) => format!("exit status {status}"),
        Ending::Signalled(signal) => format!("signal {signal}"),
        Ending::TimedOut { seconds } => format!("stopped after {seconds} seconds"),
        Ending::Interrupted => "stopped by you".to_owned(),
        Ending::NotStarted { reason } => reason.clone(),
    }
}

fn ending_in_chinese(ending: &Ending) -> String {
    match ending {
        Ending::Exited(status) => format!("退出状态 {status}"),
        Ending::Signalled(signal) => format!("信号 {signal}"),
        Ending::TimedOut { seconds } => format!("{seconds} 秒后被停止"),
        Ending::Interrupted => "由你停止".to_owned(),
        Ending::NotStarted { reason } => reason.clone(),
    }
}

pub(super) fn english(failure: &Failure) -> String {
    let it = |otherwise| quoted(failure, otherwise);
    let ending = ending_in_english(&failure.ending);
    match failure.class {
        NoMatchingRelease => format!("The package index has no release that fits {} on this Python", it("a requirement")),
        NeedsAnotherPython => {
            format!("{} does not run on this Python{}", it("A package"), more(failure, |python| format!("; it needs {python}")))
        }
        InvalidRequirement => {
            format!("{} is not a requirement that can be read{}", it("A line"), more(failure, |line| format!(" (line {line})")))
        }
        MissingRequirementsFile => format!("{} is named in the requirements and is not there", it("A file")),
        HashMismatch => format!("{} does not match the hashes in the requirements, or has none", it("A package")),
        Conflict => match &failure.more {
            Some(other) => format!("{} and `{other}` cannot both be met", it("A requirement")),
            None => format!("{} cannot be met together with the other requirements", it("A requirement")),
        },
        OutdatedLockFile => format!("{} is missing, or does not belong to the file it locks", it("The lock file")),
        MissingHeaders => {
            let of = more(failure, |package| format!(", which building `{package}` needs"));
            format!("{} is not on this machine{of}", it("A library for building"))
        }
        MissingCompiler => {
            let of = more(failure, |package| format!(", which building `{package}` needs"));
            format!("{} is not on this machine{of}", it("A compiler"))
        }
        PackageBuildFailed => {
            format!("{} could not be built from its source{}", it("A package"), more(failure, |error| format!(": {error}")))
        }
        GitMissing => format!("{} is not on this machine, and a requirement comes from a repository", it("git")),
        Network => format!("The connection to {} broke or could not be made", it("a server")),
        IndexUnreachable => format!("The package index {} does not answer", it("that is set")),
        InsecureIndex => format!("pip ignores the package index {}, because its address begins with http://", it("that is set")),
        Certificate => format!("The certificate of {} is not trusted", it("the server")),
        DiskFull => "There is no space left on the disk".to_owned(),
        Timeout => format!("The step took longer than it may ({ending})"),
        Killed => format!("The step was killed ({ending})"),
        Interrupted => "The build was interrupted".to_owned(),
        NotStarted => format!("The command of the step could not be started: {ending}"),
        HookFailed => format!("The project's own script failed ({ending})"),
        CommandNotFound => format!("The project's own script calls {}, which is not there", it("a command")),
        NotExecutable => format!("{} may not be executed", it("The project's own script, or a command in it,")),
        PythonNotInstalled => format!("Python could not be put in place ({ending})"),
        CollectstaticSyntaxError => {
            format!("{} is not valid for this Python{}", it("A module"), more(failure, |error| format!(": {error}")))
        }
        CollectstaticImproperConfiguration => match &failure.more {
            Some(error) => format!("Django does not accept the settings: {error}"),
            None => "Django does not accept the settings".to_owned(),
        },
        CollectstaticMissingModule => match &failure.more {
            Some(error) => format!("An import fails: {error}"),
            None => format!("The module {} is not there", it("that is imported")),
        },
        CollectstaticMissingFile => match (&failure.subject, &failure.more) {
            (None, Some(error)) => format!("A file cannot be used: {error}"),
            _ => format!("The file or folder {} is not there", it("that is read")),
        },
        CollectstaticMissingKey => {
            format!("{} is not set; the settings read it, most likely from the environment", it("A key"))
        }
        CollectstaticFancyReferences => match &failure.more {
            Some(_) => format!("{} refers to a file that is not among the static files", it("A style sheet")),
            None => format!("A style sheet or script refers to {}, which is not among the static files", it("a file")),
        },
        CollectstaticUnknownCommand => format!("manage.py has no command {}", it("collectstatic")),
        CollectstaticOther => match &failure.subject {
            Some(error) => format!("collectstatic stopped: {error}"),
            None => format!("collectstatic failed ({ending})"),
        },
        Other => format!("The step failed ({ending})"),
    }
}

pub(super) fn chinese(failure: &Failure) -> String {
    let it = |otherwise| quoted_in_chinese(failure, otherwise);
    let ending = ending_in_chinese(&failure.ending);
    let sentence = match failure.class {
        NoMatchingRelease => format!("软件包索引中没有适合当前 Python 且满足{}的版本", it("某条依赖")),
        NeedsAnotherPython => {
            format!("{}不能在当前 Python 上运行{}", it("某个软件包"), more(failure, |python| format!("；它需要 {python}")))
        }
        InvalidRequirement => {
            format!("{}不是可以读取的依赖写法{}", it("某一行"), more(failure, |line| format!("（第 {line} 行）")))
        }
        MissingRequirementsFile => format!("依赖清单中提到的{}不存在", it("文件")),
        HashMismatch => format!("{}与依赖清单中的哈希值不符，或缺少哈希值", it("某个软件包")),
        Conflict => match &failure.more {
            Some(other) => format!("{}与 `{other}` 无法同时满足", it("某条依赖")),
            None => format!("{}无法与其他依赖同时满足", it("某条依赖")),
        },
        OutdatedLockFile => format!("{}不存在，或与它所锁定的文件不一致", it("锁文件")),
        MissingHeaders => {
            format!("这台机器上没有{}{}", it("编译所需的库"), more(failure, |package| format!("，而编译 `{package}` 需要它")))
        }
        MissingCompiler => {
            format!("这台机器上没有{}{}", it("编译器"), more(failure, |package| format!("，而编译 `{package}` 需要它")))
        }
        PackageBuildFailed => {
            format!("{}无法从源码构建{}", it("某个软件包"), more(failure, |error| format!("：{error}")))
        }
        GitMissing => format!("这台机器上没有{}，而有一条依赖来自代码仓库", it(" git ")),
        Network => format!("与{}的连接中断或无法建立", it("服务器")),
        IndexUnreachable => format!("软件包索引{}没有响应", it("（已设置的地址）")),
        InsecureIndex => format!("pip 忽略了软件包索引{}，因为它的地址以 http:// 开头", it("（已设置的地址）")),
        Certificate => format!("{}的证书不受信任", it("服务器")),
        DiskFull => "磁盘空间已用完".to_owned(),
        Timeout => format!("这一步超过了允许的时间（{ending}）"),
        Killed => format!("这一步被终止（{ending}）"),
        Interrupted => "构建被中断".to_owned(),
        NotStarted => format!("这一步的命令无法启动：{ending}"),
        HookFailed => format!("项目自带的脚本失败（{ending}）"),
        CommandNotFound => format!("项目自带的脚本调用了{}，但它不存在", it("某个命令")),
        NotExecutable => format!("{}没有执行权限", it("项目自带的脚本或其中的命令")),
        PythonNotInstalled => format!("Python 未能安装到位（{ending}）"),
        CollectstaticSyntaxError => {
            format!("{}对当前 Python 来说语法无效{}", it("某个模块"), more(failure, |error| format!("：{error}")))
        }
        CollectstaticImproperConfiguration => match &failure.more {
            Some(error) => format!("Django 不接受这些设置：{error}"),
            None => "Django 不接受这些设置".to_owned(),
        },
        CollectstaticMissingModule => match &failure.more {
            Some(error) => format!("导入失败：{error}"),
            None => format!("模块{}不存在", it("（被导入的）")),
        },
        CollectstaticMissingFile => match (&failure.subject, &failure.more) {
            (None, Some(error)) => format!("某个文件无法使用：{error}"),
            _ => format!("文件或文件夹{}不存在", it("（被读取的）")),
        },
        CollectstaticMissingKey => format!("{}没有设置；设置模块会读取它，多半是从环境变量读取", it("某个键")),
        CollectstaticFancyReferences => match &failure.more {
            Some(_) => format!("{}引用了静态文件中没有的文件", it("某个样式表")),
            None => format!("某个样式表或脚本引用了{}，而静态文件中没有它", it("某个文件")),
        },
        CollectstaticUnknownCommand => format!("manage.py 没有{}命令", it(" collectstatic ")),
        CollectstaticOther => match &failure.subject {
            Some(error) => format!("collectstatic 中止：{error}"),
            None => format!("collectstatic 失败（{ending}）"),
        },
        Other => format!("这一步失败（{ending}）"),
    };
    without_extra_spaces(&sentence)
}
