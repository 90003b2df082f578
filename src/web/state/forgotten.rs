//! What was forgotten.

use crate::web::model::workspace::Workspace;
use crate::web::storage::Lasting;

/// What was forgotten, as long as it can be brought back.
#[derive(Debug, Clone)]
pub(crate) struct Forgotten {
    pub(super) workspace: Option<Workspace>,
    pub(super) lasting: Vec<(Lasting, String)>,
}
