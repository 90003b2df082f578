//! A folder of the workspace, and who waits for what is said of it.

use gen_lsp_types::{CodeActionParams, HoverParams};
use serde_json::Value;

use crate::lsp::address::Place;
use crate::lsp::checked::Checked;
use crate::lsp::settings::Settings;
use crate::lsp::snapshot::Snapshot;
use crate::lsp::worker::{FolderId, Job};

/// What is asked about a file; the answer is about the file as it is when it is asked.
#[derive(Debug)]
pub(super) enum Question {
    Actions(CodeActionParams),
    Hover(HoverParams),
}

impl Question {
    pub(super) fn address(&self) -> &str {
        match self {
            Self::Actions(params) => &params.text_document.uri.0,
            Self::Hover(params) => &params.text_document_position_params.text_document.uri.0,
        }
    }
}

#[derive(Debug)]
pub(super) struct Folder {
    pub(super) id: FolderId,
    pub(super) place: Place,
    pub(super) settings: Settings,
    /// How often it has changed.
    pub(super) generation: u64,
    /// The disk has changed as well since it was read.
    is_read: bool,
    /// The last state that was checked, and what is said of it.
    pub(super) checked: Option<(Snapshot, Checked)>,
    checked_generation: Option<u64>,
    /// The last check came to an end.
    pub(super) is_well: bool,
    /// Requests, by their ids.
    pub(super) waiting: Vec<(Value, Question)>,
}

impl Folder {
    pub(super) fn new(id: FolderId, place: Place, settings: Settings) -> Self {
        Self {
            id,
            place,
            settings,
            generation: 0,
            is_read: false,
            checked: None,
            checked_generation: None,
            is_well: true,
            waiting: vec![],
        }
    }

    /// Notes that something in it has changed, in the editor or on the disk as well.
    pub(super) fn touch(&mut self, on_disk: bool) {
        self.generation += 1;
        self.is_read &= !on_disk;
    }

    pub(super) fn set(&mut self, settings: &Settings) {
        if self.settings.ids() != settings.ids() {
            self.generation += 1;
        }
        self.settings = settings.clone();
    }

    /// Whether what is said of it is about its present state.
    pub(super) fn is_current(&self) -> bool {
        self.checked_generation == Some(self.generation)
    }

    /// The check that it needs. Where nobody watches the disk, it is read each time.
    pub(super) fn job(&mut self, snapshot: Box<Snapshot>, always_reads: bool) -> Job {
        let reads = always_reads || !self.is_read;
        self.is_read = true;
        Job::Check { folder: self.id, generation: self.generation, reads, snapshot }
    }

    /// Keeps what is said of its present state.
    pub(super) fn keep(&mut self, snapshot: Snapshot, checked: Checked) {
        self.checked = Some((snapshot, checked));
        self.checked_generation = Some(self.generation);
    }
}
