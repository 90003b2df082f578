//! Calls, as far as what they do is known: paths, variables, and the libraries that settings are written with.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::order;
use crate::syntax::python_module::{Call, ExpressionKind};

use super::environment::{self, Reading};
use super::evaluator::Evaluator;
use super::events::What;
use super::frame::{Frame, Mode, Raised, missing};
use super::missing::VariableReader;
use super::paths;
use super::scope::Binding;
use super::statements::{change_list, lose};
use super::value::Value;

/// Methods of an `environ.Env` that read a variable.
const READING: &[&str] = &[
    "str",
    "bool",
    "int",
    "float",
    "json",
    "list",
    "tuple",
    "dict",
    "url",
    "path",
    "bytes",
    "unicode",
    "get_value",
    "db",
    "db_url",
    "cache",
    "cache_url",
    "email",
    "email_url",
    "search_url",
];

/// A call with the values that it is given.
struct Given<'c> {
    arguments: Vec<Value>,
    keywords: Vec<(Option<&'c str>, Value)>,
    range: &'c Range<usize>,
}

impl Given<'_> {
    fn keyword(&self, name: &str) -> Option<&Value> {
        self.keywords.iter().find(|(keyword, _)| *keyword == Some(name)).map(|(_, value)| value)
    }

    fn first_text(&self) -> Option<&str> {
        match self.arguments.first() {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The default, by name or behind the name of the variable.
    fn default(&self) -> Option<&Value> {
        self.keyword("default").or_else(|| self.arguments.last().filter(|_| self.arguments.len() > 1))
    }

    fn texts(&self) -> Option<Vec<&str>> {
        self.arguments.iter().map(Value::text).collect()
    }
}

impl Evaluator<'_> {
    pub(super) fn call(&mut self, frame: &mut Frame, call: &Call, range: &Range<usize>) -> Result<Value, Raised> {
        let (base, method) = match &call.function.kind {
            ExpressionKind::Attribute(base, method) => (self.value(frame, base)?, Some(method.as_str())),
            _ => (self.value(frame, &call.function)?, None),
        };
        let arguments = self.values(frame, &call.arguments)?;
        let mut keywords = vec![];
        for (name, value) in &call.keywords {
            keywords.push((name.as_deref(), self.value(frame, value)?));
        }
        let given = Given { arguments, keywords, range };
        if let (Some(variable), Some(method)) = (base.lacking(), method) {
            return Err(missing(frame, variable, VariableReader::attribute(method), range));
        }
        match (base, method) {
            (Value::Named(name), None) => self.call_named(frame, &name, &given),
            (Value::Named(name), Some(method)) => self.call_named(frame, &format!("{name}.{method}"), &given),
            (Value::Reader(defaults), None) => self.read_environ(frame, &defaults, "str", &given),
            (Value::Reader(defaults), Some(method)) => self.call_reader(frame, &defaults, method, &given),
            (Value::Made(maker), Some(method)) => {
                self.record(What::Called { name: maker, method: Some(method.to_owned()) }, range);
                Ok(self.call_unknown(frame, &given))
            }
            (Value::Path(path), Some(method)) => Ok(self.call_path(&path, method, &given)),
            (Value::Text(text), Some(method)) => Ok(call_text(&text, method, &given).unwrap_or_else(|| self.unknown())),
            (_, Some(method)) => {
                if let ExpressionKind::Attribute(base, _) = &call.function.kind {
                    match &base.kind {
                        ExpressionKind::Name(name) => change_list(frame, name, method, &given.arguments),
                        _ => lose(frame, base),
                    }
                }
                Ok(self.call_unknown(frame, &given))
            }
            (_, None) => Ok(self.call_unknown(frame, &given)),
        }
    }

    /// A function that cannot be followed; given the names of the module, it may bind any of them.
    fn call_unknown(&mut self, frame: &mut Frame, given: &Given<'_>) -> Value {
        let all = given.arguments.iter().chain(given.keywords.iter().map(|(_, value)| value));
        if all.into_iter().any(|value| matches!(value, Value::Named(name) if name == "locals()")) {
            frame.scope.open();
        }
        self.unknown()
    }

    fn call_named(&mut self, frame: &mut Frame, name: &str, given: &Given<'_>) -> Result<Value, Raised> {
        if let Some(variable) = given.arguments.first().and_then(Value::lacking)
            && let Some(reader) = VariableReader::function(name)
        {
            return Err(missing(frame, variable, reader, given.range));
        }
        let text = |path: String| Ok(Value::Text(path));
        match (name, given.texts().as_deref()) {
            ("os.path.join", Some([first, rest @ ..])) => {
                text(rest.iter().fold((*first).to_owned(), |path, part| paths::join(&path, part)))
            }
            ("os.path.dirname", Some([path])) => text(paths::parent(path)),
            ("os.path.abspath" | "os.path.realpath", Some([path])) => text(paths::absolute(path)),
            ("os.path.normpath", Some([path])) => text(paths::normal(path)),
            ("os.path.basename", Some([path])) => text(path.rsplit('/').next().unwrap_or_default().to_owned()),
            ("os.path.exists" | "os.path.isfile" | "os.path.isdir", Some([path])) => Ok(self.exists(path)),
            ("os.getcwd" | "os.path.curdir", Some([])) => text(paths::ROOT.to_owned()),
            ("pathlib.Path" | "pathlib.PurePath", Some([first, rest @ ..])) => {
                Ok(Value::Path(rest.iter().fold((*first).to_owned(), |path, part| paths::join(&path, part))))
            }
            ("str", _) => Ok(given.arguments.first().and_then(Value::shown).map_or(Value::Unknown, Value::Text)),
            ("bool", _) => Ok(given.arguments.first().and_then(Value::truth).map_or_else(|| self.unknown(), Value::Bool)),
            ("list", _) => Ok(items(given).map_or_else(|| self.unknown(), Value::List)),
            ("tuple", _) => Ok(items(given).map_or_else(|| self.unknown(), Value::Tuple)),
            ("locals" | "globals" | "vars", _) => Ok(Value::Named("locals()".to_owned())),
            ("locals().update" | "locals().setdefault" | "exec" | "setattr" | "split_settings.tools.include", _) => {
                frame.scope.open();
                Ok(self.unknown())
            }
            ("sys.exit", _) => Err(Raised::Other),
            ("os.environ.get" | "os.getenv", _) => Ok(self.read_optional(given)),
            ("os.environ.setdefault", Some([variable, value])) => {
                self.environment.set_default(variable, (*value).to_owned());
                self.record(What::Set((*variable).to_owned()), given.range);
                Ok(Value::Unknown)
            }
            ("os.environ.setdefault" | "os.environ.update" | "os.putenv", _) => {
                self.environment.open();
                Ok(Value::Unknown)
            }
            ("decouple.config", _) => self.read_decouple(frame, given),
            ("environ.Env", _) => Ok(Value::Reader(defaults(given))),
            ("environ.Env.read_env", _) => {
                self.load_beside(frame, given);
                Ok(Value::None)
            }
            ("dotenv.load_dotenv" | "dotenv.read_dotenv", _) => {
                self.load_upwards(frame, given);
                Ok(Value::None)
            }
            ("int" | "dotenv.find_dotenv", _) => Ok(Value::Unknown),
            ("django_heroku.settings" | "django_on_heroku.settings", _) => {
                heroku_settings(frame, given);
                Ok(Value::None)
            }
            _ => {
                let is_dynamic = name.contains("ynaconf") || name.starts_with("configurations.");
                if is_dynamic {
                    frame.scope.open();
                }
                self.record(What::Called { name: name.to_owned(), method: None }, given.range);
                self.call_unknown(frame, given);
                Ok(Value::Made(name.to_owned()))
            }
        }
    }

    /// What is not in the project may be made before the settings are read.
    fn exists(&mut self, path: &str) -> Value {
        let found = paths::in_project(path).is_some_and(|path| self.project().has(&path) || self.project().has_folder(&path));
        if found { Value::Bool(true) } else { self.unknown() }
    }

    fn call_path(&mut self, path: &str, method: &str, given: &Given<'_>) -> Value {
        match (method, given.texts()) {
            ("resolve" | "absolute", _) => Value::Path(paths::absolute(path)),
            ("joinpath", Some(parts)) => Value::Path(parts.iter().fold(path.to_owned(), |path, part| paths::join(&path, part))),
            ("as_posix" | "__str__", _) => Value::Text(path.to_owned()),
            ("exists" | "is_file" | "is_dir", _) => self.exists(path),
            _ => self.unknown(),
        }
    }

    fn read_optional(&mut self, given: &Given<'_>) -> Value {
        let Some(variable) = given.first_text() else { return self.unknown() };
        match self.environment.read(variable) {
            Reading::Given(value) => Value::Text(value),
            Reading::Unknown => self.unknown(),
            Reading::Absent => assumed(variable, given.default().cloned().unwrap_or(Value::None)),
        }
    }

    fn read_decouple(&mut self, frame: &Frame, given: &Given<'_>) -> Result<Value, Raised> {
        let Some(variable) = given.first_text() else { return Ok(self.unknown()) };
        let folder = paths::parent(&frame.file);
        let committed = environment::upwards(self.project(), &folder, &["settings.ini", ".env"]);
        let text = match (self.environment.read(variable), &committed) {
            (Reading::Given(text), _) => text,
            (Reading::Unknown, _) => return Ok(self.unknown()),
            (Reading::Absent, Some(path)) => match self.environment.of_file(self.files.project(), path) {
                Some(found) if path.rsplit('/').next() == Some(".env") => match found.get(variable) {
                    Some(text) => text.clone(),
                    None => return self.absent(frame, variable, VariableReader::Decouple, given),
                },
                _ => return Ok(self.unknown()),
            },
            (Reading::Absent, None) => return self.absent(frame, variable, VariableReader::Decouple, given),
        };
        Ok(match given.keyword("cast") {
            None => Value::Text(text),
            Some(Value::Named(cast)) if cast == "bool" => {
                boolean(&text, &["y", "yes", "t", "true", "on", "1"], &["n", "no", "f", "false", "off", "0", ""])
            }
            Some(_) => self.unknown(),
        })
    }

    fn absent(&mut self, frame: &Frame, variable: &str, reader: VariableReader, given: &Given<'_>) -> Result<Value, Raised> {
        match given.default() {
            Some(default) => Ok(assumed(variable, default.clone())),
            None if given.keywords.iter().any(|(name, _)| name.is_none()) => Ok(self.unknown()),
            None => Err(missing(frame, variable, reader, given.range)),
        }
    }

    fn call_reader(
        &mut self,
        frame: &mut Frame,
        defaults: &BTreeMap<String, Option<Value>>,
        method: &str,
        given: &Given<'_>,
    ) -> Result<Value, Raised> {
        match method {
            "read_env" => {
                self.load_beside(frame, given);
                Ok(Value::None)
            }
            method if READING.contains(&method) => self.read_environ(frame, defaults, method, given),
            _ => Ok(self.unknown()),
        }
    }

    fn read_environ(
        &mut self,
        frame: &Frame,
        defaults: &BTreeMap<String, Option<Value>>,
        method: &str,
        given: &Given<'_>,
    ) -> Result<Value, Raised> {
        let usual = match method {
            "db" | "db_url" => Some("DATABASE_URL"),
            "cache" | "cache_url" => Some("CACHE_URL"),
            "email" | "email_url" => Some("EMAIL_URL"),
            "search_url" => Some("SEARCH_URL"),
            _ => None,
        };
        let variable =
            given.first_text().or_else(|| usual.filter(|_| given.arguments.is_empty() && given.keyword("var").is_none()));
        let Some(variable) = variable else { return Ok(self.unknown()) };
        match (self.environment.read(variable), defaults.get(variable)) {
            (Reading::Given(text), None) if method == "str" => Ok(Value::Text(text)),
            (Reading::Given(text), _) if method == "bool" => {
                Ok(Value::Bool(["true", "on", "ok", "y", "yes", "1"].contains(&text.to_ascii_lowercase().as_str())))
            }
            (Reading::Given(_) | Reading::Unknown, _) => Ok(self.unknown()),
            (Reading::Absent, Some(Some(default))) if given.default().is_none() => Ok(assumed(variable, default.clone())),
            (Reading::Absent, _) => self.absent(frame, variable, VariableReader::DjangoEnviron, given),
        }
    }

    /// django-environ reads the `.env` beside the file that asks, or the one that it is told.
    fn load_beside(&mut self, frame: &Frame, given: &Given<'_>) {
        let told = given.arguments.first().or_else(|| given.keyword("env_file"));
        match told {
            None | Some(Value::None) => self.load(&paths::join(&paths::parent(&frame.file), ".env")),
            Some(told) => self.load_told(told),
        }
    }

    /// python-dotenv looks for `.env` from the folder of the file that asks upwards.
    fn load_upwards(&mut self, frame: &Frame, given: &Given<'_>) {
        let told = given.arguments.first().or_else(|| given.keyword("dotenv_path"));
        match told {
            None | Some(Value::None) => {
                if let Some(path) = environment::upwards(self.project(), &paths::parent(&frame.file), &[".env"]) {
                    self.load(&path);
                }
            }
            Some(told) => self.load_told(told),
        }
    }

    fn load_told(&mut self, told: &Value) {
        match told.text().and_then(paths::in_project) {
            Some(path) => self.load(&path),
            None => self.environment.open(),
        }
    }

    fn load(&mut self, path: &str) {
        let project = self.project();
        match self.mode {
            Mode::Maybe if project.has(path) => self.environment.open(),
            _ => self.environment.load(project, path),
        }
    }
}

