//! The little Markdown of the rules' pages.

/// A block of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    /// A heading with its level.
    Heading(usize, Vec<Span>),
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A list.
    List(Vec<Vec<Span>>),
    /// Code, with what the fence says of it.
    Code(String, String),
}

/// Text of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Span {
    /// Plain.
    Text(String),
    /// Code.
    Code(String),
    /// Strong.
    Strong(String),
}

/// Reads a page.
pub(crate) fn parse(page: &str) -> Vec<Block> {
    let mut blocks = vec![];
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let code: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
            blocks.push(Block::Code(info.trim().to_owned(), code.join("\n")));
        } else if line.starts_with('#') {
            let text = line.trim_start_matches('#');
            blocks.push(Block::Heading(line.len() - text.len(), spans(text.trim())));
        } else if !line.trim().is_empty() {
            let mut text = vec![line.trim()];
            while let Some(more) = lines.next_if(|line| continues(line)) {
                text.push(more.trim());
            }
            add_text(&mut blocks, &text);
        }
    }
    blocks
}

fn is_item(line: &str) -> bool {
    line.starts_with("- ") || line.starts_with("* ")
}

fn continues(line: &str) -> bool {
    !line.trim().is_empty() && !line.starts_with(['#', '`']) && !is_item(line)
        || (line.starts_with('`') && !line.starts_with("```"))
}

fn add_text(blocks: &mut Vec<Block>, lines: &[&str]) {
    let joined = join(lines);
    match (joined.strip_prefix("- ").or_else(|| joined.strip_prefix("* ")), blocks.last_mut()) {
        (Some(item), Some(Block::List(items))) => items.push(spans(item)),
        (Some(item), _) => blocks.push(Block::List(vec![spans(item)])),
        (None, _) => blocks.push(Block::Paragraph(spans(&joined))),
    }
}

/// Joins the lines of a paragraph, with a blank only where a word ends: Chinese has none.
fn join(lines: &[&str]) -> String {
    let is_wide = |letter: char| u32::from(letter) >= 0x2e80;
    lines.iter().fold(String::new(), |mut text, line| {
        let needs_none = text.ends_with(is_wide) && line.starts_with(is_wide);
        if !text.is_empty() && !needs_none {
            text.push(' ');
        }
        text + line
    })
}

/// Reads the text of a block. A mark without its end is text.
pub(crate) fn spans(text: &str) -> Vec<Span> {
    let mut spans = vec![];
    let (mut rest, mut plain) = (text, String::new());
    while let Some(at) = rest.find(['`', '*']) {
        let mark = if rest[at..].starts_with("**") { "**" } else { &rest[at..=at] };
        let inside = &rest[at + mark.len()..];
        let end = if mark == "*" { None } else { inside.find(mark).filter(|end| *end > 0) };
        plain.push_str(&rest[..at]);
        let Some(end) = end else {
            plain.push_str(mark);
            rest = inside;
            continue;
        };
        if !plain.is_empty() {
            spans.push(Span::Text(std::mem::take(&mut plain)));
        }
        let content = inside[..end].to_owned();
        spans.push(if mark == "`" { Span::Code(content) } else { Span::Strong(content) });
        rest = &inside[end + mark.len()..];
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        spans.push(Span::Text(plain));
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::rules::registry::RULES;

    fn text(text: &str) -> Span {
        Span::Text(text.to_owned())
    }

    #[test]
    fn blocks_are_told_apart() {
        let page = "# A `b`\n\nOne\ntwo.\n\n```text\n# x\n\ny\n```\n- one\n  more\n- **two**\n\n中\n文\n";
        let expected = [
            Block::Heading(1, vec![text("A "), Span::Code("b".to_owned())]),
            Block::Paragraph(vec![text("One two.")]),
            Block::Code("text".to_owned(), "# x\n\ny".to_owned()),
            Block::List(vec![vec![text("one more")], vec![Span::Strong("two".to_owned())]]),
            Block::Paragraph(vec![text("中文")]),
        ];
        assert_eq!(parse(page), expected);
    }

    #[test]
    fn marks_without_an_end_are_text() {
        assert_eq!(spans("a ` b ** c * d"), [text("a ` b ** c * d")]);
        assert_eq!(spans("`a` *.jar"), [Span::Code("a".to_owned()), text(" *.jar")]);
    }

    #[cfg(feature = "pages")]
    #[test]
    fn every_page_of_a_rule_begins_with_its_heading() {
        for rule in RULES {
            for language in [Language::En, Language::Zh] {
                let blocks = parse(rule.page.get(language));
                assert!(matches!(blocks.first(), None | Some(Block::Heading(1, _))), "{}", rule.code);
            }
        }
    }
}
