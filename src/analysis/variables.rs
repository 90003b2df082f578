//! What is wrong with the variables that are set on a platform.

use crate::platform::{Platform, Switch, VariableKind};

use super::settings::Settings;
use super::static_files::{DisabledBy, StaticFiles};

/// A variable with what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultyVariable<'a> {
    /// Its name.
    pub name: &'a str,
    /// What is wrong with it.
    pub fault: VariableFault<'a>,
}

/// What is wrong with a variable, the strongest first: the first that is true is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VariableFault<'a> {
    /// The platform does not build with it.
    Refused,
    /// It switches something off, although this value says no.
    OffForNo(&'a Switch, &'a str),
    /// An address in it is not that of a package index.
    IndexUrl(WrongIndex<'a>),
    /// The build does not know it, but the one of this name.
    Misnamed(&'a str),
    /// It is named like one of the build, which is not known to read it.
    Unknown,
}

/// An address that is not that of a package index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongIndex<'a> {
    /// The address.
    pub value: &'a str,
    /// What is wrong with it.
    pub fault: IndexUrlFault,
    /// The index that the platform's documentation gives; none if the variable only adds one.
    pub default: Option<&'a str>,
    /// Whether the variable only adds an index.
    pub is_extra: bool,
}

/// What is wrong with the address of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexUrlFault {
    /// It does not begin with `http://` or `https://` and a host.
    NoAddress,
    /// It leads to the host of an index, not to the index.
    NoSimple,
}

impl<'a> FaultyVariable<'a> {
    /// All that is wrong with the variables that are set, by their names.
    #[must_use]
    pub fn all(platform: &'a Platform, settings: &'a Settings, static_files: &'a StaticFiles) -> Vec<Self> {
        let known = known_names(platform);
        let of = |(name, value): (&'a String, &'a String)| {
            let found = faults(platform, &known, static_files, name, value);
            found.into_iter().map(move |fault| Self { name: name.as_str(), fault })
        };
        settings.env.iter().flat_map(of).collect()
    }
}

fn faults<'a>(
    platform: &'a Platform,
    known: &[&'a str],
    static_files: &'a StaticFiles,
    name: &str,
    value: &'a str,
) -> Vec<VariableFault<'a>> {
    if platform.refused_variables.as_ref().is_some_and(|refused| refused.value.iter().any(|refused| refused == name)) {
        return vec![VariableFault::Refused];
    }
    if platform.variables.iter().any(|variable| variable.kind == VariableKind::IndexUrl && variable.name == name) {
        let indexes = value.split_whitespace().filter_map(|address| wrong_index(platform, name, address));
        return indexes.map(VariableFault::IndexUrl).collect();
    }
    let is_switch = matches!(&static_files.disabled_by, Some(DisabledBy::Variable { name: switch, .. }) if switch == name);
    let fault = if is_switch && static_files.is_off_for_no() {
        platform.static_files.switch.as_ref().map(|switch| VariableFault::OffForNo(&switch.value, value))
    } else if known.contains(&name) {
        None
    } else if let Some(right) = right_name(platform, known, name) {
        Some(VariableFault::Misnamed(right))
    } else {
        let is_like_one = platform.variable_prefix.as_ref().is_some_and(|prefix| name.starts_with(&prefix.value));
        is_like_one.then_some(VariableFault::Unknown)
    };
    fault.into_iter().collect()
}

fn wrong_index<'a>(platform: &'a Platform, name: &str, value: &'a str) -> Option<WrongIndex<'a>> {
    let fault = index_fault(value)?;
    let index = platform.install.index.as_ref().map(|index| &index.value);
    let is_extra = index.is_none_or(|index| index.variable != name);
    let default = index.and_then(|index| index.default.as_deref()).filter(|_| !is_extra);
    Some(WrongIndex { value, fault, default, is_extra })
}

/// The address with `simple` at its end, in place of a misspelling of it.
#[must_use]
pub fn with_simple(value: &str) -> String {
    let value = value.trim_end_matches('/');
    match value.rsplit_once('/') {
        Some((start, last)) if is_misspelled(last) => format!("{start}/simple"),
        _ => format!("{value}/simple"),
    }
}

fn is_misspelled(last: &str) -> bool {
    last != "simple" && last != "+simple" && strsim::osa_distance(last, "simple") <= 2
}

/// Only what looks like the start page of an index is called incomplete: private indexes have paths of all kinds.
fn index_fault(value: &str) -> Option<IndexUrlFault> {
    let lower = value.to_ascii_lowercase();
    let Some(rest) = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")) else {
        return Some(IndexUrlFault::NoAddress);
    };
    let rest = rest.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let last = path.rsplit('/').next().unwrap_or_default();
    match (host.is_empty(), last) {
        (true, _) => Some(IndexUrlFault::NoAddress),
        (false, "" | "pypi") => Some(IndexUrlFault::NoSimple),
        (false, _) => is_misspelled(last).then_some(IndexUrlFault::NoSimple),
    }
}

fn known_names(platform: &Platform) -> Vec<&str> {
    let listed = platform.variables.iter().map(|variable| variable.name.as_str());
    let switches = platform.static_files.switch.iter().flat_map(|switch| &switch.value.variables);
    let fallbacks = platform.procfile.fallback_variables.iter().flat_map(|fact| &fact.value);
    let replacements = platform.procfile.override_variables.value.iter().chain(fallbacks);
    let others = replacements.chain(switches).chain(&platform.python.variables.value);
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

    #[test]
    fn indexes_of_all_kinds_are_left_alone() {
        for value in [
            "https://pypi.tuna.tsinghua.edu.cn/simple",
            "https://mirrors.tuna.tsinghua.edu.cn/pypi/web/simple/",
            "http://mirrors.aliyun.com/pypi/simple/",
            "https://me:secret@repo.example.com/artifactory/api/pypi/x/simple",
            "https://devpi.example.com/root/pypi/+simple/",
            "https://packages.example.com/me/",
            "https://download.pytorch.org/whl/cpu",
            "HTTPS://PYPI.ORG/simple",
        ] {
            assert_eq!(index_fault(value), None, "{value}");
        }
    }

    #[test]
    fn start_pages_and_other_things_are_no_indexes() {
        for value in [
            "https://mirror.example",
            "https://mirror.example/",
            "https://mirrors.aliyun.com/pypi/",
            "https://mirror.example/simpl",
        ] {
            assert_eq!(index_fault(value), Some(IndexUrlFault::NoSimple), "{value}");
        }
        for value in ["mirror.example/simple", "\"https://mirror.example/simple\"", "ftp://host/simple", "https://", "tuna"] {
            assert_eq!(index_fault(value), Some(IndexUrlFault::NoAddress), "{value}");
        }
    }
}
