//! PSH209: a Procfile in UTF-16, or with bytes that are no text.

use crate::analysis::procfile::dialect;
use crate::analysis::procfile::processes::Source;
use crate::platform::Dialect;
use crate::text::Encoding;

use super::prelude::*;

rule! {
    code: "PSH209",
    name: "wrong-procfile-encoding",
    severity: Error,
    stage: Release,
    fix: Safe,
    en: "A Procfile that is not in UTF-8",
    zh: "Procfile 不是 UTF-8 编码",
}

struct WrongEncoding {
    encoding: Encoding,
    /// The first byte that is not UTF-8, in files that have no known encoding at all.
    byte: Option<u8>,
    dialect: Dialect,
    /// Whether the file is read before anything is installed.
    reads_first: bool,
}

impl Message for WrongEncoding {
    fn message(&self, language: Language) -> String {
        match self.byte {
            None => say!(
                language,
                "The Procfile is written in {}, not in UTF-8",
                "Procfile 的编码是 {}，而不是 UTF-8",
                self.encoding.name()
            ),
            Some(byte) => say!(
                language,
                "The byte `0x{byte:02X}` of the Procfile is no UTF-8",
                "Procfile 中的字节 `0x{byte:02X}` 不是 UTF-8"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let outcome = match (self.dialect, self.byte) {
            (dialect, None) if dialect::takes(dialect, self.encoding) => language.pick(
                "The platform's parser knows UTF-16 by its byte order mark and reads the file; hardly any other platform does.",
                "该平台的解析器能根据字节顺序标记识别 UTF-16 并读取该文件；其他平台几乎都不能。",
            ),
            (Dialect::GoYaml | Dialect::SerdeYaml, _) if self.reads_first => language.pick(
                "The platform reads the file as UTF-8: the build stops before anything is installed.",
                "平台按 UTF-8 读取该文件：还没有安装任何依赖，构建就会失败。",
            ),
            (Dialect::RubyYaml | Dialect::GoYaml | Dialect::SerdeYaml, _) => language.pick(
                "The platform reads the file as UTF-8: the build stops after all dependencies were installed.",
                "平台按 UTF-8 读取该文件：依赖全部安装完之后构建才会失败。",
            ),
            (Dialect::Dokku, None) => language.pick(
                "To the platform there is a NUL beside every letter: no line is an entry, so that it refuses the whole Procfile, and the build stops.",
                "在平台看来，每个字母旁边都有一个 NUL：没有一行是条目，因此平台拒绝整个 Procfile，构建失败。",
            ),
            (Dialect::HerokuCnb, _) => language.pick(
                "The platform reads the file as UTF-8 and refuses it, and the build stops.",
                "平台按 UTF-8 读取该文件并拒绝它，构建失败。",
            ),
            (Dialect::GoogleCloud, None) => language.pick(
                "To the platform there is a NUL beside every letter: it finds no process in the file, and the build stops.",
                "在平台看来，每个字母旁边都有一个 NUL：它在文件中找不到任何进程，构建停止。",
            ),
            (Dialect::Paketo | Dialect::GoogleCloud | Dialect::Dokku, Some(_)) => language.pick(
                "The platform passes such a byte on as it is: the shell gets a command that it cannot read as text.",
                "平台会原样传递这样的字节：shell 得到的命令无法作为文本读取。",
            ),
            (Dialect::HerokuClassic | Dialect::Paketo, None) => language.pick(
                "To the platform there is a NUL beside every letter: no line is an entry, all are dropped without a word, and the app has no process.",
                "在平台看来，每个字母旁边都有一个 NUL：没有一行是条目，所有行都被不加提示地丢弃，应用没有任何进程。",
            ),
            (Dialect::HerokuClassic, Some(_)) => language.pick(
                "What the platform makes of such a byte is written nowhere: its line may be dropped or its command changed.",
                "平台如何处理这样的字节没有文档说明：这一行可能被丢弃，命令也可能被改变。",
            ),
        };
        match self.byte {
            None => say!(
                language,
                "{outcome} Save the file as UTF-8 without a byte order mark. In Windows PowerShell, `>` writes UTF-16, and `| Set-Content -Encoding ascii Procfile` does not.",
                "{outcome}请将文件保存为不带字节顺序标记的 UTF-8。Windows PowerShell 中的 `>` 会写成 UTF-16，而 `| Set-Content -Encoding ascii Procfile` 不会。"
            ),
            Some(_) => say!(
                language,
                "{outcome} Save the file as UTF-8, or write it without that character.",
                "{outcome}请将文件保存为 UTF-8，或去掉该字符。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match self.byte {
            None => say!(language, "Save the Procfile as UTF-8", "将 Procfile 保存为 UTF-8"),
            Some(_) => say!(
                language,
                "Read the Procfile as Windows-1252 and save it as UTF-8",
                "按 Windows-1252 读取 Procfile 并保存为 UTF-8"
            ),
        }
    }
}

/// What Ruby 3.1 prints for `YAML.load_file` of such a file, as far as that is known.
fn ruby_says(encoding: Encoding, bytes: &[u8]) -> Option<&'static str> {
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => None,
        Encoding::Utf16Le { bom: true } | Encoding::Utf16Be { bom: true } => {
            Some("ASCII incompatible encoding needs binmode (ArgumentError)")
        }
        Encoding::Utf16Le { bom: false } | Encoding::Utf16Be { bom: false } => {
            Some("(Procfile): control characters are not allowed at line 1 column 1")
        }
        Encoding::Undecodable { at } => libyaml_says(bytes.get(at..)?),
    }
}

/// What libyaml says to bytes that are not UTF-8: it looks at the first, then at as many as that one announces.
fn libyaml_says(bytes: &[u8]) -> Option<&'static str> {
    let width = match bytes.first()? {
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0..0xf8 => 4,
        _ => return Some("(Procfile): invalid leading UTF-8 octet at line 1 column 1"),
    };
    match bytes.get(1..width) {
        None => Some("(Procfile): incomplete UTF-8 octet sequence at line 1 column 1"),
        Some(rest) if rest.iter().any(|byte| !matches!(byte, 0x80..0xc0)) => {
            Some("(Procfile): invalid trailing UTF-8 octet at line 1 column 1")
        }
        Some(_) => None,
    }
}