fn assumed(variable: &str, default: Value) -> Value {
    Value::Assumed { variable: variable.to_owned(), default: Box::new(default) }
}

fn boolean(text: &str, yes: &[&str], no: &[&str]) -> Value {
    let text = text.to_ascii_lowercase();
    match (yes.contains(&text.as_str()), no.contains(&text.as_str())) {
        (true, _) => Value::Bool(true),
        (_, true) => Value::Bool(false),
        _ => Value::Unknown,
    }
}

fn items(given: &Given<'_>) -> Option<Vec<Value>> {
    match given.arguments.as_slice() {
        [] => Some(vec![]),
        [one] => one.items().map(<[Value]>::to_vec),
        _ => None,
    }
}

/// `environ.Env(DEBUG=(bool, False), NAME=str)`.
fn defaults(given: &Given<'_>) -> BTreeMap<String, Option<Value>> {
    let keyword = |(name, value): &(Option<&str>, Value)| {
        let default = match value {
            Value::Tuple(pair) => pair.get(1).cloned(),
            Value::Named(_) => None,
            _ => Some(Value::Unknown),
        };
        Some(((*name)?.to_owned(), default))
    };
    order::map(given.keywords.iter().filter_map(keyword))
}

fn call_text(text: &str, method: &str, given: &Given<'_>) -> Option<Value> {
    match (method, given.texts()?.as_slice()) {
        ("lower", []) => Some(Value::Text(text.to_lowercase())),
        ("upper", []) => Some(Value::Text(text.to_uppercase())),
        ("strip", []) => Some(Value::Text(text.trim().to_owned())),
        ("split", [by]) if !by.is_empty() => Some(Value::List(text.split(by).map(|part| Value::Text(part.to_owned())).collect())),
        ("format", values) if text.matches("{}").count() == values.len() && text.matches('{').count() == values.len() => {
            Some(Value::Text(values.iter().fold(text.to_owned(), |text, value| text.replacen("{}", value, 1))))
        }
        _ => None,
    }
}

