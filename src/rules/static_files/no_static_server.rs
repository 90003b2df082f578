//! PSH612: static files that nothing serves in production.

use crate::analysis::commands::started::{BareServer, bare_django};
use crate::analysis::django::{Binding, Django, Found, ReadSettings, Value, has_static};
use crate::analysis::package_manager::PackageManager;
use crate::analysis::python::modules::{Located, SearchPath};
use crate::analysis::requirements::ROOT_FILE;
use crate::project::path;
use crate::project::path::ROOT;
use crate::rules::new_requirement::addition;
use crate::rules::prelude::*;

use super::settings;

rule! {
    code: "PSH612",
    name: "no-static-server",
    severity: Warning,
    stage: Run,
    fix: Unsafe,
    of: Collected,
    en: "Django's static files are collected, and nothing in the project serves them in production",
    zh: "Django 的静态文件被收集了，但项目中没有任何东西在生产环境提供它们",
}

/// The package that the fix adds, and its middleware.
const PACKAGE: &str = "whitenoise";
const MIDDLEWARE: &str = "whitenoise.middleware.WhiteNoiseMiddleware";
/// The middleware that it has to stand behind.
const SECURITY: &str = "django.middleware.security.SecurityMiddleware";
/// Packages that serve static files or put them elsewhere, by parts of their names.
const SERVING_PACKAGES: &[&str] = &["static", "storage", "heroku", "cloudinary", "uwsgi", "nginx", "boto", "s3"];
/// What shows in a Python file that it serves them.
const SERVING_CODE: &[&str] = &["whitenoise", "dj_static", "servestatic", "StaticFilesHandler", "views.static", "StaticFiles("];
/// What shows in the name of a file that a web server stands in front.
const WEB_SERVERS: &[&str] = &["nginx", "caddy", "haproxy", "traefik", "httpd", "apache"];
/// Files that may describe such a server, or another component that serves files.
const DESCRIPTIONS: &[&str] = &["app.json", ".buildpacks", ".do/app.yaml", ".do/deploy.template.yaml", "app.yaml", "vercel.json"];

/// What a browser will ask for in vain.
enum Wanted<'r> {
    Admin,
    App(&'r str),
}

struct NoStaticServer<'r> {
    read: &'r ReadSettings,
    server: BareServer,
    static_url: &'r str,
    wanted: Wanted<'r>,
    /// Whether the package is required already.
    is_required: bool,
    /// Whether there is the middleware that its own has to stand behind.
    has_security: bool,
}

impl Message for NoStaticServer<'_> {
    fn message(&self, language: Language) -> String {
        let (program, file) = (&self.server.program, &self.read.file);
        say!(
            language,
            "`{program}` starts Django, and nothing serves its static files: `{file}` has no WhiteNoise",
            "`{program}` 启动 Django，但没有任何东西提供静态文件：`{file}` 中没有 WhiteNoise"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { server: BareServer { program, file }, static_url, .. } = self;
        let (wanted, advice) = (self.wanted(language), self.advice(language));
        say!(
            language,
            "The build collects the static files into `STATIC_ROOT`, but Django itself hands them out only under its development server. Started by `{program}` from `{file}`, it answers addresses below `{static_url}` like all others, most often with 404, so {wanted}. Nothing in the project does it instead: no WhiteNoise among the middleware, no storage on another server, no view in `urls.py`, no web server in front. If something outside it serves them, such as a CDN or another component of the platform, nothing is missing. {advice}",
            "构建会把静态文件收集到 `STATIC_ROOT`，但 Django 自己只在开发服务器下提供它们。由 `{program}` 从 `{file}` 启动时，`{static_url}` 下的地址与其他地址一样处理，多半返回 404，因此 {wanted}。项目中也没有别的东西提供它们：中间件中没有 WhiteNoise，没有放在其他服务器上的存储，`urls.py` 中没有相应的视图，前面也没有 Web 服务器。如果由项目之外的东西提供（例如 CDN 或平台上的其他组件），就不缺什么。{advice}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        match self.is_required {
            true => say!(language, "Put WhiteNoise into `MIDDLEWARE`", "在 `MIDDLEWARE` 中加入 WhiteNoise"),
            false => say!(
                language,
                "Put WhiteNoise into `MIDDLEWARE`, and `{PACKAGE}` into `{ROOT_FILE}`",
                "在 `MIDDLEWARE` 中加入 WhiteNoise，并在 `{ROOT_FILE}` 中加入 `{PACKAGE}`"
            ),
        }
    }
}

