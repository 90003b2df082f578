//! The text about a result that is wrong.

use leptos::prelude::*;

use crate::web::ids::Id;
use crate::web::state::State;
use crate::web::words;

use super::copy_button::CopyButton;
use super::dialog::Dialog;

/// The dialog with the text, to be completed and copied.
#[component]
pub(crate) fn BugReport() -> impl IntoView {
    let state = State::get();
    let text = state.exchange().bug_report;
    view! {
        <Dialog id=Id::BugReport heading=words::IS_WRONG is_open=state.exchange().is_reporting>
            <div class="paste">
                <p class="note">{state.t(words::IS_WRONG_MORE)}</p>
                <label class="field">
                    <span class="sr-only">{state.t(words::IS_WRONG)}</span>
                    <textarea
                        class="mono bug-report"
                        rows="14"
                        spellcheck="false"
                        data-testid=Id::BugReportText.name()
                        prop:value=text
                        on:input=move |event| text.set(event_target_value(&event))
                    ></textarea>
                </label>
                <div class="row">
                    <CopyButton id=Id::BugReportCopy label=words::COPY text=Callback::new(move |()| text.get_untracked()) />
                </div>
            </div>
        </Dialog>
    }
}
