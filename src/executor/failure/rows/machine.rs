//! What fails because of the machine, the network or the caller of a build, and tells nothing of the project.

use crate::executor::failure::ending::Ending;
use crate::executor::failure::row::ClassRow;
use crate::executor::failure::row::Origin::Machine;
use crate::language::say;

pub(in crate::executor::failure) const NETWORK: ClassRow = ClassRow {
    name: "network",
    origin: Machine,
    codes: &[],
    message: |told| {
        say!(
            told.language,
            "The connection to {it} broke or could not be made",
            "与{it}的连接中断或无法建立",
            it = told.it("a server", "服务器")
        )
    },
    advice: |told| {
        say!(
            told.language,
            "Run the build again; if it stays, check that this machine reaches the server, and the proxy if one is set (`HTTPS_PROXY`).",
            "再运行一次构建；如果仍然失败，检查这台机器能否连上该服务器，以及所设置的代理（`HTTPS_PROXY`）。"
        )
    },
};

pub(in crate::executor::failure) const INDEX_UNREACHABLE: ClassRow = ClassRow {
    name: "index-unreachable",
    origin: Machine,
    codes: &["PSH703"],
    message: |told| {
        say!(
            told.language,
            "The package index {it} does not answer",
            "软件包索引{it}没有响应",
            it = told.it("that is set", "（已设置的地址）")
        )
    },
    advice: |told| {
        say!(
            told.language,
            "Check the address of the index, which ends in `/simple/`, or set another one: the index variable of the platform, as in `--env BUILD_PIP_INDEX_URL=https://mirrors.aliyun.com/pypi/simple/`. If no address works, this machine has no network.",
            "检查索引的地址（以 `/simple/` 结尾），或换一个：设置平台的索引变量，例如 `--env BUILD_PIP_INDEX_URL=https://mirrors.aliyun.com/pypi/simple/`。如果所有地址都不行，就是这台机器没有网络。"
        )
    },
};

pub(in crate::executor::failure) const CERTIFICATE: ClassRow = ClassRow {
    name: "certificate",
    origin: Machine,
    codes: &[],
    message: |told| {
        say!(told.language, "The certificate of {it} is not trusted", "{it}的证书不受信任", it = told.it("the server", "服务器"))
    },
    advice: |told| {
        say!(
            told.language,
            "Set an index whose certificate is known (`--env BUILD_PIP_INDEX_URL=https://…/simple`), or name the certificate of your own index or proxy in `PIP_CERT`.",
            "设置证书受信任的索引（`--env BUILD_PIP_INDEX_URL=https://…/simple`），或用 `PIP_CERT` 指定你自己的索引或代理的证书。"
        )
    },
};

pub(in crate::executor::failure) const DISK_FULL: ClassRow = ClassRow {
    name: "disk-full",
    origin: Machine,
    codes: &["PSH518"],
    message: |told| say!(told.language, "There is no space left on the disk", "磁盘空间已用完"),
    advice: |told| {
        say!(
            told.language,
            "Free space on the disk of the output, the cache (`--cache DIR`, `--no-cache`) and the temporary folder (`TMPDIR`), then run the build again. If it is the packages that are large, take out those that the site does not need.",
            "清理输出目录、缓存（`--cache DIR`、`--no-cache`）和临时目录（`TMPDIR`）所在磁盘的空间，然后再运行一次。如果是软件包太大，去掉网站用不到的软件包。"
        )
    },
};

pub(in crate::executor::failure) const TIMEOUT: ClassRow = ClassRow {
    name: "timeout",
    origin: Machine,
    codes: &[],
    message: |told| say!(told.language, "The step took longer than it may ({})", "这一步超过了允许的时间（{}）", told.ending()),
    advice: |told| {
        say!(
            told.language,
            "Give it more time with `--timeout SECONDS`. If it then never ends, something waits: the lines of output above say for what.",
            "用 `--timeout SECONDS` 给它更多时间。如果仍不结束，说明它在等待什么：上面的输出会说明。"
        )
    },
};

pub(in crate::executor::failure) const KILLED: ClassRow = ClassRow {
    name: "killed",
    origin: Machine,
    codes: &[],
    message: |told| say!(told.language, "The step was killed ({})", "这一步被终止（{}）", told.ending()),
    advice: |told| match is_out_of_memory(told.ending) {
        true => say!(
            told.language,
            "Most often the memory ran out: close other programs, or give the machine or the container more. On a platform, choose a larger instance or packages that need no building.",
            "多半是内存用完了：关闭其他程序，或给机器或容器更多内存。在平台上，选择更大的实例，或使用不需要编译的软件包。"
        ),
        false => say!(
            told.language,
            "The signal came from outside, or from a crash in a compiled package: run the build again; if it stays, take another release of the package that the last lines of output name.",
            "信号来自外部，或来自某个编译过的软件包的崩溃：再运行一次构建；如果仍然失败，换用输出最后几行所提到的软件包的另一个版本。"
        ),
    },
};

/// The kernel ends a process with this signal, and so a shell with the status, when memory runs out.
fn is_out_of_memory(ending: &Ending) -> bool {
    matches!(ending, Ending::Signalled(9) | Ending::Exited(_))
}

pub(in crate::executor::failure) const INTERRUPTED: ClassRow = ClassRow {
    name: "interrupted",
    origin: Machine,
    codes: &[],
    message: |told| say!(told.language, "The build was interrupted", "构建被中断"),
    advice: |told| say!(told.language, "Run the build again when you want to.", "需要时再运行一次构建。"),
};

pub(in crate::executor::failure) const NOT_STARTED: ClassRow = ClassRow {
    name: "not-started",
    origin: Machine,
    codes: &[],
    message: |told| {
        say!(told.language, "The command of the step could not be started: {}", "这一步的命令无法启动：{}", told.ending())
    },
    advice: |told| {
        say!(told.language, "Check that the program is installed and may be executed.", "检查该程序是否已安装、是否有执行权限。")
    },
};

pub(in crate::executor::failure) const PYTHON_NOT_INSTALLED: ClassRow = ClassRow {
    name: "python-not-installed",
    origin: Machine,
    codes: &["PSH403", "PSH405"],
    message: |told| say!(told.language, "Python could not be put in place ({})", "Python 未能安装到位（{}）", told.ending()),
    advice: |told| {
        say!(
            told.language,
            "Name a Python that is there with `--python PATH` or `--python-dir DIR`, or an address of archives with `--runtime-url`; `--nearest-patch` takes another patch of the series.",
            "用 `--python PATH` 或 `--python-dir DIR` 指定已有的 Python，或用 `--runtime-url` 指定存放压缩包的地址；`--nearest-patch` 允许使用同一系列的其他补丁版本。"
        )
    },
};
