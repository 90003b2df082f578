//! Labels, and the lines beside them.

use unicode_width::UnicodeWidthStr;

use super::paint::Paint;
use super::wrap::padded;

/// One row: a label, and the lines beside it.
pub(super) type LabelledLines = (&'static str, Vec<String>);

/// The rows below one another, the labels as wide as the widest.
pub(super) fn table(rows: &[LabelledLines], paint: Paint) -> String {
    let width = rows.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
    let mut text = String::new();
    for (label, lines) in rows {
        let labels = std::iter::once(*label).chain(std::iter::repeat(""));
        for (label, line) in labels.zip(lines) {
            let row = format!("  {}  {line}", paint.dim(&padded(label, width)));
            text.push_str(row.trim_end());
            text.push('\n');
        }
    }
    text
}
