//! What is known of calls and classes of packages.

use crate::analysis::Facts;
use crate::analysis::commands::launch::{Launch, Tool};
use crate::analysis::commands::polling;
use crate::analysis::commands::script_server::shown_server;
use crate::analysis::django::events::Event;
use crate::syntax::python_module::{Call, Expression, ExpressionKind};

/// What Django does not give before its apps are loaded; each was tried with Django 5.2, with settings and without.
const NEED_DJANGO: &[&str] = &[
    "django.contrib.admin.models",
    "django.contrib.auth.admin",
    "django.contrib.auth.backends",
    "django.contrib.auth.base_user",
    "django.contrib.auth.forms",
    "django.contrib.auth.get_user_model",
    "django.contrib.auth.middleware",
    "django.contrib.auth.mixins",
    "django.contrib.auth.models",
    "django.contrib.auth.urls",
    "django.contrib.auth.views",
    "django.contrib.contenttypes.admin",
    "django.contrib.contenttypes.fields",
    "django.contrib.contenttypes.models",
    "django.contrib.flatpages.models",
    "django.contrib.redirects.models",
    "django.contrib.sessions.models",
    "django.contrib.sites.models",
    "django.db.models.Model",
    "rest_framework.authtoken.models",
];

/// Whether something needs Django's apps.
pub(super) fn needs_django(what: &str) -> bool {
    NEED_DJANGO.contains(&what)
}

/// Whether a call loads Django's apps.
pub(super) fn makes_django_ready(function: &str) -> bool {
    ["setup", "get_wsgi_application", "get_asgi_application", "get_default_application", "execute_from_command_line"]
        .contains(&function.rsplit('.').next().unwrap_or_default())
}

/// The call that serves and does not return, as a sentence shows it, where that keeps a server from its own work. A server that has
/// no port yet leaves it to the call.
pub(super) fn serves(facts: &Facts<'_>, launch: &Launch, event: &Event, name: &str, method: Option<&str>) -> Option<String> {
    let shown = shown_server(name, method).or_else(|| method.and_then(|method| polling::shown_wait(name, method)))?;
    let keeps_port = || {
        let module = facts.files.module(&event.file)?;
        let call = module.expressions().into_iter().find(|expression| expression.range == event.range)?.call()?;
        Some(call.keyword("port").is_none_or(|port| !reads_variable(port)) && is_plain(call))
    };
    let stays = match launch.tool {
        Tool::Gunicorn => true,
        Tool::Uvicorn | Tool::Hypercorn | Tool::Daphne | Tool::Waitress => keeps_port() == Some(true),
        _ => false,
    };
    stays.then_some(shown)
}

fn reads_variable(port: &Expression) -> bool {
    !matches!(port.kind, ExpressionKind::Integer(_))
}

/// Whether all that a call is told stands in it, by name.
fn is_plain(call: &Call) -> bool {
    call.arguments.len() < 2 && call.keywords.iter().all(|(name, _)| name.is_some())
}
