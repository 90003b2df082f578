//! Addresses in style sheets and scripts that the storage of static files looks for, as Django's `HashedFilesMixin` does.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::analysis::Facts;
use crate::project::path;

use super::settings_faults::makes_folders;
use super::value::Value;
use super::{Django, ReadSettings, paths};

/// Storages that put the name of the hashed file in the place of each address, and stop where there is none.
const LOOKING: &[&str] = &[
    "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
    "django.contrib.staticfiles.storage.CachedStaticFilesStorage",
    "whitenoise.storage.CompressedManifestStaticFilesStorage",
];

/// An address of a file that will not be among the collected ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingReference {
    /// The file that has it.
    pub file: String,
    /// Where.
    pub range: Range<usize>,
    /// The name below `STATIC_ROOT` that is looked for.
    pub target: String,
    /// The class of the storage that looks for it.
    pub storage: &'static str,
    /// Whether an installed app may bring the file.
    pub may_come: bool,
}

/// What the storage looks for in vain: of each file the first address. Empty where it cannot be told what gets collected.
#[must_use]
pub fn missing_references(facts: &Facts<'_>) -> Vec<MissingReference> {
    let settings = facts.collected_settings().filter(|(_, read)| read.has_static_app() == Some(true));
    let Some((django, read)) = settings.filter(|_| facts.static_files.runs() && !makes_folders(facts)) else { return vec![] };
    // Maps are looked for in scripts since 4.0, in style sheets since 4.1.
    let looks_for_maps = |minor| django.is_at_least(4, minor) == Some(true);
    let Some(storage) = storage(django, read) else { return vec![] };
    let Some(Collected { files, foreign }) = Collected::of(facts, read) else { return vec![] };
    let is_root = |name: &str| root(read).is_some_and(|root| facts.project.has(&path::join(&root, name)));
    let static_url = static_url(read);
    let is_there = |name: &str| {
        let folder = format!("{name}/");
        files.contains_key(name) || is_root(name) || files.keys().any(|known| known.starts_with(&folder))
    };
    let mut missing = vec![];
    for (name, file) in &files {
        let is_sheet = path::base(name).strip_suffix(".css").is_some();
        let is_script = name.strip_suffix(".js").is_some() && looks_for_maps(0);
        if !is_sheet && !is_script {
            continue;
        }
        let Some(text) = facts.project.text(file).filter(|text| text.encoding.is_utf8()) else { continue };
        let addresses = if is_sheet { in_sheet(text.as_str(), looks_for_maps(1)) } else { in_script(text.as_str()) };
        let passes_over = |range: &Range<usize>| django.is_at_least(6, 1) == Some(true) && is_passed_over(text.as_str(), range);
        let mut looked_for = addresses.into_iter().filter(|range| !passes_over(range));
        let found = looked_for.find_map(|range| {
            let target = target(name, &text.as_str()[range.clone()], static_url.as_deref())?;
            let top = target.split('/').next().unwrap_or_default();
            (!is_there(&target) && !foreign.contains(&top)).then_some((range, target))
        });
        if let Some((range, target)) = found {
            missing.push(MissingReference { file: file.clone(), range, target, storage, may_come: foreign.len() > 1 });
        }
    }
    missing
}

/// The storage of static files, if it looks for addresses.
fn storage(django: &Django, read: &ReadSettings) -> Option<&'static str> {
    let new = || read.bound("STORAGES").and_then(|binding| binding.value.get("staticfiles")?.get("BACKEND")?.text());
    let old = || read.bound("STATICFILES_STORAGE").and_then(|binding| binding.value.text());
    let name = match (django.is_at_least(4, 2)?, django.is_at_least(5, 1)?) {
        (true, true) => new(),
        (true, false) => new().or_else(old),
        _ => old(),
    }?;
    LOOKING.iter().copied().find(|looking| *looking == name)
}

/// What collectstatic finds.
struct Collected<'r> {
    /// The files of the project, by their names below `STATIC_ROOT`; the first of a name counts.
    files: BTreeMap<String, String>,
    /// The last words of the apps that are not the project's own, which name folders for their files so.
    foreign: Vec<&'r str>,
}

