//! Small packages, made on the spot.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Stands in for the web server of that name, with the server of Python's own library.
const GUNICORN: &str = "\
import importlib, os, sys
from wsgiref.simple_server import make_server

def main():
    sys.path.insert(0, os.getcwd())
    module, _, name = sys.argv[1].partition(':')
    app = getattr(importlib.import_module(module), name)
    make_server('0.0.0.0', int(os.environ['PORT']), app).serve_forever()
";

/// The web server that all projects here list, as the name of a file and its bytes.
pub(crate) fn gunicorn() -> (String, Vec<u8>) {
    wheel("gunicorn", "21.2.0", GUNICORN, "[console_scripts]\ngunicorn = gunicorn:main\n")
}

/// A package of one module without programs.
pub(crate) fn module(name: &str, text: &str) -> (String, Vec<u8>) {
    wheel(name, "1.0", text, "")
}

fn wheel(name: &str, version: &str, module: &str, entry_points: &str) -> (String, Vec<u8>) {
    let mut archive = ZipWriter::new(Cursor::new(vec![]));
    let info = format!("{name}-{version}.dist-info");
    let files = [
        (format!("{name}.py"), module.to_owned()),
        (format!("{info}/METADATA"), format!("Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")),
        (format!("{info}/WHEEL"), "Wheel-Version: 1.0\nGenerator: a test\nRoot-Is-Purelib: true\nTag: py3-none-any\n".to_owned()),
        (format!("{info}/entry_points.txt"), entry_points.to_owned()),
    ];
    let listed: Vec<String> = files.iter().map(|(path, _)| format!("{path},,")).collect();
    let record = format!("{}\n{info}/RECORD,,\n", listed.join("\n"));
    for (path, text) in files.iter().chain(&[(format!("{info}/RECORD"), record)]) {
        archive.start_file(path, SimpleFileOptions::default()).expect("an entry");
        archive.write_all(text.as_bytes()).expect("its content");
    }
    (format!("{name}-{version}-py3-none-any.whl"), archive.finish().expect("an archive").into_inner())
}

/// Builds itself without any other package, as `pyproject.toml` allows.
const BACKEND: &str = "\
import os, subprocess, sys, zipfile

def build_wheel(folder, config_settings=None, metadata_directory=None):
    name = 'NAME-1.0-py3-none-any.whl'
DO
    with zipfile.ZipFile(os.path.join(folder, name), 'w') as wheel:
        wheel.writestr('NAME.py', '')
        wheel.writestr('NAME-1.0.dist-info/METADATA', 'Metadata-Version: 2.1\\nName: NAME\\nVersion: 1.0\\n')
        wheel.writestr('NAME-1.0.dist-info/WHEEL', 'Wheel-Version: 1.0\\nGenerator: a test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
        wheel.writestr('NAME-1.0.dist-info/RECORD', '')
    return name
";

/// A package in source form, which does this when it is built: lines of Python.
pub(crate) fn source(name: &str, does: &str) -> (String, Vec<u8>) {
    let does = format!("    {}\n", does.replace('\n', "\n    "));
    let backend = BACKEND.replace("NAME", name).replace("DO\n", &does);
    let files = [
        ("PKG-INFO", format!("Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")),
        ("pyproject.toml", "[build-system]\nrequires = []\nbackend-path = ['.']\nbuild-backend = 'backend'\n".to_owned()),
        ("backend.py", backend),
    ];
    let files = files.map(|(path, text)| (format!("{name}-1.0/{path}"), text.into_bytes(), 0o644));
    (format!("{name}-1.0.tar.gz"), tar_gz(&files))
}

/// An archive of files with their modes.
pub(crate) fn tar_gz(files: &[(String, Vec<u8>, u32)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(GzEncoder::new(vec![], Compression::fast()));
    for (path, bytes, mode) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(*mode);
        builder.append_data(&mut header, path, bytes.as_slice()).expect("an entry");
    }
    builder.into_inner().and_then(GzEncoder::finish).expect("an archive")
}
