//! A choice of one among few, drawn as one control.

use leptos::prelude::*;

use crate::web::ids::Id;

use super::icon::{Icon, icon};

/// One choice.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    /// Its value.
    pub(crate) value: String,
    /// Its name.
    pub(crate) label: Signal<String>,
    /// The language of its name, where that is not the page's.
    pub(crate) lang: Option<&'static str>,
    /// An icon to stand in for the name.
    pub(crate) icon: Option<Icon>,
}

/// The choices side by side; arrow keys walk through them, as radio buttons do.
#[component]
pub(crate) fn Segmented(
    id: Id,
    #[prop(into)] legend: Signal<String>,
    choices: Vec<Choice>,
    #[prop(into)] chosen: Signal<String>,
    #[prop(into)] choose: Callback<String>,
    /// What is drawn before a name.
    #[prop(optional, into)]
    before: Option<Draw>,
) -> impl IntoView {
    let one = move |choice: Choice| {
        let Choice { value, label, lang, icon: picture } = choice;
        let (this, given) = (value.clone(), value.clone());
        let mark = before.map(|before| before.run(value.clone()));
        let text_class = if picture.is_some() { "sr-only" } else { "segment-text" };
        view! {
            <label class="segment" title=move || picture.map(|_| label.get())>
                <input
                    type="radio"
                    name=id.name()
                    value=value
                    prop:checked=move || chosen.get() == this
                    on:change=move |_| choose.run(given.clone())
                />
                <span class="segment-face">
                    {mark}
                    {picture.map(icon)}
                    <span class=text_class lang=lang>{label}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="segmented" data-testid=id.name()>
            <legend class="sr-only">{legend}</legend>
            {choices.into_iter().map(one).collect_view()}
        </fieldset>
    }
}

/// Draws something for a value.
pub(crate) type Draw = Callback<String, AnyView>;
