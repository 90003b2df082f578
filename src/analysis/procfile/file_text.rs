//! The text of the project's own Procfile.

use crate::platform::Platform;
use crate::project::Project;
use crate::text::Text;

use super::dialect;
use super::process::PROCFILE;

/// Its text, if there is one and the platform can read its encoding.
#[must_use]
pub fn text<'p>(project: &'p Project, platform: &Platform) -> Option<&'p str> {
    let dialect = platform.procfile.dialect.value;
    project.text(PROCFILE).filter(|text| dialect::takes(dialect, text.encoding)).and_then(Text::kept)
}
