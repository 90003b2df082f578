//! PSH208: characters that cannot be seen, or look like a space.

use crate::analysis::procfile::characters::replacement;
use crate::analysis::procfile::special::SpecialLine;
use crate::language::{Localized, list};
use crate::platform::StyleRule;
use crate::text::line_counter::LineCounter;
use crate::text::visible::number;

use super::prelude::*;

rule! {
    code: "PSH208",
    name: "special-character",
    severity: Error,
    stage: Release,
    fix: Safe,
    en: "An invisible or control character in the Procfile",
    zh: "Procfile 中有不可见字符或控制字符",
}

struct SpecialCharacter<'a> {
    number: usize,
    found: &'a SpecialLine,
}

impl SpecialCharacter<'_> {
    /// Each character once, by its number and name.
    fn names(&self, language: Language) -> String {
        let mut names: Vec<String> = vec![];
        for (_, char) in &self.found.characters {
            let (number, name) = (number(*char), name(*char).get(language));
            let shown = say!(language, "{number} ({name})", "{number}（{name}）");
            if !names.contains(&shown) {
                names.push(shown);
            }
        }
        list::row(names, language)
    }
}

impl Message for SpecialCharacter<'_> {
    fn message(&self, language: Language) -> String {
        let (names, line) = (self.names(language), self.number);
        match self.found.characters.len() {
            1 => say!(language, "Line {line} contains a special character: {names}", "第 {line} 行含有特殊字符：{names}"),
            count => say!(
                language,
                "Line {line} contains {count} special characters: {names}",
                "第 {line} 行含有 {count} 个特殊字符：{names}"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let effect = match &self.found.effect {
            Effect::Kept => say!(
                language,
                "The platform's documentation rules out special characters at the end of the file; its parser reads over this, but other parsers of Procfiles do not.",
                "平台的文档不允许文件末尾有特殊字符；它的解析器会略过这里的字符，但其他 Procfile 解析器不会。"
            ),
            effect => effect.sentence(language),
        };
        say!(
            language,
            "Such characters come with text that is copied from a page or a chat, or from an editor that adds them; they look like nothing or like a space. {effect} Take them out; where one stands for a space, type a space.",
            "从网页或聊天中复制的文本，或某些编辑器，会带入这类字符；它们看不见，或看起来像空格。{effect}请删除这些字符；代替空格的，请改成普通空格。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Take the special characters out of line {}", "删除第 {} 行的特殊字符", self.number)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for document in facts.procfiles.iter().map(|procfile| &procfile.document) {
        let has_style = document.has_style(StyleRule::NoSpecialCharactersAtEnd);
        let mut lines = LineCounter::new(document.text);
        for found in &document.special {
            let severity = match found.effect {
                Effect::Kept if !has_style => continue,
                Effect::Kept => Severity::Warning,
                _ => Severity::Error,
            };
            let instead = |at: usize, char| if at < found.head { "" } else { replacement(char).unwrap_or_default() };
            let edits = found.characters.iter().map(|(range, char)| (range.clone(), instead(range.start, *char).to_owned()));
            let number = lines.line(found.range.start);
            let range = found.characters.first().map_or(found.range.clone(), |(range, _)| range.clone());
            let message = SpecialCharacter { number, found };
            let safety = if hides_lines(document, found) { Safety::Unsafe } else { Safety::Safe };
            let fix = fix(document, safety, edits);
            findings.add(finding(document, range, severity, &found.effect, message).fix(fix));
        }
    }
}

/// Whether the lines below go on with the command and are lost, which is judged only once that can be read.
fn hides_lines(document: &Document<'_>, found: &SpecialLine) -> bool {
    let below = document.text[found.range.end..].lines().nth(1).unwrap_or_default();
    !document.is_yaml() && found.effect != Effect::Kept && below.starts_with([' ', '\t']) && !below.trim().is_empty()
}

/// What a character is called.
fn name(char: char) -> Localized {
    let (en, zh) = match char {
        '\0' => ("NUL", "空字符"),
        '\u{1a}' => ("Ctrl+Z, the end of a file in DOS", "Ctrl+Z，DOS 的文件结束符"),
        '\u{a0}' => ("no-break space", "不换行空格"),
        '\u{ad}' => ("soft hyphen", "软连字符"),
        '\u{200b}' => ("zero-width space", "零宽空格"),
        '\u{200c}' | '\u{200d}' | '\u{2060}' => ("zero-width joiner", "零宽连接符"),
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            ("mark of the writing direction", "文字方向标记")
        }
        '\u{85}' | '\u{2028}' | '\u{2029}' => ("Unicode line separator", "Unicode 行分隔符"),
        '\u{3000}' => ("full-width space", "全角空格"),
        '\u{feff}' => ("byte order mark", "字节顺序标记"),
        _ if char.is_control() => ("control character", "控制字符"),
        _ if replacement(char) == Some(" ") => ("space of another width", "特殊宽度的空格"),
        _ => ("invisible character", "不可见字符"),
    };
    Localized { en, zh }
}
