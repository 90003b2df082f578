//! The page's files, as they are handed out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;

use super::access::Kind;
use crate::language::{Language, say};

/// The page itself.
const INDEX: &str = "index.html";
/// The script of the page that knows this server; only the page that is handed out here loads it.
const SCRIPT: &str = "local/entry-";
/// What the frame that asks package indexes loads.
const OF_FRAME: &str = "asking.js";
/// What keeps the page for use without a network, which is of no use for a server that comes and goes: other programs get its
/// address later.
const KEEPER: &str = "service-worker.js";
const UPDATES: &str = "updates.js";

const TYPES: &[(&str, &str)] = &[
    (".html", "text/html; charset=utf-8"),
    (".js", "text/javascript; charset=utf-8"),
    (".css", "text/css; charset=utf-8"),
    (".png", "image/png"),
    (".svg", "image/svg+xml"),
    (".wasm", "application/wasm"),
    (".webmanifest", "application/manifest+json"),
];
const OTHER_TYPE: &str = "application/octet-stream";

/// What a file that is packed by gzip begins with, and no other file of the page; every browser unpacks it.
const ZIPPED: [u8; 3] = [0x1f, 0x8b, 8];

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Why there is no page to serve.
#[derive(Debug)]
pub enum PageError {
    /// The program was compiled without one, and no folder is named.
    NotHere,
    /// There is no page in the folder.
    NoPage {
        /// The folder.
        folder: PathBuf,
    },
    /// The page in the folder does not know this server.
    Older {
        /// The folder.
        folder: PathBuf,
    },
    /// It cannot be read.
    Unreadable {
        /// What.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl PageError {
    /// What is wrong and what to do, in a sentence without its end.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::NotHere => say!(
                language,
                "this program was built without the page; `make page` in the source of pushready builds one, and `--page DIR` names its folder",
                "此程序构建时未包含页面；在 pushready 源码中运行 `make page` 可构建页面，再用 `--page DIR` 指定其目录"
            ),
            Self::NoPage { folder } => say!(
                language,
                "{}: there is no page of pushready; name the folder that `make page` has made, such as dist",
                "{}：这里没有 pushready 的页面；请指定 `make page` 生成的目录，例如 dist",
                folder.display()
            ),
            Self::Older { folder } => say!(
                language,
                "{}: this page is older than `pushready serve`; build it anew with `make page`",
                "{}：此页面早于 `pushready serve`；请用 `make page` 重新构建",
                folder.display()
            ),
            Self::Unreadable { path, source } => {
                say!(language, "{}: it cannot be read ({source})", "{}：无法读取（{source}）", path.display())
            }
        }
    }
}

/// The page's files by their names. They are in memory, so that no request reaches the disk.
pub struct Page(BTreeMap<String, Bytes>);

impl Page {
    /// Reads a page from the folder that it was built into.
    ///
    /// # Errors
    /// When it is not there, cannot be read, or does not know this server.
    pub fn of_folder(folder: &Path) -> Result<Self, PageError> {
        let mut files = BTreeMap::new();
        read(folder, "", &mut files).map_err(|(path, source)| match source.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => PageError::NoPage { folder: folder.to_owned() },
            _ => PageError::Unreadable { path, source },
        })?;
        Self::of_files(files, folder)
    }

    /// The page in the program itself.
    ///
    /// # Errors
    /// When the program was compiled without one.
    #[cfg(feature = "embedded-page")]
    pub fn embedded() -> Result<Self, PageError> {
        Self::of_files(embedded::files(), Path::new(""))
    }

    /// The page in the program itself.
    ///
    /// # Errors
    /// Always: the program is compiled without one.
    #[cfg(not(feature = "embedded-page"))]
    pub fn embedded() -> Result<Self, PageError> {
        Err(PageError::NotHere)
    }

    fn of_files(mut files: BTreeMap<String, Bytes>, folder: &Path) -> Result<Self, PageError> {
        let no_page = || PageError::NoPage { folder: folder.to_owned() };
        let index = files.get(INDEX).and_then(|bytes| std::str::from_utf8(bytes).ok()).ok_or_else(no_page)?;
        let (head, rest) = index.split_once("</head>").ok_or_else(no_page)?;
        let script = files.keys().find(|name| name.starts_with(SCRIPT));
        let script = script.ok_or_else(|| PageError::Older { folder: folder.to_owned() })?;
        let index = format!("{head}<script type=\"module\" src=\"./{script}\"></script></head>{rest}");
        files.insert(INDEX.to_owned(), index.into());
        files.insert(UPDATES.to_owned(), Bytes::new());
        files.remove(KEEPER);
        Ok(Self(files))
    }

    /// What a path asks for.
    pub(super) fn kind(path: &str) -> Kind {
        if path.trim_start_matches('/') == OF_FRAME { Kind::Frame } else { Kind::Page }
    }

    /// The file at a path of an address. Names are compared as they are written, and none of the page's needs an escape.
    pub(super) fn answer(&self, path: &str) -> Option<Response> {
        let name = path.strip_prefix('/')?;
        let name = if name.is_empty() || name.ends_with('/') { format!("{name}{INDEX}") } else { name.to_owned() };
        let bytes = self.0.get(&name)?;
        let mut response = Response::new(Body::from(bytes.clone()));
        let headers = response.headers_mut();
        let kind = TYPES.iter().find(|(ending, _)| name.ends_with(ending)).map_or(OTHER_TYPE, |(_, kind)| kind);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        // Under the digest in its name, a file never changes.
        headers.insert(
            CACHE_CONTROL,
            HeaderValue::from_static(if has_digest(&name) { "max-age=31536000, immutable" } else { "no-store" }),
        );
        if name != OF_FRAME {
            headers.insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
        }
        if bytes.starts_with(&ZIPPED) {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        Some(response)
    }
}

fn has_digest(name: &str) -> bool {
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-').is_some_and(|(_, digest)| digest.len() >= 8 && digest.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[expect(clippy::disallowed_methods, reason = "reading the folder of the page is what this is for")]
fn read(root: &Path, folder: &str, files: &mut BTreeMap<String, Bytes>) -> Result<(), (PathBuf, io::Error)> {
    let place = root.join(folder);
    let told = |path: &Path| {
        let path = path.to_owned();
        move |source| (path, source)
    };
    for entry in fs::read_dir(&place).map_err(told(&place))? {
        let entry = entry.map_err(told(&place))?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let name = if folder.is_empty() { name } else { format!("{folder}/{name}") };
        let kind = entry.file_type().map_err(told(&entry.path()))?;
        if kind.is_dir() {
            read(root, &name, files)?;
        } else if kind.is_file() {
            files.insert(name, fs::read(entry.path()).map_err(told(&entry.path()))?.into());
        }
    }
    Ok(())
}

/// The page in the program, each file packed as `scripts/embed.mjs` does it.
#[cfg(feature = "embedded-page")]
mod embedded {
    use std::collections::BTreeMap;

    use axum::body::Bytes;
    use include_dir::{Dir, DirEntry, include_dir};

    static PAGE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/target/page/embedded");

    pub(super) fn files() -> BTreeMap<String, Bytes> {
        let mut files = BTreeMap::new();
        let mut folders = vec![&PAGE];
        while let Some(folder) = folders.pop() {
            for entry in folder.entries() {
                match entry {
                    DirEntry::Dir(below) => folders.push(below),
                    DirEntry::File(file) => {
                        let name = file.path().to_string_lossy().replace('\\', "/");
                        files.insert(name, Bytes::from_static(file.contents()));
                    }
                }
            }
        }
        files
    }
}