/// What django-heroku 0.3.1 and its successor set; some of it only where the platform has a variable for it.
fn heroku_settings(frame: &mut Frame, given: &Given<'_>) {
    let sets = |keyword: &str| given.keyword(keyword).is_none_or(|value| value.truth() == Some(true));
    for name in ["DATABASES", "CACHES", "SECRET_KEY", "LOGGING", "TEST_RUNNER"] {
        frame.scope.forget(name);
    }
    if sets("allowed_hosts") {
        frame.scope.bind("ALLOWED_HOSTS", Binding::of(Value::List(vec![Value::Text("*".to_owned())])));
    }
    if !sets("staticfiles") {
        return;
    }
    let text = |text: &str| Value::Text(text.to_owned());
    let base = frame.scope.get("BASE_DIR").and_then(|binding| binding.value.text()).map(|base| paths::join(base, "staticfiles"));
    frame.scope.bind("STATIC_ROOT", Binding::of(base.map_or(Value::Unknown, Value::Text)));
    frame.scope.bind("STATIC_URL", Binding::of(text("/static/")));
    frame.scope.bind("STATICFILES_STORAGE", Binding::of(text("whitenoise.storage.CompressedManifestStaticFilesStorage")));
    frame.scope.forget("MIDDLEWARE");
}