impl<'r> Collected<'r> {
    fn of(facts: &Facts<'_>, read: &'r ReadSettings) -> Option<Self> {
        let apps = read.bound("INSTALLED_APPS").and_then(|binding| binding.value.items())?;
        let dirs = match read.bound("STATICFILES_DIRS") {
            Some(binding) => binding.value.items()?,
            None => &[],
        };
        if read.bound("STATICFILES_FINDERS").is_some() || !apps.iter().all(Value::is_known) {
            return None;
        }
        let mut collected = Self { files: BTreeMap::new(), foreign: vec!["admin"] };
        for dir in dirs {
            let (prefix, folder) = match dir {
                Value::Tuple(pair) | Value::List(pair) => (pair.first()?.text()?, pair.get(1)?.text()?),
                single => ("", single.text()?),
            };
            collected.take(facts, &paths::in_project(folder)?, prefix);
        }
        let manage_py = facts.static_files.manage_py.as_deref().map_or("", path::folder);
        for app in apps.iter().filter_map(Value::text) {
            let package = app.split_once(".apps.").map_or(app, |(package, _)| package);
            let folder = path::join(manage_py, &package.replace('.', "/"));
            if facts.project.has_folder(&folder) {
                collected.take(facts, &path::join(&folder, "static"), "");
            } else if !package.starts_with("django.contrib.") {
                collected.foreign.push(package.rsplit('.').next().unwrap_or(package));
            }
        }
        Some(collected)
    }

    fn take(&mut self, facts: &Facts<'_>, folder: &str, prefix: &str) {
        for (file, _) in facts.project.files() {
            let inside =
                if folder.is_empty() { Some(file) } else { file.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')) };
            let is_left_out = |part: &str| part.starts_with('.') || part == "CVS" || part.ends_with('~');
            if let Some(name) = inside.filter(|name| !name.split('/').any(is_left_out)) {
                self.files.entry(path::join(prefix, name)).or_insert_with(|| file.to_owned());
            }
        }
    }
}

fn root(read: &ReadSettings) -> Option<String> {
    paths::in_project(read.bound("STATIC_ROOT")?.value.text()?)
}

/// The address with a slash before and behind it; one on another server has no files.
fn static_url(read: &ReadSettings) -> Option<String> {
    let url = read.bound("STATIC_URL")?.value.text()?;
    let is_elsewhere = url.is_empty() || url.contains("//");
    (!is_elsewhere).then(|| if url.starts_with('/') { url.to_owned() } else { format!("/{url}") })
}

/// The name below `STATIC_ROOT` that an address in a file leads to; none if nothing is looked for.
fn target(name: &str, url: &str, static_url: Option<&str>) -> Option<String> {
    let letters = url.len() - url.trim_start_matches(|char: char| char.is_ascii_lowercase()).len();
    if letters > 0 && url[letters..].starts_with(':') {
        return None;
    }
    let path = url.split('#').next().unwrap_or_default();
    let path = match path.strip_prefix('/') {
        _ if path.is_empty() => return None,
        Some(_) => path.strip_prefix(static_url?)?.to_owned(),
        None => path::join(path::folder(name), path),
    };
    let path = unquoted(&path)?;
    let path = path.split('?').next().unwrap_or_default();
    let normal = paths::normal(path.trim());
    let is_looked_for = !path.is_empty() && !path.ends_with('/') && normal != "." && !normal.starts_with("..");
    is_looked_for.then_some(normal)
}

/// Without `%20` and the like.
fn unquoted(text: &str) -> Option<String> {
    let mut bytes = vec![];
    let mut rest = text.as_bytes();
    while let Some((first, others)) = rest.split_first() {
        let code = others
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        (bytes, rest) = match code.filter(|_| *first == b'%') {
            Some(code) => ([bytes, vec![code]].concat(), &others[2..]),
            None => ([bytes, vec![*first]].concat(), others),
        };
    }
    String::from_utf8(bytes).ok()
}

/// `url(…)`, `@import "…"` and the address of a map that stands on a line of its own.
fn in_sheet(text: &str, looks_for_maps: bool) -> Vec<Range<usize>> {
    let mut found = vec![];
    for (start, _) in text.match_indices(['u', 'U']) {
        if begins(&text[start..], "url(") {
            found.extend(up_to(text, start + "url(".len(), |rest| rest.find(')'), true));
        }
    }
    for (start, _) in text.match_indices('@') {
        let Some(behind) = text[start..].get("@import".len()..).filter(|_| begins(&text[start..], "@import")) else { continue };
        let quote = text.len() - behind.trim_start().len();
        if text[quote..].starts_with(['"', '\'']) {
            found.extend(up_to(text, quote, |rest| rest.find(['"', '\'']), false));
        }
    }
    if looks_for_maps {
        let map = |line: &str| {
            let address =
                line.strip_prefix("/*#")?.strip_prefix([' ', '\t'])?.strip_prefix("sourceMappingURL=")?.strip_suffix("*/")?;
            Some(line.len() - "*/".len() - address.len()..line.len() - "*/".len())
        };
        found.extend(lines(text, map));
    }
    found
}

/// The address of a map that stands on a line of its own.
fn in_script(text: &str) -> Vec<Range<usize>> {
    lines(text, |line| Some(line.len() - line.strip_prefix("//# sourceMappingURL=")?.len()..line.len()))
}

/// Ranges in lines.
fn lines(text: &str, find: impl Fn(&str) -> Option<Range<usize>>) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut found = vec![];
    for line in text.split('\n') {
        found.extend(find(line).map(|range| start + range.start..start + range.end));
        start += line.len() + 1;
    }
    found
}

