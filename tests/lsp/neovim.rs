//! A real editor: Neovim without a screen shows what the server says, and takes a fix.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::{PROGRAM, errors, shop, skipped};

/// The first settings of Neovim in the document.
fn documented() -> String {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/editors.md");
    let text = fs::read_to_string(document).expect("the document");
    text.split("```lua\n").nth(1).and_then(|rest| rest.split("```").next()).expect("settings").to_owned()
}

#[test]
fn neovim_shows_problems_and_takes_a_fix() {
    if Command::new("nvim").arg("--version").output().is_err() {
        skipped::note("neovim_shows_problems_and_takes_a_fix", "no nvim on this machine");
        return;
    }
    let place = shop("web:gunicorn app:app\n");
    let settings = TempDir::new().expect("a temporary folder");
    let (init, path) = (settings.path().join("init.lua"), std::env::var_os("PATH").unwrap_or_default());
    fs::write(&init, documented()).expect("the settings");
    let programs = [Path::new(PROGRAM).parent().expect("a folder").to_owned()].into_iter().chain(std::env::split_paths(&path));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lsp/neovim.lua");
    let output = Command::new("nvim")
        .args(["--headless", "-i", "NONE", "-n", "-u"])
        .arg(&init)
        .arg("-c")
        .arg(format!("luafile {}", script.display()))
        .current_dir(place.path())
        .env("PATH", std::env::join_paths(programs).expect("a path"))
        .env("HOME", settings.path())
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).replace('\r', "");
    assert!(output.status.success(), "{said}");
    let lines: Vec<&str> = said.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(
        lines,
        [
            "1:5 PSH203 `web:` has no space before its command",
            "hover: **error PSH203**: `web:` has no space before its command",
            "after the fix: web: gunicorn app:app",
            "problems left: 0",
        ]
    );
    assert!(!errors(place.path()).contains("PSH203"));
}
