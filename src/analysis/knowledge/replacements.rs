//! What stands in for a part of the standard library that a Python lacks.

use crate::platform::Series;

/// What the standard library itself has instead, by module or by `module.name`. `collections` stands for its abstract classes.
const RENAMED: &[(&str, &str)] = &[
    ("BaseHTTPServer", "http.server"),
    ("ConfigParser", "configparser"),
    ("Cookie", "http.cookies"),
    ("HTMLParser", "html.parser"),
    ("Queue", "queue"),
    ("SocketServer", "socketserver"),
    ("StringIO", "io"),
    ("cPickle", "pickle"),
    ("cStringIO", "io"),
    ("cgi.escape", "html.escape"),
    ("cgi.parse_qs", "urllib.parse.parse_qs"),
    ("collections", "collections.abc"),
    ("commands", "subprocess"),
    ("cookielib", "http.cookiejar"),
    ("fractions.gcd", "math.gcd"),
    ("httplib", "http.client"),
    ("imp", "importlib"),
    ("inspect.getargspec", "inspect.getfullargspec"),
    ("itertools.izip_longest", "itertools.zip_longest"),
    ("pipes", "shlex"),
    ("time.clock", "time.perf_counter"),
    ("urllib.quote", "urllib.parse.quote"),
    ("urllib.quote_plus", "urllib.parse.quote_plus"),
    ("urllib.unquote", "urllib.parse.unquote"),
    ("urllib.urlencode", "urllib.parse.urlencode"),
    ("urllib.urlopen", "urllib.request.urlopen"),
    ("urllib.urlretrieve", "urllib.request.urlretrieve"),
    ("urllib2", "urllib.request"),
    ("urlparse", "urllib.parse"),
    ("xmlrpclib", "xmlrpc.client"),
];

/// Packages that bring a module to a Python without it, and its name there.
const BACKPORTS: &[(&str, &str, &str)] = &[
    ("asynchat", "pyasynchat", "asynchat"),
    ("asyncore", "pyasyncore", "asyncore"),
    ("audioop", "audioop-lts", "audioop"),
    ("cgi", "legacy-cgi", "cgi"),
    ("cgitb", "legacy-cgi", "cgitb"),
    ("concurrent", "futures", "concurrent"),
    ("configparser", "configparser", "configparser"),
    ("contextvars", "contextvars", "contextvars"),
    ("dataclasses", "dataclasses", "dataclasses"),
    ("distutils", "setuptools", "distutils"),
    ("enum", "enum34", "enum"),
    ("imghdr", "standard-imghdr", "imghdr"),
    ("importlib.metadata", "importlib-metadata", "importlib_metadata"),
    ("importlib.resources", "importlib-resources", "importlib_resources"),
    ("ipaddress", "ipaddress", "ipaddress"),
    ("pathlib", "pathlib2", "pathlib2"),
    ("telnetlib", "standard-telnetlib", "telnetlib"),
    ("tomllib", "tomli", "tomli"),
    ("typing", "typing", "typing"),
    ("unittest.mock", "mock", "mock"),
    ("zoneinfo", "backports.zoneinfo", "backports.zoneinfo"),
];

/// The package that brings many modules of Python 3 to Python 2.
const MODULES_OF_PYTHON_3: &str = "future";

/// Names of `typing` that `typing_extensions` has for the Pythons without them.
const TYPING_EXTENSIONS: &[&str] = &[
    "Annotated",
    "Concatenate",
    "Final",
    "Literal",
    "LiteralString",
    "Never",
    "NotRequired",
    "ParamSpec",
    "Protocol",
    "Required",
    "Self",
    "SupportsIndex",
    "TypeAlias",
    "TypeGuard",
    "TypedDict",
    "TypeVarTuple",
    "Unpack",
    "final",
    "override",
    "runtime_checkable",
];

/// What can be used instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replacement {
    /// Another module or name of the standard library.
    Renamed(&'static str),
    /// A package, and the module to import from.
    Package(&'static str, &'static str),
}

impl Replacement {
    /// What stands in for a module, or for a name of a module.
    #[must_use]
    pub fn of(module: &str, name: Option<&str>) -> Option<Self> {
        let dotted = name.map_or_else(|| module.to_owned(), |name| format!("{module}.{name}"));
        let renamed = |wanted: &str| RENAMED.iter().find(|(old, _)| *old == wanted).map(|(_, new)| Self::Renamed(new));
        match name {
            Some(name) if module == "typing" && TYPING_EXTENSIONS.contains(&name) => {
                Some(Self::Package("typing-extensions", "typing_extensions"))
            }
            Some(_) if module == "collections" => renamed("collections"),
            Some(_) => renamed(&dotted),
            None => {
                let backport = BACKPORTS.iter().find(|(missing, ..)| *missing == module);
                renamed(module).or_else(|| backport.map(|(_, package, import)| Self::Package(package, import)))
            }
        }
    }
}

/// Packages that would bring a module under its own name.
#[must_use]
pub fn backports(module: &str, series: Series) -> Vec<String> {
    let own = BACKPORTS.iter().filter(|(missing, _, import)| *missing == module && import == missing);
    let mut packages: Vec<String> = own.map(|(_, package, _)| (*package).to_owned()).collect();
    packages.extend([module.to_ascii_lowercase(), format!("standard-{module}"), format!("zombie-{module}")]);
    packages.extend((series.major == 2).then(|| MODULES_OF_PYTHON_3.to_owned()));
    packages
}
