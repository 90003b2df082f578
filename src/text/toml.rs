//! The only way to TOML: its parser calls itself for every part of a key and for every bracket, so a text is measured first.

use std::borrow::Cow;

use toml_span::{Error, ErrorKind, Span, Value};

use super::depth::Depth;

/// What a text of TOML says.
///
/// # Errors
/// When it is no TOML, or nests deeper than anybody writes.
pub(crate) fn parse(text: &str) -> Result<Value<'_>, Error> {
    match too_deep_at(text) {
        Some(start) => Err((ErrorKind::Custom(Cow::Borrowed("nested too deeply to be read")), Span::new(start, start)).into()),
        None => toml_span::parse(text),
    }
}

/// Where a text becomes too deep. It is read up to the first error of syntax as its parser reads it.
fn too_deep_at(text: &str) -> Option<usize> {
    let mut depth = Depth::new();
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let at = text.len() - rest.len();
        rest = match byte {
            b'"' | b'\'' => behind_string(rest, byte),
            b'#' => &rest[rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())..],
            _ => after,
        };
        match byte {
            b'[' | b'{' => depth.open(byte),
            b']' => depth.close(&b'['),
            b'}' => depth.close(&b'{'),
            b'.' => depth.link(),
            b',' | b'\n' => depth.next(),
            _ => {}
        }
        if depth.is_too_deep() {
            return Some(at);
        }
    }
    None
}

/// What follows a string, which the text begins with; strings of one quote end with their line at the latest.
fn behind_string(text: &[u8], quote: u8) -> &[u8] {
    let length = text.iter().take(3).take_while(|byte| **byte == quote).count();
    if length == 2 {
        return &text[2..];
    }
    let mut at = length;
    while let Some(byte) = text.get(at) {
        match byte {
            b'\\' if quote == b'"' => at += 2,
            b'\n' if length == 1 => break,
            _ if text[at..].iter().take(length).filter(|byte| **byte == quote).count() == length => {
                at += length;
                break;
            }
            _ => at += 1,
        }
    }
    text.get(at..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_any_depth_is_judged() {
        let n = 20_000;
        let deep = [
            format!("a={}", "[".repeat(n)),
            format!("a={}{}", "[".repeat(n), "]".repeat(n)),
            format!("a={}", "{a=".repeat(n)),
            format!("a{}=1", ".a".repeat(n)),
            format!("[{}a]", "a.".repeat(n)),
            format!("a={}", "[\"]\",".repeat(n)),
            format!("a={}", "[']',".repeat(n)),
            format!("a={}", "[\"\"\"]\"\"\",".repeat(n)),
            format!("a={}", "[\"\\\"]\",".repeat(n)),
            format!("a={}", "[ # ]\n".repeat(n)),
            format!("a={}", "[\n".repeat(n)),
        ];
        for text in deep {
            let error = parse(&text).map(|_| ()).unwrap_err();
            assert_eq!(error.to_string(), "nested too deeply to be read", "{}", &text[..40]);
        }
    }

    #[test]
    fn a_long_text_is_no_deep_one() {
        let n = 5_000;
        let flat = [
            format!("a = [{}]", "1.5, ".repeat(n)),
            "[[package]]\nname = 'a.b.c'\nfiles = [{ file = \"a[.whl\" }]\n".repeat(n),
            format!("a = \"{}\"", ".[".repeat(n)),
            format!("a = '''{}'''", "[.\n'".repeat(n)),
            format!("a = \"\"\"{}\"\"\"", "\\\"\"[.\n".repeat(n)),
            format!("# {}", "[.".repeat(n)),
            format!("a = ''\nb = \"\"\n# {}", "[.".repeat(n)),
        ];
        for text in flat {
            assert!(too_deep_at(&text).is_none(), "{}", &text[..40]);
            assert!(parse(&text).is_ok(), "{}", &text[..40]);
        }
    }
}