fn begins(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// The address behind a quote and blanks, on one line.
fn up_to(text: &str, start: usize, end: impl Fn(&str) -> Option<usize>, may_be_bare: bool) -> Option<Range<usize>> {
    let behind = text[start..].strip_prefix(['"', '\'']).unwrap_or(&text[start..]).trim_start();
    let length = end(behind)?;
    let address = &behind[..length];
    let address = if may_be_bare { address.strip_suffix(['"', '\'']).unwrap_or(address) } else { address };
    let start = text.len() - behind.len();
    (!address.contains('\n')).then(|| start..start + address.len())
}

/// Whether an address stands in a comment or a string, which Django passes over since 6.1.
fn is_passed_over(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end_matches(['"', '\'', ' ', '\t', '\n']);
    let line = before.rsplit('\n').next().unwrap_or_default();
    let is_in_string = ['"', '\''].into_iter().any(|quote| line.matches(quote).count() % 2 == 1);
    let is_in_comment = before.rfind("/*").is_some_and(|start| !before[start..].contains("*/"));
    is_in_string || is_in_comment && !before.ends_with("sourceMappingURL=")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is looked for in `css/site.css`.
    fn sheet(text: &str) -> Vec<String> {
        let targets = in_sheet(text, true).into_iter().filter_map(|range| target("css/site.css", &text[range], Some("/static/")));
        targets.collect()
    }

    #[test]
    fn addresses_are_read_as_django_reads_them() {
        for (text, targets) in [
            ("a{background:url('../img/x.png')}", &["img/x.png"][..]),
            ("a{background:URL( \"x.png\" )}", &["css/\"x.png\""][..]),
            ("a{src:url(x.eot?#iefix),url(y.svg#f)}", &["css/x.eot", "css/y.svg"]),
            ("a{background:url(x%20y.png?v=1)}", &["css/x y.png"]),
            ("a{background:url(/static/x.png)}", &["x.png"]),
            ("@import \"x.css\";@IMPORT 'y.css';@import url(z.css);", &["css/z.css", "css/x.css", "css/y.css"]),
            ("a{}\n/*# sourceMappingURL=x.css.map */", &["css/x.css.map"]),
            ("a{} /*# sourceMappingURL=x.css.map */", &[]),
            ("/* url(x.png) */", &["css/x.png"]),
            ("a{background:url(data:image/png;base64,AA),url(https://example.com/x.png),url(//example.com/x.png)}", &[]),
            ("a{background:url(/x.png),url(#x),url(),url(..),url(../../../x.png)}", &[]),
            ("a{background:url(\nx.png\n)}", &[]),
        ] {
            assert_eq!(sheet(text), targets, "{text}");
        }
    }

    #[test]
    fn maps_of_scripts_stand_on_lines_of_their_own() {
        let script = |text: &str| in_script(text).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(script("x()\n//# sourceMappingURL=x.js.map\n"), ["x.js.map"]);
        assert_eq!(script("x() //# sourceMappingURL=x.js.map\n//@ sourceMappingURL=x.js.map\n"), [""; 0]);
    }
}
