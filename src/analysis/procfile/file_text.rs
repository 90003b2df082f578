//! The text of the project's own Procfile.

use crate::project::Project;
use crate::text::Text;

use super::process::PROCFILE;

/// Its text, if there is one and the platform can read its encoding.
#[must_use]
pub fn text(project: &Project) -> Option<&str> {
    let bytes = project.bytes_of(PROCFILE)?;
    std::str::from_utf8(bytes).ok().filter(|_| Text::new(bytes).encoding.is_utf8())
}
