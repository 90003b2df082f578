//! Comments in the syntax of other languages: `// …`, `; …`, `<!-- … -->`, `/* … */`.

/// What begins a comment that goes to the end of its line.
pub const TO_LINE_END: [&str; 2] = ["//", ";"];
/// What begins and ends a comment that may have several lines.
const BLOCKS: [(&str, &str); 2] = [("<!--", "-->"), ("/*", "*/")];

/// Whether a line begins with such a comment.
#[must_use]
pub fn begins(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '\t']);
    TO_LINE_END.iter().any(|start| line.starts_with(start)) || BLOCKS.iter().any(|(start, _)| line.starts_with(start))
}

/// Whether a comment goes on in the next line.
#[must_use]
pub fn is_open(comment: &str) -> bool {
    let comment = comment.trim_start_matches([' ', '\t']);
    BLOCKS.iter().any(|(start, end)| comment.starts_with(start) && !comment.contains(end))
}
