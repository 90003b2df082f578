//! The way back when the program in the page has stopped.
//!
//! After a panic nothing here runs again, so that the overlay is part of `index.html`, and its buttons belong to
//! `www/start.js`.

use leptos::prelude::{document, window_event_listener_untyped};

use super::browser;
use super::ids::Id;
use super::storage::Passing;

/// The event by which tests try the way back; no address and no file can raise it.
const EVENT: &str = "pushready-panic";

/// Shows the overlay on a panic.
pub(super) fn watch() {
    std::panic::set_hook(Box::new(|panic| {
        browser::log_error(&panic.to_string());
        // What was under way may stumble over the first fault: that is one crash, and the first reason is the one to tell.
        if !is_shown() {
            Passing::Crashes.set(Some(&(crashes() + 1).to_string()));
            show(&panic.to_string());
        }
    }));
    let listener = window_event_listener_untyped(EVENT, |_| try_out());
    std::mem::forget(listener);
}

/// How often the page has crashed with the text that is kept.
pub(super) fn crashes() -> u32 {
    Passing::Crashes.get().and_then(|count| count.parse().ok()).unwrap_or(0)
}

fn is_shown() -> bool {
    document().get_element_by_id(Id::Crash.name()).is_some_and(|overlay| !overlay.has_attribute("hidden"))
}

fn show(message: &str) {
    if let Some(place) = document().get_element_by_id(Id::CrashMessage.name()) {
        place.set_text_content(Some(message));
    }
    if let Some(overlay) = document().get_element_by_id(Id::Crash.name()) {
        let _ = overlay.remove_attribute("hidden");
    }
}

#[expect(clippy::panic, reason = "this is what it is for")]
fn try_out() {
    panic!("a panic that was asked for");
}
