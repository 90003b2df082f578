use super::*;

#[test]
fn a_bundle_survives_its_own_json() {
    let files = r#""Procfile":"web: x\r\n","app.py":null,"logo.png":{"base64":"iVBORw0="},"中文":"""#;
    let text = format!(r#"{{"schema":1,"files":{{{files}}},"env":{{"A":"b"}},"procfile":"web: y","platform":"kato"}}"#);
    let bundle = Bundle::parse(&text).unwrap();
    assert_eq!(bundle.project.bytes_of("logo.png"), Some(b"\x89PNG\r".as_slice()));
    assert_eq!(bundle.project.content("app.py"), Some(&Content::Unknown { size: None }));
    assert_eq!(bundle.to_json(), text);
}

#[test]
fn only_schema_and_files_are_needed() {
    let bundle = Bundle::parse(r#"{"files": {}, "schema": 1}"#).unwrap();
    assert_eq!(bundle, Bundle::default());
    assert_eq!(bundle.to_json(), r#"{"schema":1,"files":{},"env":{},"procfile":null,"platform":null}"#);
}

#[test]
fn paths_are_made_relative() {
    let bundle = Bundle::parse(r#"{"schema": 1, "files": {"./a//b": "x", "c\\d": "y"}}"#).unwrap();
    assert_eq!(bundle.project.files().map(|(path, _)| path).collect::<Vec<_>>(), ["a/b", r"c\d"]);
}

#[test]
fn bundles_of_a_wrong_shape_are_told_the_field() {
    let cases = [
        ("{", "a bundle must be JSON: EOF while parsing an object at line 1 column 1"),
        ("[]", "a bundle must be a JSON object, not a list"),
        (r#"{"files": {}}"#, r#"schema is missing; a bundle needs at least {"schema": 1, "files": {…}}"#),
        (r#"{"schema": 1}"#, r#"files is missing; a bundle needs at least {"schema": 1, "files": {…}}"#),
        (r#"{"schema": 2, "files": {}}"#, "schema must be 1, not 2"),
        (r#"{"schema": "1", "files": {}}"#, r#"schema must be 1, not "1""#),
        (r#"{"schema": 1, "files": []}"#, "files must be an object, not a list"),
        (
            r#"{"schema": 1, "files": {}, "procfiles": ""}"#,
            "`procfiles` is no key of a bundle; the keys are schema, files, env, procfile, platform",
        ),
        (r#"{"schema": 1, "files": {"app.py": 3}}"#, r#"files.app.py must be a text, {"base64": …} or null, not a number"#),
        (
            r#"{"schema": 1, "files": {"app.py": {"base32": ""}}}"#,
            r#"files.app.py must be a text, {"base64": …} or null, not another object"#,
        ),
        (r#"{"schema": 1, "files": {"x": {"base64": "a*=="}}}"#, "files.x.base64 must be base64: Invalid symbol 42, offset 1"),
        (
            r#"{"schema": 1, "files": {"../x": ""}}"#,
            "files: the path `../x` leads out of its folder with `..`; give it from the root of the project",
        ),
        (r#"{"schema": 1, "files": {"/x": ""}}"#, "files: the path `/x` is absolute; give it from the root of the project"),
        (r#"{"schema": 1, "files": {"": ""}}"#, "files: the path `` names no file; give it from the root of the project"),
        (r#"{"schema": 1, "files": {}, "env": {"A": 1}}"#, "env.A must be a text, not a number"),
        (r#"{"schema": 1, "files": {}, "env": "A=1"}"#, "env must be an object, not a text"),
        (r#"{"schema": 1, "files": {}, "platform": true}"#, "platform must be a text or null, not true or false"),
    ];
    for (text, expected) in cases {
        assert_eq!(Bundle::parse(text).unwrap_err().to_string(), expected, "{text}");
    }
}
