//! The report in other forms.

use leptos::prelude::*;

use crate::language::Localized;
use crate::web::components::copy_button::CopyButton;
use crate::web::components::icon::{Icon, icon};
use crate::web::ids::Id;
use crate::web::model::report_form::ReportForm;
use crate::web::state::State;
use crate::web::words;

/// Copies and saves the report.
#[component]
pub(crate) fn TakeReport() -> impl IntoView {
    let state = State::get();
    let copy = move |form: ReportForm| Callback::new(move |()| state.report_as(form));
    // The short text has a line a problem, and so nothing to copy where there is none.
    let has_lines = move || state.report.with(|report| report.as_ref().is_some_and(|report| !report.diagnostics.is_empty()));
    let save = move |id: Id, label: Localized, form: ReportForm| {
        view! {
            <button class="button" data-testid=id.name() on:click=move |_| state.download_report(form)>
                {icon(Icon::Download)} {state.t(label)}
            </button>
        }
    };
    view! {
        <section aria-labelledby="share-report">
            <h3 id="share-report">{move || words::report_on(&state.profile().name, state.language.get())}</h3>
            <p class="note">{state.t(words::REPORT_MORE)}</p>
            <div class="row">
                <CopyButton id=Id::ReportMarkdown label=words::COPY_MARKDOWN text=copy(ReportForm::Markdown) />
                <Show when=has_lines>
                    <CopyButton id=Id::ReportText label=words::COPY_TEXT text=copy(ReportForm::Concise) />
                </Show>
            </div>
            <div class="row">
                {save(Id::ReportJson, words::SAVE_JSON, ReportForm::Json)} {save(Id::ReportSarif, words::SAVE_SARIF, ReportForm::Sarif)}
                {save(Id::ReportJunit, words::SAVE_JUNIT, ReportForm::Junit)}
            </div>
        </section>
    }
}
