//! PSH514: an index or a page of links that is reached by http, and that pip passes over.

use crate::rules::prelude::*;
use crate::syntax::requirements::{FileOption, has_variable};

use super::lines::is_editable;

rule! {
    code: "PSH514",
    name: "insecure-index",
    severity: Warning,
    stage: Build,
    fix: Unsafe,
    en: "An index with http that is not named as trusted",
    zh: "使用 http 的包索引，但没有声明为可信",
}

const OPTIONS: &[&str] = &["--index-url", "--extra-index-url", "--find-links"];
const TRUSTED_HOST: &str = "--trusted-host";
/// The variable that names trusted hosts to pip itself.
const VARIABLE: &str = "PIP_TRUSTED_HOST";
/// Hosts that pip takes for secure, whatever the scheme.
const SECURE: &[&str] = &["localhost", "127.0.0.1", "[::1]"];

struct InsecureIndex<'a> {
    option: &'static str,
    host: &'a str,
}

impl Message for InsecureIndex<'_> {
    fn message(&self, language: Language) -> String {
        let Self { option, host } = self;
        say!(
            language,
            "pip ignores `{option}` with {host}, because it is reached by http",
            "pip 会忽略 `{option}` 中的 {host}，因为它使用 http"
        )
    }

    fn detail(&self, language: Language) -> String {
        let host = self.host;
        match self.is_only_index() {
            true => say!(
                language,
                "pip uses no index without encryption unless its host is named as trusted. This one takes the place of PyPI, so that no package is found and the build stops, unless the server names {host} as trusted itself. Write `https://` if the host knows it, or add the line `--trusted-host {host}`.",
                "除非声明为可信，pip 不会使用没有加密的索引。这个索引取代了 PyPI，因此除非服务器自己信任 {host}，否则找不到任何包，构建停止。如果该主机支持，请写 `https://`，或添加一行 `--trusted-host {host}`。"
            ),
            false => say!(
                language,
                "pip uses no address without encryption unless its host is named as trusted. Packages that are only there are not found. Write `https://` if the host knows it, or add the line `--trusted-host {host}`.",
                "除非声明为可信，pip 不会使用没有加密的地址。只存在于那里的包会找不到。如果该主机支持，请写 `https://`，或添加一行 `--trusted-host {host}`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Write `https://`", "改为 `https://`")
    }
}

impl InsecureIndex<'_> {
    fn is_only_index(&self) -> bool {
        self.option == "--index-url"
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    if facts.settings.env.keys().any(|name| name.ends_with(VARIABLE)) {
        return;
    }
    for (file, line) in facts.pip_reads().lines() {
        for option in line.options.iter().filter(|option| OPTIONS.contains(&option.name)) {
            let Some(host) = insecure_host(option).filter(|host| !is_trusted(facts, host)) else { continue };
            findings.add(finding(facts, &file.path, option, host));
        }
    }
}

/// The host behind `http://`, without credentials and port.
fn insecure_host(option: &FileOption) -> Option<&str> {
    let address = option.value.as_deref()?.strip_prefix("http://")?;
    let place = address.split(['/', '?', '#']).next()?;
    let host = place.rsplit('@').next()?;
    let host = if host.starts_with('[') { host } else { host.split(':').next()? };
    (!host.is_empty() && !has_variable(host) && !SECURE.contains(&host)).then_some(host)
}

fn is_trusted(facts: &Facts<'_>, host: &str) -> bool {
    let trusted = facts.pip_reads().lines().flat_map(|(_, line)| &line.options).filter(|option| option.name == TRUSTED_HOST);
    let mut hosts = trusted.filter_map(|option| option.value.as_deref());
    hosts.any(|trusted| trusted == host || trusted.split(':').next() == Some(host) || has_variable(trusted))
}

fn finding<'f>(facts: &Facts<'_>, path: &str, option: &'f FileOption, host: &'f str) -> Finding<InsecureIndex<'f>> {
    let start = option.value_range.start;
    let fix = is_editable(facts, path).then(|| FixBuilder::unsafe_().edit(path, start..start + "http://".len(), "https://"));
    let message = InsecureIndex { option: option.name, host };
    let says = facts.pip_reads().pip().insecure_host(host);
    Finding::new(Place::range(path, option.value_range.clone()), message).says(says).fix(fix)
}
