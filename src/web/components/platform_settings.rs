//! What is set on the platform besides the files.

use leptos::html;
use leptos::prelude::*;

use crate::web::ids::Id;
use crate::web::model::platform_settings::{env_text, read};
use crate::web::model::workspace::Workspace;
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon};

/// The dialog in which it is said.
#[component]
pub(crate) fn PlatformSettings() -> impl IntoView {
    let state = State::get();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let is_open = state.is_setting.get();
        if let Some(dialog) = dialog.get() {
            if is_open {
                let _ = dialog.show_modal();
            } else {
                dialog.close();
            }
        }
    });
    let close = move || state.is_setting.set(false);
    view! {
        <dialog
            node_ref=dialog
            class="dialog narrow"
            data-testid=Id::PlatformSettings.name()
            aria-labelledby="platform-settings-heading"
            on:close=move |_| close()
        >
            <div class="dialog-head">
                <h2 id="platform-settings-heading">{state.t(words::SETTINGS)}</h2>
                <button class="icon-button" aria-label=state.t(words::CLOSE) on:click=move |_| close()>{icon(Icon::Close)}</button>
            </div>
            <Show when=move || state.is_setting.get()>
                <Fields />
            </Show>
        </dialog>
    }
}

#[component]
fn Fields() -> impl IntoView {
    let state = State::get();
    let settings = state.workspace.with_untracked(|workspace| workspace.as_ref().map(Workspace::settings).cloned());
    let settings = settings.unwrap_or_default();
    let env = RwSignal::new(env_text(&settings));
    let procfile = RwSignal::new(settings.procfile.unwrap_or_default());
    let problem = RwSignal::new(None::<String>);
    let apply = move |_| match read(&env.get_untracked(), &procfile.get_untracked(), state.language.get_untracked()) {
        Ok(settings) => {
            state.set_settings(settings);
            state.is_setting.set(false);
        }
        Err(sentence) => problem.set(Some(sentence)),
    };
    let field = move |id: Id, label, text: RwSignal<String>| {
        view! {
            <label class="field">
                <span class="field-label">{state.t(label)}</span>
                <textarea
                    class="mono"
                    rows="5"
                    spellcheck="false"
                    autocapitalize="off"
                    data-testid=id.name()
                    prop:value=move || text.get()
                    on:input:target=move |event| text.set(event.target().value())
                ></textarea>
            </label>
        }
    };
    view! {
        <div class="paste">
            <p class="note">{state.t(words::SETTINGS_MORE)}</p>
            {field(Id::SettingsEnv, words::SETTINGS_ENV, env)} {field(Id::SettingsProcfile, words::SETTINGS_PROCFILE, procfile)}
            <div role="alert" data-testid=Id::SettingsProblem.name()>
                {move || problem.get().map(|text| view! { <p class="field-problem">{text}</p> })}
            </div>
            <button class="button primary" data-testid=Id::SettingsApply.name() on:click=apply>{state.t(words::SETTINGS_APPLY)}</button>
        </div>
    }
}
