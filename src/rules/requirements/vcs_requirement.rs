//! PSH515: a requirement that is fetched from a repository.

use crate::analysis::requirements::fault::RequirementFault;
use crate::analysis::requirements::repository::{Repository, Transport, address};
use crate::rules::prelude::*;
use crate::text::secrets;

use super::lines::{faulty_lines, place};

rule! {
    code: "PSH515",
    name: "vcs-requirement",
    severity: Info,
    stage: Build,
    fix: None,
    en: "A requirement that is fetched from a repository",
    zh: "从代码仓库获取的依赖",
}

struct VcsRequirement {
    shown: String,
    repository: Repository,
}

impl Message for VcsRequirement {
    fn message(&self, language: Language) -> String {
        let Self { shown, repository: Repository { program, transport } } = self;
        match transport {
            Transport::Open => {
                say!(language, "`{shown}` is fetched with `{program}` during the build", "`{shown}` 在构建时用 `{program}` 获取")
            }
            Transport::Ssh => say!(
                language,
                "`{shown}` is fetched over ssh, which needs a key on the platform",
                "`{shown}` 通过 ssh 获取，平台上需要有密钥"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let Repository { program, transport } = self.repository;
        match transport {
            Transport::Open => say!(
                language,
                "It needs `{program}` on the server that builds, the repository has to be open to it, and each build fetches it anew. A release in a package index has none of these conditions. Where there is none, name a commit or a tag behind `@`, so that every build gets the same code.",
                "构建服务器上必须有 `{program}`，仓库必须允许它访问，而且每次构建都要重新获取。包索引中的发布版本没有这些条件。如果没有发布版本，请在 `@` 后写明提交或标签，使每次构建得到相同的代码。"
            ),
            Transport::Ssh => say!(
                language,
                "`{program}` asks the host for access with a private key, and the server that builds has none unless one was set up on the platform. Without it the build stops here. Write the address with `https://`; for a private repository, put the variable of a token and an `@`, as in `${{TOKEN}}@`, before the host.",
                "`{program}` 会用私钥向主机请求访问，除非已在平台上设置，构建服务器没有密钥，构建会在此停止。请改用 `https://` 地址；如果是私有仓库，请在主机名之前写上令牌的变量和 `@`，例如 `${{TOKEN}}@`。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (file, line, fault) in faulty_lines(facts, &RULE) {
        let (RequirementFault::Repository(repository), Some(address)) = (fault, address(line)) else { continue };
        let message = VcsRequirement { shown: secrets::mask(address), repository: *repository };
        findings.add(Finding::new(place(file, line), message).likely_if(repository.transport == Transport::Ssh));
    }
}
