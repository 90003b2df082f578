//! What a line that pip cannot read was most likely meant to be.

use std::ops::Range;

use crate::analysis::knowledge::pip::Pip;
use crate::project::path::base;
use crate::syntax::requirements::{Line, LineKind, RequirementsFile};
use crate::text::pattern::pattern;
use crate::text::visible::is_invisible;

pattern! {
    /// A command in place of what it installs.
    static INSTALL = r"^(?:[$>][ \t]*)?(?:(?:python[0-9.]*|py)[ \t]+-m[ \t]+)?pip[0-9.]*[ \t]+install[ \t]+(?:(?:-U|--upgrade)[ \t]+)?(.+)$"
}
pattern! {
    /// A name, one wrong sign or a blank, a version, and what conda puts behind it.
    static VERSION = r"^([A-Za-z0-9][A-Za-z0-9._-]*(?:\[[^\]]*\])?)(?:[ \t]*[=@:][ \t]*|[ \t]+)v?([0-9][^ \t,;=<>]*)(?:=[A-Za-z0-9_.]+)?$"
}
pattern! {
    /// A comparison with a version that lacks its quotes.
    static BARE_VERSION = r"(python(?:_full)?_version[ \t]*(?:==|!=|<=|>=|<|>|~=)[ \t]*)([0-9][0-9.]*)"
}
pattern! {
    /// The two lines that `pip list` puts above its table.
    static TABLE_HEAD = r"^(?:Package[ \t]+Version|-{2,}(?:[ \t]+-{2,})*)$"
}

/// Where addresses of repositories look like those of pages.
const HOSTS: &[&str] = &["https://github.com/", "https://gitlab.com/", "https://bitbucket.org/"];

/// What a line was most likely meant to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeantLine {
    /// What it takes the place of, in the text of the file.
    pub range: Range<usize>,
    /// What to write; several lines if one line holds several requirements.
    pub text: String,
}

/// What a line was most likely meant to be, if this pip reads that.
#[must_use]
pub fn meant(line: &Line, pip: Pip) -> Option<MeantLine> {
    let whole = whole(&line.text).into_iter().map(|text| MeantLine { range: line.content.clone(), text });
    let target = line.requirement.as_ref();
    let parts = target.into_iter().flat_map(|target| {
        let rest = &line.text[target.text.len()..];
        let meant = part(&plain(&target.text)).into_iter().filter(move |text| is_read(&format!("{text}{rest}"), pip));
        meant.map(|text| MeantLine { range: target.range.clone(), text })
    });
    whole.filter(|meant| is_read(&meant.text, pip)).chain(parts).next().or_else(|| editable(line))
}

/// The address behind `-e` with all that pip asks for: the version control system, and the name of the package.
fn editable(line: &Line) -> Option<MeantLine> {
    let option = line.options.iter().find(|option| option.name == "--editable")?;
    let address = option.value.as_deref()?;
    let is_hosted = HOSTS.iter().any(|host| address.starts_with(host));
    let repository = if is_hosted { format!("git+{address}") } else { address.to_owned() };
    let name = base(address.trim_end_matches('/')).split(['@', '#']).next()?.trim_end_matches(".git");
    let text = if address.contains("egg=") { repository } else { format!("{repository}#egg={name}") };
    let is_read = matches!(RequirementsFile::parse(&format!("-e {text}")).lines.first()?.kind, LineKind::Editable(_));
    (is_read && !name.is_empty() && !address.contains("#subdirectory"))
        .then(|| MeantLine { range: option.value_range.clone(), text })
}

/// Readings of a whole line: as a command, with quotes around versions, without its options.
fn whole(text: &str) -> Vec<String> {
    let command = INSTALL.captures(text).and_then(|found| Some(found.get(1)?.as_str().to_owned()));
    let with_quotes = Some(BARE_VERSION.replace_all(text, "$1'$2'").into_owned());
    let without_options = text.find(" -").filter(|_| !text.contains("--hash")).map(|end| text[..end].trim_end().to_owned());
    [command, with_quotes, without_options].into_iter().flatten().collect()
}

/// Readings of the requirement on a line.
fn part(body: &str) -> Vec<String> {
    let trimmed = body.trim_end_matches([',', ';', ' ', ']', ')']).to_owned();
    let without_version = body.strip_suffix("==").map(|name| name.trim_end().to_owned());
    let candidates = [without_version, unquoted(body), versioned(body), with_commas(body), on_lines_of_their_own(body)];
    [body.to_owned(), trimmed, swapped(body)].into_iter().chain(candidates.into_iter().flatten()).collect()
}

/// Whether a line belongs to the head of the table that `pip list` prints.
#[must_use]
pub fn is_table_head(line: &Line) -> bool {
    TABLE_HEAD.is_match(&line.text)
}

/// Whether pip reads each line as a requirement by name.
fn is_read(text: &str, pip: Pip) -> bool {
    let is_named = |line: &Line| match &line.kind {
        LineKind::Named(named) => {
            named.url.is_none()
                && named.specifiers != "=="
                && pip.is_of(named.pips)
                && line.options.iter().all(|option| pip.is_of(option.pips))
        }
        _ => false,
    };
    let lines = RequirementsFile::parse(text).lines;
    !lines.is_empty() && lines.iter().all(is_named)
}

