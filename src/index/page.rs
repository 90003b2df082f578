//! The page of a project in an index, in both formats that there are.

pub(crate) mod address;
mod entry;
mod html;
mod json;
mod kept;
pub(super) mod line;

pub use entry::PageError;

use entry::Entry;

use super::project::Project;

/// What PyPI sends where JSON is asked for (PEP 691).
const JSON: &[&str] = &["application/vnd.pypi.simple.v1+json", "application/vnd.pypi.simple.latest+json", "application/json"];
/// What every index sends (PEP 503), and pages of files do.
const HTML: &[&str] =
    &["text/html", "application/vnd.pypi.simple.v1+html", "application/vnd.pypi.simple.latest+html", "application/xhtml+xml"];

/// What to name in the header `Accept`.
pub const ACCEPT: &str = "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01";

/// The type of the pages that are written here, which no index sends.
pub const WRITTEN: &str = "application/x.pushready.releases";

impl Project {
    /// Reads the page of a project, of which only the files that are its own count.
    ///
    /// # Errors
    /// Where it is no such page.
    pub fn read(name: &str, content_type: &str, address: &str, page: &[u8]) -> Result<Self, PageError> {
        let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if kind == WRITTEN {
            return kept::read(name, page);
        }
        let mut project = Self::default();
        if JSON.contains(&kind.as_str()) {
            json::read(page, &mut |entry| project.add(name, address, entry))?;
        } else if HTML.contains(&kind.as_str()) {
            let page = String::from_utf8_lossy(page);
            html::read(&page, address, &mut |base, entry| project.add(name, base, entry))?;
        } else {
            return Err(PageError::Type(kind));
        }
        Ok(project)
    }

