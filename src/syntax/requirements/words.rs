//! Python's `shlex.split`: how pip cuts options into words.

use std::ops::Range;

/// A word: its characters after quotes and backslashes are taken away, each with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    chars: Vec<(usize, char)>,
    /// Where the word stands, with its quotes.
    range: Range<usize>,
}

/// A quote that is not closed, or a backslash with nothing behind it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unclosed;

impl Word {
    /// The word without its first characters.
    pub(super) fn text(&self, from: usize) -> String {
        self.chars.iter().skip(from).map(|(_, char)| char).collect()
    }

    /// Where those characters stand.
    pub(super) fn place(&self, from: usize) -> Range<usize> {
        match (self.chars.get(from), self.chars.last()) {
            (Some((start, _)), Some((last, char))) => *start..last + char.len_utf8(),
            _ => self.range.end..self.range.end,
        }
    }
}

/// The words of a text that starts at an offset.
pub(super) fn split(text: &str, offset: usize) -> Result<Vec<Word>, Unclosed> {
    let mut words = vec![];
    let mut chars = text.char_indices().map(|(at, char)| (at + offset, char)).peekable();
    while let Some(&(start, char)) = chars.peek() {
        if is_gap(char) {
            chars.next();
            continue;
        }
        let mut word = vec![];
        let mut end = start;
        while let Some((at, char)) = chars.next_if(|(_, char)| !is_gap(*char)) {
            end = at + char.len_utf8();
            match char {
                '\'' | '"' => end = quoted(&mut chars, char, &mut word)?,
                '\\' => {
                    let escaped = chars.next().ok_or(Unclosed)?;
                    end = escaped.0 + escaped.1.len_utf8();
                    word.push(escaped);
                }
                _ => word.push((at, char)),
            }
        }
        words.push(Word { chars: word, range: start..end });
    }
    Ok(words)
}

/// Reads up to the closing quote and gives the place behind it. Within double quotes a backslash takes the meaning
/// from a quote or another backslash only.
fn quoted(
    chars: &mut impl Iterator<Item = (usize, char)>,
    quote: char,
    word: &mut Vec<(usize, char)>,
) -> Result<usize, Unclosed> {
    loop {
        let (at, char) = chars.next().ok_or(Unclosed)?;
        if char == quote {
            return Ok(at + 1);
        }
        if char != '\\' || quote == '\'' {
            word.push((at, char));
            continue;
        }
        let next = chars.next().ok_or(Unclosed)?;
        if !matches!(next.1, '"' | '\\') {
            word.push((at, char));
        }
        word.push(next);
    }
}

fn is_gap(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\r' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Option<Vec<String>> {
        split(text, 0).ok().map(|words| words.iter().map(|word| word.text(0)).collect())
    }

    #[test]
    fn words_are_cut_as_python_does() {
        let cases: [(&str, Option<&[&str]>); 10] = [
            ("-r base.txt", Some(&["-r", "base.txt"])),
            ("-r 'my file.txt'", Some(&["-r", "my file.txt"])),
            ("--x=\"a b\"c", Some(&["--x=a bc"])),
            (r"a\ b", Some(&["a b"])),
            (r#""a\"b\n""#, Some(&[r#"a"b\n"#])),
            (r"'a\'", Some(&[r"a\"])),
            ("''", Some(&[""])),
            ("", Some(&[])),
            ("-r 'base", None),
            ("-r base\\", None),
        ];
        for (text, expected) in cases {
            assert_eq!(
                words(text).as_deref(),
                expected.map(|words| words.iter().map(ToString::to_string).collect::<Vec<_>>()).as_deref(),
                "{text}"
            );
        }
    }

    #[test]
    fn places_leave_quotes_out() {
        let text = "--x='中 b' \"\"";
        let words = split(text, 0).expect("words");
        assert_eq!(&text[words[0].place(4)], "中 b");
        assert_eq!(words[1].place(0), text.len()..text.len());
    }
}
