//! What can be done about a problem besides fixing it: asking for silence, and saying that it is wrong.

use leptos::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::web::ids::Id;
use crate::web::model::silence::{Written, everywhere, in_place};
use crate::web::model::workspace::Workspace;
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon};

/// The buttons below a problem.
#[component]
pub(crate) fn ProblemFoot(problem: Diagnostic, index: usize) -> impl IntoView {
    let state = State::get();
    let code = problem.code;
    let [here, all] = state.workspace.with_untracked(move |workspace| {
        let project = workspace.as_ref().map(Workspace::project);
        [project.and_then(|project| in_place(project, &problem)), project.and_then(|project| everywhere(project, code))]
    });
    let silence = move |id: Id, written: Written, words: Signal<String>| {
        let file = written.0.clone();
        let title = move || words::writes_to(&file, state.language.get());
        view! {
            <button class="link-button" data-testid=id.name() title=title on:click=move |_| state.silence(code, written.clone())>
                {icon(Icon::Mute)} {words}
            </button>
        }
    };
    let here_words = Signal::derive(move || state.t(words::IGNORE_HERE)().to_owned());
    let all_words = Signal::derive(move || words::ignore_all(code, state.language.get()));
    view! {
        <div class="problem-foot">
            {here.map(|written| silence(Id::IgnoreHere, written, here_words))}
            {all.map(|written| silence(Id::IgnoreAll, written, all_words))}
            <button class="link-button" data-testid=Id::BugReportOpen.name() on:click=move |_| state.report_bug(index)>
                {icon(Icon::Flag)} {state.t(words::IS_WRONG)}
            </button>
        </div>
    }
}