impl NoStaticServer<'_> {
    fn wanted(&self, language: Language) -> String {
        match &self.wanted {
            Wanted::Admin => {
                say!(language, "the pages of Django's admin come without their styles", "Django 管理后台的页面没有样式")
            }
            Wanted::App(app) => {
                say!(language, "the files of `{app}` are missing on its pages", "`{app}` 的页面缺少其静态文件")
            }
        }
    }

    fn advice(&self, language: Language) -> String {
        let place = match self.has_security {
            true => language.pick("right behind `SecurityMiddleware`", " `SecurityMiddleware` 之后"),
            false => language.pick("as the first", "最前面"),
        };
        match self.is_required {
            true => say!(
                language,
                "`{PACKAGE}` is among the requirements, but does nothing yet: add `\"{MIDDLEWARE}\"` to `MIDDLEWARE`, {place}.",
                "依赖中已有 `{PACKAGE}`，但它还不起作用：请在 `MIDDLEWARE` 的{place}加入 `\"{MIDDLEWARE}\"`。"
            ),
            false => say!(
                language,
                "Otherwise add `\"{MIDDLEWARE}\"` to `MIDDLEWARE`, {place}, and `{PACKAGE}` to the requirements.",
                "否则请在 `MIDDLEWARE` 的{place}加入 `\"{MIDDLEWARE}\"`，并在依赖中加入 `{PACKAGE}`。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, (django, read): Settings<'_>, findings: &mut Findings<'_, '_>) {
    let Some(server) = bare_django(facts).filter(|server| takes_settings(facts, django, server)) else { return };
    let Some(static_url) = static_url(read).filter(|_| is_collected(read) && !may_debug(read)) else { return };
    if may_serve(read) || is_served(facts) {
        return;
    }
    let Some(wanted) = wanted(facts, read) else { return };
    let middleware = read.bound("MIDDLEWARE");
    let is_required = facts.requirements.lists(PACKAGE);
    let fix = middleware.and_then(|binding| fix(facts, binding, is_required));
    let has_security = middleware.is_some_and(|binding| binding.value.items().unwrap_or_default().iter().any(is_security));
    let message = NoStaticServer { read, server, static_url, wanted, is_required, has_security };
    let finding = Finding::new(settings::place(read, middleware), message).likely();
    findings.add(finding.fix(fix));
}

/// Whether the settings that were read are those of the running server.
fn takes_settings(facts: &Facts<'_>, django: &Django, server: &BareServer) -> bool {
    let starter = facts.files.module(&server.file);
    !django.has_alternatives && starter.is_some_and(|starter| django.is_taken_by(&starter))
}

/// Whether the build gets as far as storing the files in a folder.
fn is_collected(read: &ReadSettings) -> bool {
    let has_root = !matches!(read.find("STATIC_ROOT"), Found::Unset);
    has_root && read.has_static_app() == Some(true) && read.stores_in_folder()
}

fn is_security(middleware: &Value) -> bool {
    middleware.text() == Some(SECURITY)
}

fn may_debug(read: &ReadSettings) -> bool {
    read.bound("DEBUG").is_some_and(|binding| *binding.value.assumed() == Value::Bool(true))
}

/// The address below which the files lie, on the same server.
fn static_url(read: &ReadSettings) -> Option<&str> {
    let url = read.bound("STATIC_URL")?.value.text()?;
    (!url.is_empty() && !url.contains("//")).then_some(url)
}

/// Whether some middleware serves the files, as far as that can be told.
fn may_serve(read: &ReadSettings) -> bool {
    let serves = |item: &Value| {
        item.text().is_none_or(|item| ["static", PACKAGE].iter().any(|part| item.to_ascii_lowercase().contains(part)))
    };
    ["MIDDLEWARE", "MIDDLEWARE_CLASSES"].into_iter().any(|name| match read.find(name) {
        Found::Unknown => true,
        Found::Unset => false,
        Found::Bound(binding) => binding.value.items().is_none_or(|items| items.iter().any(serves)),
    })
}

/// Whether anything in the project may serve the files, or says that something does.
fn is_served(facts: &Facts<'_>) -> bool {
    let project = facts.project;
    let serves = |name: &str| name != PACKAGE && SERVING_PACKAGES.iter().any(|part| name.contains(part));
    let is_web_server = |path: &str| {
        let name = path::base(path).to_ascii_lowercase();
        WEB_SERVERS.iter().any(|server| name.contains(server))
    };
    let describes = |path: &&str| {
        let text = project.text(path);
        project.has(path) && text.is_none_or(|text| ["nginx", "static"].iter().any(|word| text.as_str().contains(word)))
    };
    facts.requirements.named().any(|(_, named)| serves(&named.normalized))
        || project.files().any(|(path, _)| is_web_server(path))
        || DESCRIPTIONS.iter().any(describes)
        || facts.files.own().any(|path| code_serves(facts, path))
}

/// Whether a Python file may serve them; of one that is not given, only that of addresses matters.
fn code_serves(facts: &Facts<'_>, path: &str) -> bool {
    let is_urls = path.strip_suffix("urls.py").is_some();
    let Some(text) = facts.project.text(path) else { return is_urls };
    let words = if is_urls { &["static", "serve"][..] } else { SERVING_CODE };
    words.iter().any(|word| text.as_str().contains(word))
}

/// What a browser will ask for: the files of the admin, if it has an address, or of an app of the project.
fn wanted<'r>(facts: &Facts<'_>, read: &'r ReadSettings) -> Option<Wanted<'r>> {
    let apps = read.bound("INSTALLED_APPS")?.value.items()?;
    let names = || apps.iter().filter_map(Value::text);
    if read.bound("STATICFILES_FINDERS").is_some() {
        return None;
    }
    if names().any(|app| app.starts_with("django.contrib.admin")) && has_admin_address(facts, read) {
        return Some(Wanted::Admin);
    }
    names().find(|app| !app.starts_with("django.") && has_static(facts, app)).map(Wanted::App)
}

fn has_admin_address(facts: &Facts<'_>, read: &ReadSettings) -> bool {
    let Some(module) = read.bound("ROOT_URLCONF").and_then(|binding| binding.value.text()) else { return false };
    let folder = facts.static_files.manage_py.as_deref().map_or(ROOT, path::folder);
    let mut searched = SearchPath::default();
    searched.push(folder);
    searched.push(ROOT);
    let Located::File(file) = searched.locate(facts.project, module) else { return false };
    facts.project.text(&file).is_some_and(|text| text.as_str().contains("admin.site.urls"))
}

/// The middleware behind the one for security, else as the first, and its package.
fn fix(facts: &Facts<'_>, binding: &Binding, is_required: bool) -> Option<FixBuilder> {
    if !facts.package_manager.as_ref().is_some_and(PackageManager::reads_requirements) {
        return None;
    }
    let origin = binding.origin.as_ref().filter(|origin| origin.is_whole)?;
    let source = facts.project.text(&origin.file)?;
    let items = settings::items(facts, &origin.file, &origin.value)?;
    let first = items.first()?;
    let line = source.as_str()[..first.start].rsplit('\n').next().unwrap_or_default();
    let newline = if source.as_str().contains("\r\n") { "\r\n" } else { "\n" };
    let between = if line.trim().is_empty() { format!("{newline}{line}") } else { " ".to_owned() };
    let security = items.iter().find(|item| source.as_str()[(*item).clone()].contains(SECURITY));
    let (at, text) = match security {
        Some(item) => (item.end, format!(",{between}\"{MIDDLEWARE}\"")),
        None => (first.start, format!("\"{MIDDLEWARE}\",{between}")),
    };
    let fix = FixBuilder::unsafe_().edit(&origin.file, at..at, text);
    if is_required {
        return Some(fix);
    }
    let (range, line) = addition(facts, PACKAGE)?;
    Some(fix.edit(ROOT_FILE, range, line))
}
