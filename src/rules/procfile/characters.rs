//! Characters that cannot be seen, or look like a space.

use crate::language::Localized;

/// A text without its special characters.
pub(super) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for char in text.chars() {
        match replacement(char) {
            Some(instead) => clean.push_str(instead),
            None => clean.push(char),
        }
    }
    clean
}

/// What a character looks like in a sentence.
pub(super) fn visible(char: char) -> String {
    if is_special(char) { format!("<{}>", number(char)) } else { char.to_string() }
}

pub(super) fn number(char: char) -> String {
    format!("U+{:04X}", u32::from(char))
}

pub(super) fn is_special(char: char) -> bool {
    replacement(char).is_some()
}

/// What comes in the place of a special character; none if it is not special.
pub(super) fn replacement(char: char) -> Option<&'static str> {
    match char {
        '\t' | '\n' | '\r' => None,
        '\u{b}'
        | '\u{c}'
        | '\u{85}'
        | '\u{a0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}' => Some(" "),
        '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffc}' => Some(""),
        _ => None,
    }
}

pub(super) fn name(char: char) -> Localized {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_characters_are_shown_by_their_number() {
        assert_eq!(clean("a\u{a0}b\u{feff}\0c\t"), "a bc\t");
        assert_eq!("a\u{a0}".chars().map(visible).collect::<String>(), "a<U+00A0>");
    }
}
