//! Each outcome was printed by pip 9.0.2, 18.1, 20.3.4, 21.3.1, 22.0.4, 24.0, 24.1, 24.2 and 26.0.

use super::*;

fn parse(text: &str) -> RequirementsFile {
    let file = RequirementsFile::parse(text);
    assert_eq!(file.print(text), text);
    file
}

/// The lines that hold something, in short.
fn read(text: &str) -> Vec<String> {
    let lines = parse(text).lines;
    lines.iter().filter(|line| line.kind != LineKind::Blank).map(|line| short(text, line)).collect()
}

fn short(text: &str, line: &Line) -> String {
    match &line.kind {
        LineKind::Blank => String::new(),
        LineKind::Named(named) => {
            assert_eq!(&text[named.name_range.clone()], named.name);
            let parts = [Some(named.specifiers.as_str()), named.url.as_deref(), named.marker.as_deref()];
            let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
            let pips = match named.pips {
                Pips::ALL => "",
                Pips::OF_OLD_GRAMMAR => " Before24",
                Pips::WITHOUT_EXTRAS_CHECK => " Before21",
                _ => " Since24",
            };
            format!("{}[{}] {}{pips}", named.normalized, named.extras.join(","), parts.join(" ; "))
        }
        LineKind::Include(include) => {
            assert_eq!(&text[include.path_range.clone()], include.path);
            format!("{} {}", if include.constraint { "-c" } else { "-r" }, include.path)
        }
        LineKind::Editable(target) => format!("-e {}", &text[target.range.clone()]),
        LineKind::Direct(target) => format!("direct {}", &text[target.range.clone()]),
        LineKind::Options => {
            let shown = line.options.iter().map(|option| format!("{} {}", option.name, option.value.as_deref().unwrap_or("")));
            shown.collect::<Vec<_>>().join(" ").trim_end().to_owned()
        }
        LineKind::Variable => "variable".to_owned(),
        LineKind::Unreadable(problem) => format!("{problem:?}"),
    }
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(read(text), [expected.to_string()], "{text:?}");
    }
}

#[test]
fn requirements_by_name() {
    check(&[
        ("Flask", "flask[] "),
        ("Flask==2.0.1\n", "flask[] ==2.0.1"),
        ("zope.interface_x--y == 2", "zope-interface-x-y[] == 2"),
        ("flask >=1.0, <2.0", "flask[] >=1.0, <2.0"),
        ("flask (>=1.0)", "flask[] >=1.0"),
        ("flask [ async , dotenv ] ==2.0", "flask[async,dotenv] ==2.0"),
        ("flask[]", "flask[] "),
        ("pkg==1.0;sys_platform=='win32'", "pkg[] ==1.0 ; sys_platform=='win32'"),
        ("pkg ; python_version < '3' and os_name == \"nt\"", "pkg[] python_version < '3' and os_name == \"nt\""),
        ("pkg ;", "pkg[] "),
        ("pkg~=1.0", "pkg[] ~=1.0"),
        ("pkg!=1.0.*", "pkg[] !=1.0.*"),
        ("pkg===foobar", "pkg[] ===foobar"),
        ("pytz==2013b", "pytz[] ==2013b"),
        ("pkg==1!v1.0-rc1.post2.dev3+cpu", "pkg[] ==1!v1.0-rc1.post2.dev3+cpu Before24"),
        ("pkg==1.0+cpu", "pkg[] ==1.0+cpu"),
        ("pkg @ https://example.com/x.zip", "pkg[] https://example.com/x.zip"),
        ("pkg@file:///home/x", "pkg[] file:///home/x"),
        ("pkg[a] @ git+ssh://git@host/x ; os_name=='x'", "pkg[a] git+ssh://git@host/x ; os_name=='x'"),
        ("flask -- a framework", "flask[] "),
        ("flask - a framework", "flask[] "),
        ("flask==1.0 --hash=sha256:aa --hash sha512:bb", "flask[] ==1.0"),
    ]);
}

#[test]
fn requirements_that_some_versions_of_pip_read() {
    check(&[
        ("pkg==1.0-final", "pkg[] ==1.0-final Before24"),
        ("pkg>=1.0.*", "pkg[] >=1.0.* Before24"),
        ("pkg==latest", "pkg[] ==latest Before24"),
        ("pkg==", "pkg[] == Before24"),
        ("pkg>=1.0+cpu", "pkg[] >=1.0+cpu Before24"),
        ("pkg>=2.0]", "pkg[] >=2.0] Before21"),
        ("pkg==2.0,", "pkg[] ==2.0, Since24"),
        ("pkg()", "pkg[]  Since24"),
    ]);
}

#[test]
fn addresses_paths_and_archives() {
    check(&[
        ("https://example.com/x.zip#egg=foo", "direct https://example.com/x.zip#egg=foo"),
        ("https://example.com/x;y.zip ; python_version < '3'", "direct https://example.com/x;y.zip"),
        ("git+https://github.com/a/b.git", "direct git+https://github.com/a/b.git"),
        ("git://github.com/a/b.git", "direct git://github.com/a/b.git"),
        ("file:./x", "direct file:./x"),
        ("./local", "direct ./local"),
        (".", "direct ."),
        ("x/y", "direct x/y"),
        ("./my dir", "direct ./my dir"),
        ("pkg-1.0.tar.gz", "direct pkg-1.0.tar.gz"),
        ("pkg-1.0.ZIP[extra]", "direct pkg-1.0.ZIP[extra]"),
        ("C:\\x\\y-1.0-py3-none-any.whl", "direct C:\\x\\y-1.0-py3-none-any.whl"),
        ("-e .", "-e ."),
        ("-e git+https://github.com/a/b.git#egg=b", "-e git+https://github.com/a/b.git#egg=b"),
        ("--editable=./x", "-e ./x"),
    ]);
}