/// The bytes from 0x80 to 0x9F in Windows-1252; NUL where it has none. The others are as in Latin-1.
const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”', '•', '–', '—',
    '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// The text in Windows-1252; none if some byte is no character there, so that it must be something else.
fn windows_1252(bytes: &[u8]) -> Option<String> {
    let text: String = bytes
        .iter()
        .map(|&byte| match byte {
            0x80..0xa0 => WINDOWS_1252[usize::from(byte - 0x80)],
            _ => char::from(byte),
        })
        .collect();
    (!text.contains('\0')).then_some(text)
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let (Some(bytes), Some(text)) = (facts.project.bytes_of(PROCFILE), facts.project.text(PROCFILE)) else { return };
    let dialect = facts.platform.procfile.dialect.value;
    let (place, byte, fix) = match text.encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => return,
        Encoding::Utf16Le { .. } | Encoding::Utf16Be { .. } => {
            let plain = text.as_str().trim_start_matches('\u{feff}');
            (Place::file(PROCFILE), None, Some(FixBuilder::safe().rewrite(PROCFILE, plain)))
        }
        // The bytes are in comments alone.
        Encoding::Undecodable { .. } if facts.procfile.source == Source::File && facts.procfile.rejection.is_none() => return,
        Encoding::Undecodable { at } => {
            let guess = windows_1252(bytes).map(|guess| FixBuilder::unsafe_().rewrite(PROCFILE, guess));
            (Place::range(PROCFILE, at..at), bytes.get(at).copied(), guess)
        }
    };
    let procfile = &facts.platform.procfile;
    let reads_first = procfile.read_first.as_ref().is_some_and(|fact| fact.value);
    let message = WrongEncoding { encoding: text.encoding, byte, dialect, reads_first };
    let is_read = dialect::takes(dialect, text.encoding);
    let finding = Finding::new(place, message).fix(fix);
    let finding = match (dialect, byte) {
        _ if is_read => finding.severity(in_force(facts, Severity::Warning)).says_nothing(),
        (Dialect::GoYaml | Dialect::SerdeYaml, _) => finding.says_if_known(procfile.says.as_ref().map(|says| says.value.clone())),
        // What comes of such bytes in the copy that the platform makes of the file, no one has seen.
        (Dialect::RubyYaml, _) if facts.platform.procfile.snapshot.is_some() => finding,
        (Dialect::RubyYaml, _) => match ruby_says(text.encoding, bytes) {
            Some(says) => finding.says(says),
            None => finding,
        },
        (Dialect::HerokuCnb, _) | (Dialect::HerokuClassic | Dialect::Paketo | Dialect::GoogleCloud | Dialect::Dokku, None) => {
            finding
        }
        (Dialect::HerokuClassic | Dialect::Paketo | Dialect::GoogleCloud | Dialect::Dokku, Some(_)) => finding.likely(),
    };
    findings.add(if is_read { finding } else { finding.severity(in_force(facts, Severity::Error)) });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each was printed by Ruby 3.1 with libyaml 0.2.5.
    #[test]
    fn ruby_says_this_of_bytes_that_are_no_text() {
        let cases: [(&[u8], Option<&str>); 6] = [
            (b"\x96log-file", Some("leading")),
            (b"\xff", Some("leading")),
            (b"\xe9\nweb: a", Some("trailing")),
            (b"\xe4\xb8a", Some("trailing")),
            (b"\xe9a", Some("incomplete")),
            (b"\xed\xa0\x80", None),
        ];
        for (bytes, word) in cases {
            let said = libyaml_says(bytes);
            assert!(
                said.is_some() == word.is_some() && word.is_none_or(|word| said.is_some_and(|said| said.contains(word))),
                "{bytes:?}"
            );
        }
    }

    #[test]
    fn windows_1252_has_dashes_and_quotes_but_not_every_byte() {
        assert_eq!(windows_1252(b"\x96log-file \x93caf\xe9\x94").as_deref(), Some("–log-file “café”"));
        assert_eq!(windows_1252(b"\x81"), None);
        assert_eq!(windows_1252(b"\xff\xfew\0e"), None);
    }
}