    /// Writes it as a page of the type [`WRITTEN`], which is read as the same project.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        kept::write(self)
    }

    fn add(&mut self, project: &str, base: &str, entry: Entry<'_>) {
        if let Some(file) = entry.file(project, base) {
            self.releases.entry(file.version.clone()).or_default().push(file);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::file::File;

    const ADDRESS: &str = "https://index.example/simple/a-b/";

    fn read(content_type: &str, page: &str) -> Vec<String> {
        shown(&Project::read("a-b", content_type, ADDRESS, page.as_bytes()).unwrap())
    }

    fn shown(project: &Project) -> Vec<String> {
        let file = |file: &File| {
            let size = file.size.map(|size| size.to_string());
            let metadata = file.has_metadata.then_some("metadata");
            let parts =
                [Some(file.url.as_str()), file.requires_python.as_deref(), file.yanked.as_deref(), metadata, size.as_deref()];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" | ")
        };
        project.releases.values().flatten().map(file).collect()
    }

    #[test]
    fn both_formats_say_the_same() {
        let json = r#"{"meta": {"api-version": "1.1"}, "name": "a-b", "versions": ["1.0", "2.0"], "files": [
            {"filename": "a_b-2.0-py3-none-any.whl", "url": "https://files.example/x/a_b-2.0-py3-none-any.whl",
             "hashes": {"sha256": "00"}, "requires-python": ">=3.8", "size": 12, "yanked": false,
             "core-metadata": {"sha256": "00"}, "provenance": null},
            {"filename": "a-b-1.0.tar.gz", "url": "../../x/a-b-1.0.tar.gz", "hashes": {}, "requires-python": null,
             "yanked": "broken \u0026 gone", "core-metadata": false},
            {"filename": "a-b-1.0.exe", "url": "../../x/a-b-1.0.exe", "hashes": {}}]}"#;
        let html = r#"<!DOCTYPE html><html><head><title>Links for a-b</title></head><body>
            <a href="https://files.example/x/a_b-2.0-py3-none-any.whl#sha256=00" data-requires-python="&gt;=3.8"
               data-core-metadata="sha256=00" rel="internal">a_b-2.0-py3-none-any.whl</a><br/>
            <A HREF='../../x/a-b-1.0.tar.gz' DATA-YANKED='broken &amp; gone'>a-b-1.0.tar.gz</A><br>
            <a href=../../x/a-b-1.0.exe>a-b-1.0.exe</a></body></html>"#;
        let read_json = read("application/vnd.pypi.simple.v1+json", json);
        assert_eq!(
            read_json,
            [
                "https://index.example/x/a-b-1.0.tar.gz | broken & gone",
                "https://files.example/x/a_b-2.0-py3-none-any.whl | >=3.8 | metadata | 12",
            ]
        );
        let read_html: Vec<String> = read("text/html; charset=UTF-8", html);
        assert_eq!(read_html, [read_json[0].clone(), read_json[1].replace(" | 12", "")]);
    }

    #[test]
    fn yanked_without_a_word_and_older_names_of_attributes() {
        let html = r#"<base href="https://mirror.example/pypi/"><a href="p/a-b-1.0%2Blocal.tar.gz" data-yanked>x</a>
            <a href="/a-b-2.zip" data-yanked="" data-dist-info-metadata="true">x</a><!-- <a href="a-b-9.zip">x</a> -->"#;
        assert_eq!(
            read("text/html", html),
            ["https://mirror.example/pypi/p/a-b-1.0%2Blocal.tar.gz | ", "https://mirror.example/a-b-2.zip |  | metadata",]
        );
        let json = r#"{"files": [{"filename": "a-b-1.zip", "url": "u", "yanked": true, "dist-info-metadata": true}]}"#;
        assert_eq!(read("application/json", json), ["https://index.example/simple/a-b/u |  | metadata"]);
    }

    #[test]
    fn what_is_written_is_read_as_the_same() {
        let html = "<a href='https://h/a-b-1.zip' data-yanked='x &amp; y' data-requires-python='&gt;=3'>x</a>
            <a href='https://h/a_b-1-py3-none-any.whl' data-core-metadata=true data-yanked>x</a>
            <a href='https://h/a_b-2-cp312-cp312-win32.whl'>x</a> <a href='https://h/a_b-2-cp312-cp312-win_amd64.whl'>x</a>
            <a href='https://h/a_b-1-cp312-cp312-macosx_11_0_x86_64.whl'>x</a>
            <a href='https://h/a_b-1-cp312-cp312-manylinux_2_17_aarch64.whl'>x</a>
            <a href='https://h/a_b-1-cp312-cp312-manylinux2014_x86_64.musllinux_1_1_x86_64.whl'>x</a>";
        let project = Project::read("a-b", "text/html", ADDRESS, html.as_bytes()).unwrap();
        assert_eq!(Project::read("a-b", WRITTEN, "", &project.write()), Ok(project.clone()));
        assert_eq!(
            shown(&project.narrowed()),
            [
                "https://h/a-b-1.zip | >=3 | x & y",
                "https://h/a_b-1-py3-none-any.whl |  | metadata",
                "https://h/a_b-1-cp312-cp312-manylinux2014_x86_64.musllinux_1_1_x86_64.whl",
                "https://h/a_b-2-cp312-cp312-win32.whl",
            ]
        );
    }

    #[test]
    fn what_is_no_page_is_said() {
        let error = |content_type: &str, page: &str| Project::read("a", content_type, ADDRESS, page.as_bytes()).unwrap_err();
        assert_eq!(error("text/plain", "<a href=x>"), PageError::Type("text/plain".to_owned()));
        assert_eq!(error("", ""), PageError::Type(String::new()));
        assert_eq!(error("text/html", ""), PageError::Html);
        assert_eq!(error("text/html", "\u{fffd}\0\u{1}"), PageError::Html);
        assert!(matches!(error("application/json", "<html>"), PageError::Json(_)));
        assert!(matches!(error("application/json", "{\"message\": \"no\"}"), PageError::Json(_)));
        assert!(matches!(error("application/json", &"[".repeat(100_000)), PageError::Json(_)));
        assert_eq!(read("text/html", "<html><body>nothing here</body></html>"), Vec::<String>::new());
    }

    #[test]
    fn hostile_pages_are_read_in_one_go() {
        for piece in
            ["<", "<a ", "<a href", "<a href=\"", "<!--", "&amp;&", "<a href=a-b-1.zip", "<a href=a-b-1.zip>", "<base href=x>"]
        {
            let _ = Project::read("a-b", "text/html", ADDRESS, piece.repeat(20_000).as_bytes());
        }
    }
}
