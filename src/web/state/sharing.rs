//! Links that hold a project, and reports to take away.

use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::State;
use super::address::address_language;
use crate::project::{Project, transfer};
use crate::rules::Example;
use crate::web::model::link::{self, LinkProblem, Shared};
use crate::web::model::report_form::ReportForm;
use crate::web::model::take_home::patched;
use crate::web::model::trouble::Trouble;
use crate::web::{browser, compression, worker};

/// Saves the files of a project as a zip, which is packed by a worker.
pub(super) fn save_zip(name: &'static str, project: &Project) {
    let bytes = transfer::to_pack(project);
    spawn_local(async move {
        let zip = worker::answer(&Uint8Array::from(bytes.as_slice())).await;
        zip.filter(|zip| !zip.is_empty()).and_then(|zip| browser::download(name, &zip));
    });
}

impl State {
    /// The report on the platform in one form.
    pub(crate) fn report_as(self, form: ReportForm) -> String {
        let language = self.language.get_untracked();
        let report = self.report.get_untracked();
        let text = self.workspace.with_untracked(|workspace| {
            let project = workspace.as_ref()?.project();
            report.map(|report| form.of(project, &report, language))
        });
        text.unwrap_or_default()
    }

    /// Saves the report.
    pub(crate) fn download_report(self, form: ReportForm) {
        browser::download(form.file_name(), self.report_as(form).as_bytes());
    }

    /// Saves all files that are known.
    pub(crate) fn download_project(self) {
        self.workspace.with_untracked(|workspace| {
            workspace.as_ref().map(|workspace| save_zip("pushready-project.zip", workspace.project()))
        });
    }

    /// Saves what was changed as a patch.
    pub(crate) fn download_patch(self) {
        self.workspace.with_untracked(|workspace| {
            let workspace = workspace.as_ref()?;
            browser::download("pushready.patch", &patched(&workspace.original(), workspace.project()))
        });
    }

    /// What a link to the open project would hold.
    pub(crate) fn shared(self) -> Option<Shared> {
        let (platform, language) = (self.profile_untracked(), self.language.get_untracked());
        self.workspace.with_untracked(|workspace| {
            self.parsing
                .with_value(|parsing| workspace.as_ref().map(|workspace| workspace.shared(platform, language, &parsing.parsed)))
        })
    }

    /// The address that holds this.
    pub(crate) async fn link_to(self, shared: Shared) -> Option<String> {
        let bytes = compression::compressed(shared.to_json().as_bytes()).await?;
        Some(format!("{}#{}", browser::page_address()?, link::fragment(&bytes)))
    }

    /// Opens the link that the address holds; says whether it holds one. What is open already is not replaced without
    /// being asked for.
    pub(super) fn follow_link(self, fragment: &str) -> bool {
        let Some(given) = link::compressed(fragment) else { return false };
        browser::set_address_fragment("");
        spawn_local(async move {
            match read(given).await {
                Ok(shared) => self.offer(shared),
                Err(problem) => self.trouble.set(Some(Trouble::Link(problem))),
            }
        });
        true
    }

    /// Opens the example on a rule's page that shows the problem.
    pub(crate) fn try_example(self, code: &str, page: &str) {
        let Some(bundle) = Example::Bad.of(page, self.language.get_untracked()) else { return };
        self.show_rule(None);
        self.offer(Shared { name: code.to_owned(), bundle, language: None, open: None });
    }

    /// Opens a project, or asks first where that would replace another one.
    fn offer(self, shared: Shared) {
        if self.has_nothing() {
            self.open_shared(shared);
        } else {
            self.exchange().offered.set(Some(shared));
        }
    }

    /// Whether nothing is open or kept that opening something else would replace.
    fn has_nothing(self) -> bool {
        self.workspace.with_untracked(Option::is_none) && self.exchange().draft.with_untracked(Option::is_none)
    }

    /// Opens what a link held.
    pub(crate) fn open_shared(self, shared: Shared) {
        let Shared { name, bundle, language, open } = shared;
        self.exchange().offered.set(None);
        if let Some(language) = language.filter(|_| address_language().is_none()) {
            self.language.set(language);
        }
        let platform = bundle.platform.clone();
        self.with_profile(platform.as_deref(), move || {
            self.open_on(name, bundle);
            if let Some(open) = open {
                self.workspace.update(|workspace| {
                    if let Some(workspace) = workspace {
                        workspace.open(&open);
                    }
                });
            }
        });
    }
}

async fn read(given: Result<Vec<u8>, LinkProblem>) -> Result<Shared, LinkProblem> {
    let bytes = compression::decompressed(&given?).await.ok_or(LinkProblem::Damaged)?;
    Shared::parse(std::str::from_utf8(&bytes).map_err(|_| LinkProblem::Damaged)?)
}
