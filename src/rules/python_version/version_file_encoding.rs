//! PSH410: a version file that is not plain UTF-8.

use crate::analysis::python_version::{EncodedContent, EncodedFile, VersionOutcome, VersionVerdict, instead_of, verdicts};
use crate::platform::{Version, VersionSource};
use crate::rules::prelude::*;
use crate::text::Encoding;

use super::words;

rule! {
    code: "PSH410",
    name: "version-file-encoding",
    severity: Error,
    stage: Build,
    fix: Safe,
    en: "A version file with a byte order mark, in UTF-16 or in no known encoding",
    zh: "版本文件带有字节顺序标记，或不是 UTF-8 编码",
}

struct VersionFileEncoding<'f, 'a> {
    facts: &'f Facts<'a>,
    file: &'static str,
    encoded: EncodedFile,
}

impl Message for VersionFileEncoding<'_, '_> {
    fn message(&self, language: Language) -> String {
        let Self { file, encoded, .. } = self;
        let what = match encoded.encoding {
            Encoding::Utf8 | Encoding::Utf8Bom => {
                say!(language, "{file} begins with a byte order mark", "{file} 开头有字节顺序标记（BOM）")
            }
            Encoding::Utf16Le { .. } | Encoding::Utf16Be { .. } => {
                say!(language, "{file} is saved as UTF-16", "{file} 以 UTF-16 编码保存")
            }
            Encoding::Undecodable { .. } => {
                say!(language, "{file} holds bytes that are no text in UTF-8", "{file} 含有不是 UTF-8 文本的字节")
            }
        };
        match encoded.content {
            EncodedContent::Requirements(_) => {
                say!(language, "{what}, and lists requirements instead of a version", "{what}，而且内容是依赖列表，不是版本")
            }
            EncodedContent::NoVersion => say!(language, "{what}, and there is no version in it", "{what}，而且其中没有版本"),
            EncodedContent::Undecodable | EncodedContent::Version(_) => what,
        }
    }

    fn detail(&self, language: Language) -> String {
        let (reading, edit) = (self.reading(language), self.edit(language));
        say!(language, "{reading} {edit}", "{reading}{edit}")
    }

    fn fix_title(&self, language: Language) -> String {
        match self.encoded.content {
            EncodedContent::Version(_) => say!(language, "Save {} as UTF-8", "把 {} 保存为 UTF-8", self.file),
            _ => words::title(self.facts, self.instead(), language),
        }
    }
}

impl VersionFileEncoding<'_, '_> {
    /// The version to write where there is none to keep.
    fn instead(&self) -> Version {
        instead_of(self.facts, None)
    }

    fn reading(&self, language: Language) -> String {
        let file = self.file;
        match self.encoded.encoding {
            Encoding::Utf8 | Encoding::Utf8Bom => language
                .pick(
                    "The mark is invisible in an editor, but the platform takes it for a part of the version, and no such Python exists: the build stops. Windows editors write it.",
                    "编辑器中看不到这个标记，但平台会把它当作版本的一部分，而这样的 Python 并不存在：构建停止。它通常由 Windows 编辑器写入。",
                )
                .to_owned(),
            Encoding::Undecodable { .. } => language
                .pick(
                    "The platform takes these bytes for a part of the version, and no such Python exists: the build stops.",
                    "平台会把这些字节当作版本的一部分，而这样的 Python 并不存在：构建停止。",
                )
                .to_owned(),
            Encoding::Utf16Le { .. } | Encoding::Utf16Be { .. } => say!(
                language,
                "The platform reads {file} byte by byte and finds no version in it: the build stops. `echo … > {file}` in Windows PowerShell writes UTF-16.",
                "平台按字节读取 {file}，找不到版本：构建停止。Windows PowerShell 中的 `echo … > {file}` 会写成 UTF-16。"
            ),
        }
    }

    fn edit(&self, language: Language) -> String {
        let file = self.file;
        match &self.encoded.content {
            EncodedContent::Undecodable => say!(
                language,
                "Leave nothing in {file} but the version, and save it as UTF-8.",
                "{file} 中请只保留版本，并保存为 UTF-8。"
            ),
            EncodedContent::Requirements(first) => {
                let edit = words::write_this(self.facts, self.instead(), language);
                say!(
                    language,
                    "Lines such as `{first}` are what `pip freeze` prints: they belong into requirements.txt, saved as UTF-8. {edit}",
                    "`{first}` 这样的行是 `pip freeze` 的输出，应放在 requirements.txt 中，并保存为 UTF-8。{edit}"
                )
            }
            EncodedContent::NoVersion => words::write_this(self.facts, self.instead(), language),
            EncodedContent::Version(outcome) => {
                let outlook = words::outlook(outcome, "保存后", language);
                match self.encoded.encoding {
                    Encoding::Utf8 | Encoding::Utf8Bom => say!(
                        language,
                        "Save {file} as UTF-8 without BOM.{outlook}",
                        "请把 {file} 保存为不带 BOM 的 UTF-8。{outlook}"
                    ),
                    _ => say!(
                        language,
                        "Save the file as UTF-8 without BOM.{outlook}",
                        "请把该文件保存为不带 BOM 的 UTF-8。{outlook}"
                    ),
                }
            }
        }
    }

    /// A safe fix brings no error that was not there.
    fn fix(&self) -> Option<FixBuilder> {
        let text = self.facts.project.text(self.file)?;
        let plain = text.as_str().trim_start_matches('\u{feff}');
        match &self.encoded.content {
            EncodedContent::Undecodable => None,
            EncodedContent::Requirements(_) | EncodedContent::NoVersion => Some(FixBuilder::display()),
            EncodedContent::Version(VersionOutcome::Installed(_)) => Some(FixBuilder::safe().rewrite(self.file, plain)),
            EncodedContent::Version(_) => Some(FixBuilder::unsafe_().rewrite(self.file, plain)),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for verdict in verdicts(facts) {
        let VersionVerdict::Encoding(encoded) = verdict else { continue };
        let Some(file) = facts.python.source.and_then(VersionSource::file) else { return };
        let case = match encoded.encoding {
            _ if facts.python.source == Some(VersionSource::RuntimeTxt) => "runtime.txt",
            Encoding::Undecodable { .. } => "undecodable",
            Encoding::Utf8 | Encoding::Utf8Bom => "byte-order-mark",
            Encoding::Utf16Le { .. } | Encoding::Utf16Be { .. } => "utf-16",
        };
        let message = VersionFileEncoding { facts, file, encoded };
        let fix = message.fix();
        findings.add(Finding::new(Place::file(file), message).fix(fix).case(case));
    }
}
