//! PSH518: packages that fill the slug.

use crate::analysis::knowledge::package_sizes::{Measured, as_of, measured_of};
use crate::analysis::requirements::listed::Listed;
use crate::language::list;
use crate::rules::prelude::*;

use super::lines::finding;

rule! {
    code: "PSH518",
    name: "large-package",
    severity: Info,
    stage: Build,
    fix: Display,
    en: "A package that is too large for what the platform takes, or nearly so",
    zh: "软件包超过或接近平台允许的大小",
}

/// The package that is the same without support for graphics cards.
const FOR_CPU: (&str, &str) = ("tensorflow", "tensorflow-cpu");
/// Options and variables that name other indexes, which may have smaller builds.
const INDEX_OPTIONS: &[&str] = &["--index-url", "--extra-index-url", "--find-links", "-i ", "-i=", "-f ", "-f="];
const INDEX_VARIABLES: &[&str] = &["PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS"];

struct LargePackage<'a> {
    name: &'a str,
    normalized: &'a str,
    measured: Measured,
    limit: u32,
}

impl Message for LargePackage<'_> {
    fn message(&self, language: Language) -> String {
        let Self { name, measured: Measured { megabytes, .. }, limit, .. } = self;
        say!(
            language,
            "`{name}` and what it needs take {megabytes} MB, and the platform allows {limit} MB in all",
            "`{name}` 及其所需的包共 {megabytes} MB，而平台总共只允许 {limit} MB"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { name, measured: Measured { version, megabytes, .. }, .. } = self;
        let (date, outcome, advice) = (as_of(), self.outcome(language), self.advice(language));
        let (parts, near) = (self.parts(language), self.near(language));
        say!(
            language,
            "On {date}, PyPI's wheels for Linux of `{name}` {version}{near} and of all that it needs had {megabytes} MB, the largest of them {parts}. Wheels are compressed, and so is what the platform makes of the build, so it gets about this size. {outcome} {advice}",
            "{date} 时，PyPI 上 `{name}` {version}{near}及其所需全部包的 Linux wheel 共 {megabytes} MB，其中最大的是 {parts}。wheel 是压缩过的，平台对构建结果也会压缩，因此大小差不多。{outcome}{advice}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        match (self.for_cpu(), self.is_for_graphics_cards()) {
            (Some((package, _)), _) => {
                say!(language, "Require `{package}` in place of `{}`", "用 `{package}` 代替 `{}`", self.name)
            }
            (None, true) => say!(
                language,
                "Install the build of PyTorch for the CPU from PyTorch's own index",
                "从 PyTorch 自己的索引安装 CPU 版 PyTorch"
            ),
            (None, false) => say!(
                language,
                "Take `{}` out of the requirements of the web application",
                "从 Web 应用的依赖中去掉 `{}`",
                self.name
            ),
        }
    }
}

impl LargePackage<'_> {
    fn near(&self, language: Language) -> &'static str {
        match self.measured.is_near {
            false => "",
            true => language.pick(", the measured release before the one that is asked for,", "（所要求版本之前最近测得的版本）"),
        }
    }

    fn parts(&self, language: Language) -> String {
        const SHOWN: usize = 3;
        let shown = self.measured.parts.iter().take(SHOWN).map(|(name, megabytes)| format!("`{name}` ({megabytes} MB)"));
        list::row(shown, language)
    }

    fn outcome(&self, language: Language) -> String {
        let limit = self.limit;
        match self.measured.megabytes > limit {
            true => say!(
                language,
                "The platform takes at most {limit} MB: the build goes on to its end, and the push is refused there.",
                "平台最多接受 {limit} MB：构建会进行到最后，然后推送被拒绝。"
            ),
            false => say!(
                language,
                "The platform takes at most {limit} MB, so not much room is left for all the rest.",
                "平台最多接受 {limit} MB，留给其他内容的空间不多。"
            ),
        }
    }

    fn advice(&self, language: Language) -> String {
        match (self.for_cpu(), self.is_for_graphics_cards()) {
            (Some((package, measured)), _) => say!(
                language,
                "Without support for graphics cards it is `{package}`, with {} MB in {}; the imports stay as they are.",
                "不支持显卡的版本是 `{package}`，其 {1} 版共 {0} MB；导入不变。",
                measured.megabytes,
                measured.version
            ),
            (None, true) => say!(
                language,
                "Most of it is for graphics cards. PyTorch's own package index has a build for the CPU alone that is far smaller; its installation page gives the line `--extra-index-url …` to put before the others.",
                "其中大部分用于显卡。PyTorch 自己的包索引有小得多的纯 CPU 版；其安装页面给出了要写在最前面的 `--extra-index-url …` 一行。"
            ),
            (None, false) => say!(
                language,
                "Where only another part of the project needs it, take it out of the requirements of this one.",
                "如果只有项目的其他部分需要它，请从这里的依赖中去掉。"
            ),
        }
    }

    fn for_cpu(&self) -> Option<(&'static str, Measured)> {
        let (package, other) = FOR_CPU;
        Some((other, measured_of(other, None).filter(|_| self.normalized == package)?))
    }

    fn is_for_graphics_cards(&self) -> bool {
        self.measured.parts.iter().any(|(name, _)| name.starts_with("nvidia-"))
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(limit) = facts.platform.install.slug_limit.as_ref().map(|fact| fact.value) else { return };
    if has_other_index(facts) {
        return;
    }
    let reads = facts.pip_reads();
    let found = || reads.listed().filter_map(|listed| Some((listed, measured(&listed)?)));
    // What another requirement brings, it brings in the release that its own line asks for.
    let is_listed = |name: &str| reads.listed().any(|listed| listed.named.normalized == name);
    let is_own = |listed: &Listed<'_>, measured: &Measured| {
        !measured.parts.iter().any(|(part, _)| *part != listed.named.normalized && is_listed(part))
    };
    let own = found().filter(|(listed, measured)| is_own(listed, measured) && measured.megabytes * 2 > limit);
    let Some((listed, measured)) = own.min_by_key(|(_, measured)| std::cmp::Reverse(measured.megabytes)) else { return };
    let message = LargePackage { name: &listed.named.name, normalized: &listed.named.normalized, measured, limit };
    findings.add(finding(&listed, message).likely().fix(FixBuilder::display()));
}

/// What was measured of the release that is asked for; without a pin that is the newest, unless something keeps it away.
fn measured(listed: &Listed<'_>) -> Option<Measured> {
    let named = listed.named;
    let is_plain = named.url.is_none() && !named.specifiers.contains('+');
    let pin = listed.pin();
    measured_of(&named.normalized, pin.as_ref()).filter(|_| is_plain && (pin.is_some() || listed.takes_newest()))
}

fn has_other_index(facts: &Facts<'_>) -> bool {
    let names_one = |text: &str| INDEX_OPTIONS.iter().any(|option| text.starts_with(option));
    facts.pip_reads().lines().any(|(_, line)| names_one(&line.text))
        || INDEX_VARIABLES.iter().any(|name| facts.settings.has(name))
}
