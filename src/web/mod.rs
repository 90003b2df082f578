//! The page.
//!
//! State and logic live in `model`, as plain values that are tested natively. `state` ties them to signals,
//! `components` draw them, `intake` reads what the user drops, and `browser` holds the few things that only a browser
//! can do. The page calls [`crate::check`], like every other door of this crate.

mod browser;
mod code_editor;
#[expect(unreachable_pub, reason = "the component macro writes `pub`")]
mod components;
mod compression;
mod crash;
pub mod desk;
mod ids;
mod intake;
mod local;
mod model;
mod parameters;
mod parser;
mod state;
mod storage;
mod words;
mod worker;

use leptos::mount::mount_to;
use leptos::prelude::document;
use wasm_bindgen::JsCast;

use crate::platform;
use state::profiles;

/// Draws the page.
pub fn start() {
    crash::watch();
    let root = document().get_element_by_id("app").and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    let Some(root) = root else { return };
    let draw = move || {
        browser::clear(&root);
        mount_to(root, components::App).forget();
    };
    if platform::find(&profiles::first_platform()).is_some() {
        draw();
    } else {
        // The first verdict is one for the platform that is remembered.
        profiles::load(Box::new(move |_| draw()));
    }
}
