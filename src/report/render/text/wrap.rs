//! Line breaks by the width that characters have on a terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The width of the text, whatever the terminal's, so that the same project gives the same lines everywhere.
pub(super) const WIDTH: usize = 80;

/// Signs that may not begin a line.
const CLOSING: &str = "。，、；：？！）》」』】”’…";
/// Signs that may not end a line.
const OPENING: &str = "（《「『【“‘";

/// The text in lines of at most this width. Breaks at spaces, and between two characters of which one is wide; a word
/// that is wider than a line stays whole.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    text.split('\n').flat_map(|line| wrap_line(line, width)).collect()
}

fn wrap_line(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![];
    let mut line = 0..0;
    let mut line_width = 0;
    for piece in pieces(text) {
        let fits = line_width + columns(piece.trim_end()) <= width;
        if !fits && !line.is_empty() {
            lines.push(text[line.clone()].trim_end().to_owned());
            line.start = line.end;
            line_width = 0;
        }
        line.end += piece.len();
        line_width += columns(piece);
    }
    lines.push(text[line].trim_end().to_owned());
    lines
}

/// How many columns a text takes; most are ASCII, where nothing has to be looked up.
fn columns(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// The parts between which a line may break; a space belongs to the part before it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = vec![];
    let mut start = 0;
    for (before, (at, after)) in text.chars().zip(text.char_indices().skip(1)) {
        if may_break(before, after) {
            pieces.push(&text[start..at]);
            start = at;
        }
    }
    pieces.push(&text[start..]);
    pieces
}

fn may_break(before: char, after: char) -> bool {
    if before == ' ' || after == ' ' {
        return before == ' ' && after != ' ';
    }
    let is_wide = |character: char| !character.is_ascii() && character.width().unwrap_or(0) > 1;
    (is_wide(before) || is_wide(after)) && !CLOSING.contains(after) && !OPENING.contains(before)
}

/// The items one after the other in lines of at most this width, each whole.
pub(super) fn filled(items: impl Iterator<Item = String>, separator: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![];
    for item in items {
        match lines.last_mut() {
            Some(line) if line.width() + separator.width() + item.width() + separator.trim_end().width() <= width => {
                line.push_str(separator);
                line.push_str(&item);
            }
            last => {
                if let Some(line) = last {
                    line.push_str(separator.trim_end());
                }
                lines.push(item);
            }
        }
    }
    lines
}

/// The text with spaces behind it up to this width.
pub(super) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole() {
        assert_eq!(wrap("the build stops at once", 10), ["the build", "stops at", "once"]);
        assert_eq!(wrap("a `gunicorn.app.wsgiapp` b", 10), ["a", "`gunicorn.app.wsgiapp`", "b"]);
        assert_eq!(wrap("one\ntwo", 10), ["one", "two"]);
        assert_eq!(wrap("", 10), [""]);
    }

    #[test]
    fn chinese_breaks_between_characters_but_not_before_a_stop() {
        assert_eq!(wrap("没有空格时，解析器", 10), ["没有空格", "时，解析器"]);
        assert_eq!(wrap("写成 `web: x`。依赖", 12), ["写成 `web:", "x`。依赖"]);
    }

    #[test]
    fn items_stay_whole_and_have_their_commas() {
        let items = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>().into_iter();
        assert_eq!(filled(items(&["a (1)", "b (2)", "c"]), ", ", 13), ["a (1), b (2),", "c"]);
        assert_eq!(filled(items(&["a (1)", "b (2)", "c"]), ", ", 12), ["a (1),", "b (2), c"]);
        assert_eq!(filled(items(&[]), "、", 9), [""; 0]);
    }

    #[test]
    fn padding_counts_columns() {
        assert_eq!(padded("中文", 6), "中文  ");
        assert_eq!(padded("Procfile", 4), "Procfile");
    }
}