/// Full-width forms as the ASCII that they stand for, without what cannot be seen.
fn plain(text: &str) -> String {
    let ascii = |char: char| match char {
        '！'..='～' => char::from_u32(u32::from(char) - 0xFEE0).unwrap_or(char),
        '\u{a0}' | '\u{3000}' => ' ',
        other => other,
    };
    let text: String = text.chars().map(ascii).filter(|char| !is_invisible(*char)).collect();
    text.trim().to_owned()
}

fn unquoted(text: &str) -> Option<String> {
    let inner = ['"', '\'', '`'].into_iter().find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
    inner.map(str::to_owned)
}

/// `flask=2.0`, `flask 2.0`, `flask@2.0`, and conda's `flask=2.0=py_0`.
fn versioned(text: &str) -> Option<String> {
    let found = VERSION.captures(text)?;
    Some(format!("{}=={}", found.get(1)?.as_str(), found.get(2)?.as_str()))
}

/// Operators with their signs in the wrong order or apart.
fn swapped(text: &str) -> String {
    [("=>", ">="), ("=<", "<="), ("=!", "!="), ("=~", "~="), ("= =", "=="), ("> =", ">="), ("< =", "<="), ("! =", "!=")]
        .iter()
        .fold(text.to_owned(), |text, (wrong, right)| text.replace(wrong, right))
}

/// `flask>=1.0 <2.0`: commas between the versions.
fn with_commas(text: &str) -> Option<String> {
    let first = text.find(['=', '<', '>', '!', '~'])?;
    let (name, versions) = text.split_at(first);
    Some(format!("{name}{}", versions.split_whitespace().collect::<Vec<_>>().join(",")))
}

/// Several requirements on one line, if commas or pins show that they are several.
fn on_lines_of_their_own(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split([' ', '\t', ',']).filter(|part| !part.is_empty()).collect();
    let pinned = parts.iter().all(|part| part.contains("=="));
    (parts.len() > 1 && (pinned || text.contains(','))).then(|| parts.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::Series;

    const PIP: Pip = Pip(Series { major: 24, minor: 0 });

    fn meant_by(text: &str) -> Option<String> {
        let line = RequirementsFile::parse(text).lines.into_iter().next()?;
        assert!(!is_read(text, PIP), "{text}");
        let MeantLine { range, text: new } = meant(&line, PIP)?;
        Some([&text[..range.start], &new, &text[range.end..]].concat())
    }

    #[test]
    fn clear_mistakes_are_mended() {
        let cases = [
            ("flask=2.0", "flask==2.0"),
            ("flask = 2", "flask==2"),
            ("Flask 2.0.1", "Flask==2.0.1"),
            ("flask[async] 2.0", "flask[async]==2.0"),
            ("flask=2.0.1=py_0", "flask==2.0.1"),
            ("flask=2.0.1=pyhd3eb1b0_0", "flask==2.0.1"),
            ("flask@2.0", "flask==2.0"),
            ("flask=>2.0", "flask>=2.0"),
            ("flask= =2.0", "flask==2.0"),
            ("flask>=1.0 <2.0", "flask>=1.0,<2.0"),
            ("flask==", "flask"),
            ("flask==2.0]", "flask==2.0"),
            ("\u{feff}flask\u{feff}==2.0,", "\u{feff}flask==2.0"),
            ("\"flask\"", "flask"),
            ("pip install flask", "flask"),
            ("$ python3 -m pip install flask==2.0", "flask==2.0"),
            ("flask==2.0 gunicorn==20.1", "flask==2.0\ngunicorn==20.1"),
            ("flask, gunicorn", "flask\ngunicorn"),
            ("flask＝＝2.0", "flask==2.0"),
            ("flask\u{a0}==2.0", "flask ==2.0"),
            ("flask\u{200b}==2.0", "flask==2.0"),
            ("flask=2.0 ; python_version < '3'", "flask==2.0 ; python_version < '3'"),
            ("flask ; python_version < 3.8 # c", "flask ; python_version < '3.8' # c"),
            ("flask --upgrade", "flask"),
            ("-e https://github.com/psf/requests", "-e git+https://github.com/psf/requests#egg=requests"),
            ("-e git+https://x/y.git@v1", "-e git+https://x/y.git@v1#egg=y"),
            ("pip install -U flask", "flask"),
        ];
        for (text, expected) in cases {
            assert_eq!(meant_by(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn nothing_is_made_of_the_rest() {
        for text in [
            "import flask",
            "from flask import Flask",
            "my web app",
            "[packages]",
            "flask = \"*\"",
            "# x",
            "flask^2.0",
            "{",
            "-e https://x/y",
        ] {
            let line = RequirementsFile::parse(text).lines.remove(0);
            assert_eq!(meant(&line, PIP), None, "{text}");
        }
    }
}