#[test]
fn options() {
    check(&[
        ("-r base.txt", "-r base.txt"),
        ("-rbase.txt", "-r base.txt"),
        ("--requirement=base.txt", "-r base.txt"),
        ("--requirem base.txt", "-r base.txt"),
        ("-r 'my base.txt' # c", "-r my base.txt"),
        ("-c con.txt -r base.txt", "-r base.txt"),
        ("-c con.txt", "-c con.txt"),
        ("--pypi-url https://x/simple --pre", "--index-url https://x/simple --pre"),
        ("-i=https://x", "--index-url =https://x"),
        ("--find-links=./links", "--find-links ./links"),
        ("--no-binary :all:", "--no-binary :all:"),
        ("--use-wheel", "--use-wheel"),
        ("-", ""),
        ("--", ""),
    ]);
}

#[test]
fn unreadable_lines() {
    check(&[
        ("flask=2.0", "Requirement"),
        ("flask = 2.0", "Requirement"),
        ("Flask 2.0.1", "Requirement"),
        ("flask==2.0 gunicorn==20.0", "Requirement"),
        ("flask>=1.0 <2.0", "Requirement"),
        ("flask, gunicorn", "Requirement"),
        ("pip install flask", "Requirement"),
        ("flask@latest", "Requirement"),
        ("pkg=>1.0", "Requirement"),
        ("pkg~=1", "Requirement"),
        ("pkg- ==1", "Requirement"),
        ("pkg[a-]", "Requirement"),
        ("pkg[a", "Requirement"),
        ("\"flask\"", "Requirement"),
        ("flask\u{a0}==1.0", "Requirement"),
        ("中文", "Requirement"),
        ("\u{200b}flask", "Requirement"),
        ("flask\0", "Requirement"),
        ("pkg ; python_version < 3", "Marker"),
        ("pkg;;", "Marker"),
        ("--foo", "UnknownOption(\"--foo\")"),
        ("-U flask", "UnknownOption(\"-U\")"),
        ("flask --upgrade", "UnknownOption(\"--upgrade\")"),
        ("--req base.txt", "AmbiguousOption(\"--req\")"),
        ("--no", "AmbiguousOption(\"--no\")"),
        ("-r", "MissingValue(\"-r\")"),
        ("flask --hash", "MissingValue(\"--hash\")"),
        ("--no-index=1", "UnwantedValue(\"--no-index\")"),
        ("flask==1.0 --hash=md5:aa", "WrongValue(\"--hash\")"),
        ("-e https://x/y", "EditableAddress"),
        ("-e git+https://x/y", "EditableWithoutName"),
        ("-r 'base.txt", "Quote"),
    ]);
}

#[test]
fn variables_make_a_line_readable() {
    check(&[
        ("${REQ}", "variable"),
        ("flask==${VERSION}", "flask[] ==${VERSION}"),
        ("--index-url https://${TOKEN}@x/simple", "--index-url https://${TOKEN}@x/simple"),
        ("$REQ", "Requirement"),
        ("${req}", "Requirement"),
    ]);
}

#[test]
fn lines_are_joined_as_pip_joins_them() {
    let cases: [(&str, &[&str]); 12] = [
        ("flask \\\n  ==1.0\ngunicorn", &["flask[] ==1.0", "gunicorn[] "]),
        ("fl\\\nask\\\n", &["flask[] "]),
        ("flask\\\n# c\ngunicorn\n", &["flask[] ", "gunicorn[] "]),
        ("# c \\\nflask\n", &["flask[] "]),
        ("a # b \\\nc\nd", &["a[] ", "d[] "]),
        ("flask \\ \ngunicorn", &["Requirement", "gunicorn[] "]),
        ("\\\nflask", &["flask[] "]),
        ("a\\\n\nb", &["a[] ", "b[] "]),
        ("\u{feff}flask\r\ngunicorn\r", &["flask[] ", "gunicorn[] "]),
        ("a\x0bb\x0cc\x1cd\u{85}e\u{2028}f", &["a[] ", "b[] ", "c[] ", "d[] ", "e[] ", "f[] "]),
        ("\u{a0}flask\u{a0}# x", &["flask[] "]),
        ("", &[]),
    ];
    for (text, expected) in cases {
        let shown: Vec<String> = parse(text)
            .lines
            .iter()
            .filter(|line| line.kind != LineKind::Blank)
            .map(|line| match &line.kind {
                LineKind::Named(named) => format!("{}[{}] {}", named.normalized, named.extras.join(","), named.specifiers),
                _ => short(text, line),
            })
            .collect();
        assert_eq!(shown, expected, "{text:?}");
    }
}

#[test]
fn ranges_go_over_continuations() {
    let text = "# c\nflask \\\n  >=1.0, \\\n  <2 # c\n";
    let line = &parse(text).lines[1];
    assert_eq!(&text[line.content.clone()], "flask \\\n  >=1.0, \\\n  <2");
    assert_eq!(line.text, "flask   >=1.0,   <2");
    let LineKind::Named(named) = &line.kind else { panic!("a requirement") };
    assert_eq!(&text[named.specifiers_range.clone()], ">=1.0, \\\n  <2");
}

#[test]
fn names_are_normalized() {
    assert_eq!(normalize_name("Zope.Interface__x-.-y"), "zope-interface-x-y");
    assert!(has_variable("a${X_1}") && !has_variable("${x}") && !has_variable("${X") && !has_variable("${}"));
}
