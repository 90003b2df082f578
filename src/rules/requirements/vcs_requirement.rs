//! PSH515: a requirement that is fetched from a repository, or cannot be.

use crate::analysis::knowledge::pip::Pip;
use crate::analysis::requirements::Followed;
use crate::analysis::requirements::fault::RequirementFault;
use crate::analysis::requirements::repository::{Reach, Repository, address};
use crate::rules::prelude::*;
use crate::syntax::requirements::{Line, LineKind};
use crate::text::secrets;

use super::lines::{faulty_lines, is_editable, place};

rule! {
    code: "PSH515",
    name: "vcs-requirement",
    severity: Info,
    stage: Build,
    fix: Display,
    en: "A requirement that is fetched from a repository",
    zh: "从代码仓库获取的依赖",
}

struct VcsRequirement<'a> {
    shown: String,
    repository: &'a Repository,
    pip: Pip,
}

impl Message for VcsRequirement<'_> {
    fn message(&self, language: Language) -> String {
        let Self { shown, repository: Repository { program, reach }, pip } = self;
        match reach {
            Reach::PassedOver(_) => say!(
                language,
                "pip {pip} passes over the address `{shown}` and takes a release from the index",
                "pip {pip} 会忽略地址 `{shown}`，而从包索引获取"
            ),
            Reach::NoAddress(_) => {
                say!(language, "pip does not take `{shown}` for the address of a repository", "pip 不会把 `{shown}` 当作仓库地址")
            }
            Reach::SwitchedOff(_) => say!(
                language,
                "`{shown}` cannot be fetched, because GitHub has switched `git://` off",
                "`{shown}` 无法获取，因为 GitHub 已停用 `git://`"
            ),
            Reach::ColonForSlash { .. } => say!(
                language,
                "`{shown}` has a colon where a `/` has to stand between host and path",
                "`{shown}` 的主机名与路径之间应为 `/`，而不是冒号"
            ),
            Reach::Ssh => say!(
                language,
                "`{shown}` is fetched over ssh, which needs a key on the platform",
                "`{shown}` 通过 ssh 获取，平台上需要有密钥"
            ),
            Reach::Open => {
                say!(language, "`{shown}` is fetched with `{program}` during the build", "`{shown}` 在构建时用 `{program}` 获取")
            }
        }
    }

    fn detail(&self, language: Language) -> String {
        let Self { repository: Repository { program, reach }, pip, .. } = self;
        match reach {
            Reach::PassedOver(instead) => say!(
                language,
                "The platform's pip {pip} reads only the name before the `@`: it installs the newest release of that name in the package index, whoever made it, or stops where there is none. Write `{instead}`.",
                "平台使用的 pip {pip} 只读取 `@` 之前的名称：它会安装包索引中该名称的最新版本（无论作者是谁），如果没有则停止。请写成 `{instead}`。"
            ),
            Reach::NoAddress(instead) => say!(
                language,
                "The address of a repository begins with a program and a protocol, as `git+https://` does. pip takes this one for a path, finds nothing there, and the build stops before anything is installed. Write `{instead}`.",
                "仓库地址要以程序名和协议开头，例如 `git+https://`。pip 会把这里的内容当作路径，找不到任何东西，构建在安装任何依赖之前就会停止。请写成 `{instead}`。"
            ),
            Reach::SwitchedOff(instead) => say!(
                language,
                "GitHub has answered no request over `git://` since 15 March 2022: `git` gets nothing there, and the build stops. Write `{instead}`.",
                "GitHub 自 2022 年 3 月 15 日起不再响应 `git://` 请求：`git` 获取不到任何内容，构建停止。请写成 `{instead}`。"
            ),
            Reach::ColonForSlash { host, instead } => say!(
                language,
                "Only a port may stand behind a colon here, so `ssh` takes `{host}` for the name of the host, finds no such host, and the build stops. Write `{instead}`, which needs no key either where the repository is open to everyone.",
                "这里的冒号后面只能是端口，因此 `ssh` 会把 `{host}` 当作主机名，找不到这台主机，构建停止。请写成 `{instead}`；如果仓库公开，这样也不需要密钥。"
            ),
            Reach::Ssh if pip.puts_variables_in() => say!(
                language,
                "`{program}` asks the host for access with a private key, and the server that builds has none unless one was set up on the platform. Without it the build stops here. Write the address with `https://`; for a private repository, put the variable of a token and an `@`, as in `${{TOKEN}}@`, before the host.",
                "`{program}` 会用私钥向主机请求访问，除非已在平台上设置，构建服务器没有密钥，构建会在此停止。请改用 `https://` 地址；如果是私有仓库，请在主机名之前写上令牌的变量和 `@`，例如 `${{TOKEN}}@`。"
            ),
            Reach::Ssh => say!(
                language,
                "`{program}` asks the host for access with a private key, and the server that builds has none unless one was set up on the platform. Without it the build stops here. Write the address with `https://`, if the repository is open to everyone; the platform's pip {pip} does not put the variable of a token into it.",
                "`{program}` 会用私钥向主机请求访问，除非已在平台上设置，构建服务器没有密钥，构建会在此停止。如果仓库公开，请改用 `https://` 地址；平台使用的 pip {pip} 不会在地址中代入令牌的变量。"
            ),
            Reach::Open => say!(
                language,
                "It needs `{program}` on the server that builds, the repository has to be open to it, and each build fetches it anew. A release in a package index has none of these conditions. Where there is none, name a commit or a tag behind `@`, so that every build gets the same code.",
                "构建服务器上必须有 `{program}`，仓库必须允许它访问，而且每次构建都要重新获取。包索引中的发布版本没有这些条件。如果没有发布版本，请在 `@` 后写明提交或标签，使每次构建得到相同的代码。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let instead = instead(&self.repository.reach).unwrap_or_default();
        say!(language, "Write `{instead}`", "改为 `{instead}`")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let pip = facts.pip_reads().pip();
    for (file, line, fault) in faulty_lines(facts, &RULE) {
        let (RequirementFault::Repository(repository), Some(address)) = (fault, address(line)) else { continue };
        let message = VcsRequirement { shown: secrets::mask(address), repository, pip };
        let finding = Finding::new(place(file, line), message).fix(fix(facts, file, line, address, &repository.reach));
        findings.add(match &repository.reach {
            Reach::PassedOver(_) => finding.severity(Severity::Warning),
            Reach::NoAddress(_) => finding.severity(Severity::Error).says_if_known(says(facts, pip, file, line, address)),
            Reach::SwitchedOff(_) => finding.severity(Severity::Error),
            Reach::ColonForSlash { host, .. } => {
                let says = format!("ssh: Could not resolve hostname {host}: Name or service not known");
                finding.severity(Severity::Error).says(says)
            }
            Reach::Ssh => finding.severity(Severity::Warning).likely(),
            Reach::Open => finding,
        });
    }
}

fn instead(reach: &Reach) -> Option<&str> {
    match reach {
        Reach::PassedOver(instead)
        | Reach::NoAddress(instead)
        | Reach::SwitchedOff(instead)
        | Reach::ColonForSlash { instead, .. } => Some(instead),
        Reach::Ssh | Reach::Open => None,
    }
}

/// The address that works; the requirement is fetched from a repository all the same, so that what is to be thought of stays.
fn fix(facts: &Facts<'_>, file: &Followed, line: &Line, address: &str, reach: &Reach) -> Option<FixBuilder> {
    let instead = instead(reach).filter(|_| is_editable(facts, &file.path))?;
    let (range, text) = match (&line.kind, reach) {
        (LineKind::Editable(target), _) => (target.range.clone(), instead.to_owned()),
        (_, Reach::PassedOver(_)) => (line.requirement.as_ref()?.range.clone(), instead.to_owned()),
        _ => {
            let target = line.requirement.as_ref()?;
            (target.range.clone(), target.text.replace(address, instead))
        }
    };
    Some(FixBuilder::display().edit(&file.path, range, text))
}

/// What pip prints about an address that it does not take for one.
fn says(facts: &Facts<'_>, pip: Pip, file: &Followed, line: &Line, address: &str) -> Option<String> {
    match line.kind {
        LineKind::Editable(_) => Some(pip.invalid_editable(address)),
        LineKind::Direct(_) if !address.starts_with("git://") => Some(pip.invalid_requirement(&file.origin(facts.project, line))),
        _ => None,
    }
}
