//! A pasted text and the name it is checked under.

use leptos::prelude::*;

use crate::language::Localized;
use crate::project::{Project, RootPolicy};
use crate::web::ids::Id;
use crate::web::model::paste::{NAMES, recognise};
use crate::web::state::State;
use crate::web::words;

/// The fields for a text and its name.
#[component]
pub(crate) fn Paste(
    /// What the button says.
    action: Localized,
    /// What happens afterwards.
    done: Callback<()>,
) -> impl IntoView {
    let state = State::get();
    let text = RwSignal::new(String::new());
    // What the user wrote counts; until then, what the text looks like.
    let own_name = RwSignal::new(None::<String>);
    let name = move || own_name.get().unwrap_or_else(|| text.with(|text| recognise(text).to_owned()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = name();
        let files = Project::from_files([(name.clone(), text.get().into_bytes())], RootPolicy::AsGiven);
        state.add(name, files);
        text.set(String::new());
        own_name.set(None);
        done.run(());
    };
    view! {
        <form class="paste" on:submit=submit>
            <label class="field">
                <span class="sr-only">{state.t(words::PASTE_TEXT)}</span>
                <textarea
                    class="mono"
                    rows="5"
                    spellcheck="false"
                    autocapitalize="off"
                    autocomplete="off"
                    placeholder="web: gunicorn app:app --log-file -"
                    data-testid=Id::PasteText.name()
                    prop:value=text
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
            </label>
            <div class="row">
                <label class="field grow">
                    <span class="field-label">{state.t(words::PASTE_NAME)}</span>
                    <input
                        class="mono"
                        type="text"
                        required
                        list="paste-names"
                        spellcheck="false"
                        autocapitalize="off"
                        data-testid=Id::PasteName.name()
                        title=state.t(words::PASTE_NAME_HINT)
                        prop:value=name
                        on:input=move |event| own_name.set(Some(event_target_value(&event)))
                    />
                </label>
                <datalist id="paste-names">{NAMES.iter().map(|name| view! { <option value=*name></option> }).collect_view()}</datalist>
                <button class="button" data-testid=Id::PasteCheck.name()>{state.t(action)}</button>
            </div>
        </form>
    }
}
