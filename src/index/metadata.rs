//! What the metadata of a release say.

use crate::syntax::requirements::{LineKind, Named, RequirementsFile, normalize_name};

/// What the metadata of a release say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Metadata {
    /// `Name`, where it is given.
    pub name: Option<String>,
    /// `Requires-Dist`, in their order.
    pub requires: Vec<Named>,
    /// Those of them that no pip reads.
    pub unreadable: Vec<String>,
    /// `Requires-Python`.
    pub requires_python: Option<String>,
    /// `Provides-Extra`, as written.
    pub extras: Vec<String>,
}

impl Metadata {
    /// Reads `METADATA` of a wheel or `PKG-INFO` of a source. Every text can be read, and one without any header says nothing.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut metadata = Self::default();
        for (name, value) in headers(text) {
            match name.to_ascii_lowercase().as_str() {
                "name" => metadata.name = Some(value),
                "requires-dist" => metadata.require(&value),
                "requires-python" if !value.is_empty() => metadata.requires_python = Some(value),
                "provides-extra" => metadata.extras.push(value),
                _ => {}
            }
        }
        metadata
    }

    /// Reads `requires.txt` of a source's `.egg-info`, where what stands below `[extra:marker]` is required under this
    /// condition.
    #[must_use]
    pub fn parse_requires(text: &str) -> Self {
        let mut metadata = Self::default();
        let mut section = String::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let Some(head) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
                metadata.require(&format!("{line}{section}"));
                continue;
            };
            let (extra, marker) = head.split_once(':').unwrap_or((head, ""));
            let extra_is = (!extra.is_empty()).then(|| format!("extra == '{extra}'"));
            let marker = (!marker.is_empty()).then(|| format!("({marker})"));
            let condition: Vec<String> = marker.into_iter().chain(extra_is).collect();
            section = if condition.is_empty() { String::new() } else { format!(" ; {}", condition.join(" and ")) };
            if !extra.is_empty() {
                metadata.extras.push(extra.to_owned());
            }
        }
        metadata
    }

    /// The name of an extra as the metadata write it, and so their markers; none if there is no such extra.
    #[must_use]
    pub fn extra(&self, name: &str) -> Option<&str> {
        let name = normalize_name(name);
        self.extras.iter().find(|extra| normalize_name(extra) == name).map(String::as_str)
    }

    fn require(&mut self, text: &str) {
        let mut lines = RequirementsFile::parse(text).lines;
        match lines.pop().map(|line| line.kind) {
            Some(LineKind::Named(named)) if lines.is_empty() => self.requires.push(named),
            _ => self.unreadable.push(text.to_owned()),
        }
    }
}

/// The headers of a message, each on one line. They end at an empty line, and at one that is no header, as for Python; a line
/// of blanks goes on with the header before it.
fn headers(text: &str) -> Vec<(&str, String)> {
    let mut headers: Vec<(&str, String)> = vec![];
    for line in text.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = headers.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
            continue;
        }
        match line.split_once(':') {
            Some((name, value)) if name.bytes().all(|byte| byte.is_ascii_graphic()) => {
                headers.push((name, value.trim().to_owned()));
            }
            _ => break,
        }
    }
    headers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(metadata: &Metadata) -> Vec<String> {
        let requirement = |named: &Named| format!("{named} | {}", named.marker.as_deref().unwrap_or_default());
        metadata.requires.iter().map(requirement).collect()
    }

    #[test]
    fn headers_are_read_up_to_the_text() {
        let metadata = Metadata::parse(
            "Metadata-Version: 2.1\r\nName: x\r\nRequires-Python: >=3.6\r\nRequires-Dist: foo (>=1.0,\r\n  <2)\r\n\
             Requires-Dist: bar[a,b] ; (python_version < \"3\") and extra == 'async_mode'\r\nrequires-dist: baz~=1.0\r\n\
             Requires-Dist: qux @ https://example.com/qux.zip ; extra == 'all'\r\nRequires-Dist: what is this\r\n\
             Provides-Extra: async_mode\r\n\r\nRequires-Dist: not-me\r\n",
        );
        assert_eq!(
            shown(&metadata),
            [
                "foo>=1.0, <2 | ",
                "bar[a,b] | (python_version < \"3\") and extra == 'async_mode'",
                "baz~=1.0 | ",
                "qux @ https://example.com/qux.zip | extra == 'all'",
            ]
        );
        assert_eq!(metadata.unreadable, ["what is this"]);
        assert_eq!(metadata.requires_python.as_deref(), Some(">=3.6"));
        assert_eq!(metadata.extra("Async-Mode"), Some("async_mode"));
        assert_eq!(metadata.extra("all"), None);
    }

    #[test]
    fn a_licence_among_the_headers_has_lines_of_blanks() {
        let requires = |licence: &str| {
            let text = format!("License: BSD\n{licence}\nRequires-Dist: foo\n");
            shown(&Metadata::parse(&text)).len()
        };
        assert_eq!(requires("        Copyright\n        \n        * 1:\n        "), 1);
        assert_eq!(requires("        Copyright\n\n        All rights"), 0);
        assert_eq!(requires("All rights reserved"), 0);
        assert_eq!(requires("All rights: reserved"), 0);
    }

    #[test]
    fn anything_else_says_nothing() {
        for text in ["", "\n\n", "\0\u{1}", " folded", "no header", "Requires-Python:"] {
            assert_eq!(Metadata::parse(text), Metadata::default(), "{text:?}");
        }
    }

    #[test]
    fn sections_of_requires_are_conditions() {
        let metadata = Metadata::parse_requires(
            "six>=1\n\n[:python_version < \"3\"]\nfutures\n\n[dev]\npytest\n\n[dev:os_name=='nt' or os_name=='x']\ncolorama\n",
        );
        assert_eq!(
            shown(&metadata),
            [
                "six>=1 | ",
                "futures | (python_version < \"3\")",
                "pytest | extra == 'dev'",
                "colorama | (os_name=='nt' or os_name=='x') and extra == 'dev'",
            ]
        );
    }
}
