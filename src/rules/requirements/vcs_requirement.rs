//! PSH515: a requirement that is fetched from a repository.

use crate::rules::prelude::*;
use crate::syntax::requirements::{Line, LineKind};
use crate::text::secrets;

use super::credentials_in_url::is_secret;
use super::lines;

rule! {
    code: "PSH515",
    name: "vcs-requirement",
    severity: Info,
    stage: Build,
    fix: None,
    en: "A requirement that is fetched from a repository",
    zh: "从代码仓库获取的依赖",
}

/// The programs that fetch from repositories, by the scheme of the address.
const PROGRAMS: &[(&str, &str)] = &[("git", "git"), ("hg", "hg"), ("svn", "svn"), ("bzr", "bzr")];

/// What has to be right for it to work.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// The program alone.
    Program,
    /// A private key as well.
    Key,
}

struct VcsRequirement {
    shown: String,
    program: &'static str,
    needs: Needs,
}

impl Message for VcsRequirement {
    fn message(&self, language: Language) -> String {
        let Self { shown, program, .. } = self;
        match self.needs {
            Needs::Program => {
                say!(language, "`{shown}` is fetched with `{program}` during the build", "`{shown}` 在构建时用 `{program}` 获取")
            }
            Needs::Key => say!(
                language,
                "`{shown}` is fetched over ssh, which needs a key on the platform",
                "`{shown}` 通过 ssh 获取，平台上需要有密钥"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let program = self.program;
        match self.needs {
            Needs::Program => say!(
                language,
                "It needs `{program}` on the server that builds, the repository has to be open to it, and each build fetches it anew. A release in a package index has none of these conditions. Where there is none, name a commit or a tag behind `@`, so that every build gets the same code.",
                "构建服务器上必须有 `{program}`，仓库必须允许它访问，而且每次构建都要重新获取。包索引中的发布版本没有这些条件。如果没有发布版本，请在 `@` 后写明提交或标签，使每次构建得到相同的代码。"
            ),
            Needs::Key => say!(
                language,
                "`{program}` asks the host for access with a private key, and the server that builds has none unless one was set up on the platform. Without it the build stops here. Write the address with `https://`; for a private repository, put the variable of a token and an `@`, as in `${{TOKEN}}@`, before the host.",
                "`{program}` 会用私钥向主机请求访问，除非已在平台上设置，构建服务器没有密钥，构建会在此停止。请改用 `https://` 地址；如果是私有仓库，请在主机名之前写上令牌的变量和 `@`，例如 `${{TOKEN}}@`。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (file, line) in lines(facts).filter(|(file, _)| !file.constraint) {
        let Some((address, program)) =
            address(line).filter(|address| !has_secret(address)).and_then(|address| Some((address, program(address)?)))
        else {
            continue;
        };
        let needs = if is_ssh(address) { Needs::Key } else { Needs::Program };
        let message = VcsRequirement { shown: secrets::mask(address), program, needs };
        let finding = Finding::new(Place::range(&file.path, line.content.clone()), message);
        findings.add(if needs == Needs::Key { finding.likely() } else { finding });
    }
}

/// Whether another rule speaks of the address.
fn has_secret(address: &str) -> bool {
    secrets::ranges(address).into_iter().any(|range| is_secret(&address[range]))
}

/// The address that a line fetches from.
fn address(line: &Line) -> Option<&str> {
    match &line.kind {
        LineKind::Direct(target) | LineKind::Editable(target) => Some(&target.text),
        LineKind::Named(named) => named.url.as_deref(),
        _ => None,
    }
}

fn program(address: &str) -> Option<&'static str> {
    let scheme = address.split_once("://")?.0;
    let system = scheme.split('+').next()?;
    PROGRAMS.iter().find(|(name, _)| *name == system).map(|(_, program)| *program)
}

fn is_ssh(address: &str) -> bool {
    let scheme = address.split_once("://").map_or("", |(scheme, _)| scheme);
    scheme.ends_with("ssh")
}
