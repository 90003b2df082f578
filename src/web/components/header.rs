//! The head of the page: name, promise, platform, language, theme.

use leptos::prelude::*;

use crate::language::Language::{En, Zh};
use crate::web::ids::Id;
use crate::web::state::{State, Theme};
use crate::web::words;

use super::icon::Icon;
use super::platform_bar::PlatformBar;
use super::segmented::{Choice, Segmented};

/// The head of the page.
#[component]
pub(crate) fn Header() -> impl IntoView {
    let state = State::get();
    view! {
        <header class="header">
            <div class="brand">
                <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
                    <rect width="32" height="32" rx="8" />
                    <path d="M16 23V10M10.5 15.5 16 10l5.5 5.5" />
                    <path d="M9 25h14" />
                </svg>
                <span class="name">"pushready"</span>
                <span class="promise">{state.t(words::PROMISE)}</span>
            </div>
            <PlatformBar />
            <div class="settings">
                <Languages />
                <Themes />
            </div>
        </header>
    }
}

#[component]
fn Languages() -> impl IntoView {
    let state = State::get();
    let choice = |(language, label): (crate::language::Language, &'static str)| Choice {
        value: language.tag().to_owned(),
        label: Signal::stored(label.to_owned()),
        lang: Some(language.tag()),
        icon: None,
    };
    view! {
        <Segmented
            id=Id::Language
            legend=Signal::derive(move || state.t(words::LANGUAGE)().to_owned())
            choices=[(En, "EN"), (Zh, "中文")].into_iter().map(choice).collect()
            chosen=Signal::derive(move || state.language.get().tag().to_owned())
            choose=Callback::new(move |tag: String| state.set_language(crate::language::Language::from_tag(&tag).unwrap_or_default()))
        />
    }
}

#[component]
fn Themes() -> impl IntoView {
    let state = State::get();
    let choice = |theme: Theme| {
        let (words, icon) = match theme {
            Theme::Light => (words::LIGHT, Icon::Sun),
            Theme::Dark => (words::DARK, Icon::Moon),
            Theme::System => (words::SYSTEM, Icon::Auto),
        };
        let label = Signal::derive(move || state.t(words)().to_owned());
        Choice { value: theme.name().to_owned(), label, lang: None, icon: Some(icon) }
    };
    view! {
        <Segmented
            id=Id::Theme
            legend=Signal::derive(move || state.t(words::THEME)().to_owned())
            choices=Theme::ALL.into_iter().map(choice).collect()
            chosen=Signal::derive(move || state.theme.get().name().to_owned())
            choose=Callback::new(move |name: String| state.set_theme(Theme::from_name(&name)))
        />
    }
}
