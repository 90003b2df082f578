//! PSH701: a variable that the build does not know.

use crate::platform::Platform;
use crate::rules::prelude::*;

rule! {
    code: "PSH701",
    name: "unknown-build-variable",
    severity: Warning,
    stage: Build,
    fix: Display,
    en: "A variable that is named like one of the build and is not known to it",
    zh: "变量名像构建变量，但平台的构建并不认识它",
}

struct UnknownBuildVariable<'a> {
    platform: &'a Platform,
    name: &'a str,
    right: Option<&'a str>,
}

impl Message for UnknownBuildVariable<'_> {
    fn message(&self, language: Language) -> String {
        let Self { platform, name, right } = self;
        let platform = &platform.name;
        match right {
            Some(right) => say!(
                language,
                "`{name}` does nothing on {platform}; the variable is called `{right}`",
                "`{name}` 在 {platform} 上不起作用，变量名应为 `{right}`"
            ),
            None => say!(
                language,
                "`{name}` is no build variable that {platform} is known to read",
                "`{name}` 不是已知会被 {platform} 读取的构建变量"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let Self { platform, name, right } = self;
        let Platform { id, name: platform, .. } = platform;
        match right {
            Some(right) => say!(
                language,
                "Nothing says so during the build: the value of `{name}` is not looked at. Set `{right}` instead.",
                "构建时不会有任何提示，`{name}` 的值不会被读取。请改用 `{right}`。"
            ),
            None => say!(
                language,
                "{platform} may read more variables than those that are known, which `pushready platforms {id}` lists. If `{name}` is meant for the application itself, leave it as it is.",
                "{platform} 读取的变量可能比已知的更多；已知的变量可用 `pushready platforms {id}` 列出。如果 `{name}` 是给应用自己用的，保持原样即可。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let (name, right) = (self.name, self.right.unwrap_or_default());
        say!(language, "Set `{right}` on the platform instead of `{name}`", "在平台上用 `{right}` 代替 `{name}`")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let (platform, known) = (facts.platform, known_names(facts.platform));
    for name in facts.settings.env.keys().filter(|name| !known.contains(&name.as_str())) {
        let right = right_name(platform, &known, name);
        let message = |right| UnknownBuildVariable { platform, name, right };
        if right.is_some() {
            findings.add(Finding::new(Place::project(), message(right)).fix(FixBuilder::display()));
        } else if platform.variable_prefix.as_ref().is_some_and(|prefix| name.starts_with(&prefix.value)) {
            findings.add(Finding::new(Place::project(), message(None)).severity(Severity::Info).likely());
        }
    }
}

fn known_names(platform: &Platform) -> Vec<&str> {
    let listed = platform.variables.iter().map(|variable| variable.name.as_str());
    let switches = platform.static_files.switch.iter().flat_map(|switch| &switch.value.variables);
    let others = platform.procfile.override_variables.value.iter().chain(switches).chain(&platform.python.variables.value);
    let mut names: Vec<&str> = listed.collect();
    for name in others {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names
}

fn right_name<'a>(platform: &'a Platform, known: &[&'a str], name: &str) -> Option<&'a str> {
    let mistaken = platform.mistaken_variables.iter().find(|mistaken| mistaken.name == name);
    mistaken.map(|mistaken| mistaken.instead.as_str()).or_else(|| nearest(platform, known, name))
}

/// The known name that differs in at most a third of its letters behind the prefix.
fn nearest<'a>(platform: &Platform, known: &[&'a str], name: &str) -> Option<&'a str> {
    let prefix = platform.variable_prefix.as_ref()?.value.as_str();
    let upper = name.to_ascii_uppercase();
    let rest = upper.strip_prefix(prefix)?;
    let distance = |known: &str| strsim::osa_distance(rest, known);
    let near = known.iter().filter_map(|known| Some((*known, known.strip_prefix(prefix)?)));
    let near = near.filter(|(_, known)| distance(known) <= known.len() / 3);
    near.min_by_key(|(_, known)| distance(known)).map(|(known, _)| known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform;

    #[test]
    fn names_are_near_when_most_letters_agree() {
        let rainbond = platform::find("rainbond").expect("a platform");
        let known = known_names(rainbond);
        let cases = [
            ("BUILD_PIP_INDX_URL", Some("BUILD_PIP_INDEX_URL")),
            ("BUILD_PIP_INDEX", Some("BUILD_PIP_INDEX_URL")),
            ("build_pip_index_url", Some("BUILD_PIP_INDEX_URL")),
            ("BUILD_DISABLE_COLLECT_STATIC", Some("BUILD_DISABLE_COLLECTSTATIC")),
            ("BUILD_RUNTIME", Some("BUILD_RUNTIMES")),
            ("BUILD_PROC_FILE", Some("BUILD_PROCFILE")),
            ("BUILD_NUMBER", None),
            ("BUILD_TIME", None),
            ("BUILD_ID", None),
            ("DISABLE_COLECTSTATIC", None),
        ];
        for (name, expected) in cases {
            assert_eq!(nearest(rainbond, &known, name), expected, "{name}");
        }
    }
}
