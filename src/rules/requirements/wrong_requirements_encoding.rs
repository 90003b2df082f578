//! PSH502: a requirements file that is not UTF-8.

use crate::analysis::knowledge::pip::Pip;
use crate::rules::prelude::*;
use crate::text::{Encoding, Text};

rule! {
    code: "PSH502",
    name: "wrong-requirements-encoding",
    severity: Error,
    stage: Build,
    fix: Safe,
    en: "A requirements file that is not UTF-8",
    zh: "requirements 文件不是 UTF-8 编码",
}

/// What the platform's pip does with the file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum EncodingFate {
    /// It reads it by its byte order mark.
    Read,
    /// It stops.
    Refused,
}

struct WrongRequirementsEncoding<'a> {
    file: &'a str,
    encoding: Encoding,
    fate: EncodingFate,
    pip: Pip,
}

impl Message for WrongRequirementsEncoding<'_> {
    fn message(&self, language: Language) -> String {
        let Self { file, encoding, .. } = self;
        match encoding {
            Encoding::Undecodable { .. } => {
                say!(language, "{file} holds bytes that are no text in UTF-8", "{file} 含有不是 UTF-8 文本的字节")
            }
            _ => say!(language, "{file} is saved as {}", "{file} 以 {} 编码保存", encoding.name()),
        }
    }

    fn detail(&self, language: Language) -> String {
        let Self { file, pip, .. } = self;
        match (self.fate, self.encoding) {
            (EncodingFate::Read, _) => say!(
                language,
                "pip reads it by its byte order mark, but whatever else searches the file for the names of packages, as build scripts do with `grep`, finds none in it. `pip freeze > {file}` in Windows PowerShell 5 writes this encoding. Save the file as UTF-8.",
                "pip 能根据字节顺序标记读取它，但其他在文件中搜索包名的程序（例如构建脚本里的 `grep`）什么也找不到。Windows PowerShell 5 中的 `pip freeze > {file}` 会写成这种编码。请把该文件保存为 UTF-8。"
            ),
            (EncodingFate::Refused, Encoding::Undecodable { .. }) => say!(
                language,
                "pip decodes the file as UTF-8 and stops at the first byte that does not fit, even in a comment: nothing is installed. The file was probably saved in the encoding of one country, such as GBK or Latin-1. Save it as UTF-8.",
                "pip 按 UTF-8 解码该文件，遇到第一个不符合的字节就会停止，即使它在注释里：不会安装任何依赖。该文件很可能以 GBK、Latin-1 之类的编码保存。请把它保存为 UTF-8。"
            ),
            (EncodingFate::Refused, Encoding::Utf16Be { bom: true }) => say!(
                language,
                "The platform's pip {pip} cannot decode it, and the build stops before anything is installed. Save the file as UTF-8.",
                "平台使用的 pip {pip} 无法解码它，构建在安装任何依赖之前就会停止。请把该文件保存为 UTF-8。"
            ),
            (EncodingFate::Refused, _) => say!(
                language,
                "Without a byte order mark pip takes it for UTF-8, in which every second character is a NUL: no line is a requirement, and the build stops before anything is installed. Save the file as UTF-8.",
                "没有字节顺序标记时 pip 会按 UTF-8 读取，每隔一个字符就是一个 NUL：没有一行是有效的依赖，构建在安装任何依赖之前就会停止。请把该文件保存为 UTF-8。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Save {} as UTF-8", "把 {} 保存为 UTF-8", self.file)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    if !facts.pip_installs() {
        return;
    }
    let reads = facts.pip_reads();
    let pip = reads.pip();
    let read = reads.files.iter().map(|file| file.path.as_str());
    for file in read.chain(facts.requirements.undecodable.iter().map(String::as_str)) {
        let Some(bytes) = facts.project.bytes_of(file) else { continue };
        let text = Text::new(bytes);
        let Some(fate) = fate(pip, &text, bytes) else { continue };
        let message = WrongRequirementsEncoding { file, encoding: text.encoding, fate, pip };
        let is_text = !matches!(text.encoding, Encoding::Undecodable { .. });
        let fix = is_text.then(|| FixBuilder::safe().rewrite(file, text.as_str().trim_start_matches('\u{feff}')));
        let finding = Finding::new(Place::file(file), message).says_if_known(says(pip, &text, bytes, fate)).fix(fix);
        findings.add(match fate {
            EncodingFate::Read => finding.severity(Severity::Warning).likely(),
            EncodingFate::Refused => finding,
        });
    }
}

/// What pip does with the file; none if there is nothing to say.
fn fate(pip: Pip, text: &Text<'_>, bytes: &[u8]) -> Option<EncodingFate> {
    match text.encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => None,
        Encoding::Utf16Le { bom: true } => Some(EncodingFate::Read),
        Encoding::Utf16Be { bom: true } if pip.reads_big_endian() => Some(EncodingFate::Read),
        Encoding::Utf16Le { .. } | Encoding::Utf16Be { .. } => Some(EncodingFate::Refused),
        Encoding::Undecodable { .. } => (!names_its_encoding(bytes)).then_some(EncodingFate::Refused),
    }
}

/// Whether one of the first two lines is a comment such as `# -*- coding: gbk -*-`, which pip goes by.
fn names_its_encoding(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| *byte == b'\n').take(2);
    lines.any(|line| {
        line.starts_with(b"#") && [b"coding:", b"coding="].iter().any(|sign| line.windows(7).any(|part| part == *sign))
    })
}

fn says(pip: Pip, text: &Text<'_>, bytes: &[u8], fate: EncodingFate) -> Option<String> {
    match text.encoding {
        _ if fate == EncodingFate::Read => None,
        Encoding::Utf16Be { bom: true } => Some("LookupError: unknown encoding: utf16-be".to_owned()),
        Encoding::Undecodable { at } => Some(format!("can't decode byte 0x{:02x} in position {at}", bytes.get(at)?)),
        _ if pip.stops_at_nul() => Some("ValueError: embedded null byte".to_owned()),
        _ => None,
    }
}
