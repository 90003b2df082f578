//! A workflow of GitHub Actions: the steps of the build, in the image of its Python.

use super::recipe::{APP, FOLDERS, Recipe, title};
use super::words;
use super::yaml;

/// Fetches what was pushed. The action for it needs a Node.js that does not run in the images of older Pythons.
const FETCH: &str = "\
git init --quiet --bare /repository
credentials=$(printf 'x-access-token:%s' \"$TOKEN\" | base64 --wrap 0)
git -C /repository -c \"http.extraHeader=Authorization: Basic $credentials\" fetch --quiet --depth 1 \"$GITHUB_SERVER_URL/$GITHUB_REPOSITORY\" \"$GITHUB_SHA\"";

pub(super) fn render(recipe: &Recipe<'_>) -> String {
    let name = recipe.platform_name();
    let mut lines = vec![
        format!("# What {name} builds of this project, by pushready {}.", env!("CARGO_PKG_VERSION")),
        format!("name: {}", yaml::text(&format!("Build as {name}"))),
        "on: [push]".to_owned(),
        "permissions:".to_owned(),
        "  contents: read".to_owned(),
        "jobs:".to_owned(),
        "  build:".to_owned(),
        "    runs-on: ubuntu-latest".to_owned(),
        format!("    container: {}", yaml::text(&format!("python:{}", recipe.python))),
        "    env:".to_owned(),
    ];
    lines.extend(recipe.environment().iter().map(|(name, value)| format!("      {name}: {}", yaml::text(value))));
    lines.extend([
        "    steps:".to_owned(),
        "      - name: Fetch the project".to_owned(),
        "        shell: bash".to_owned(),
        "        env:".to_owned(),
        "          TOKEN: ${{ github.token }}".to_owned(),
        format!("        run: {}", yaml::block(&fetch(recipe), 10)),
    ]);
    for action in &recipe.actions {
        lines.push(format!("      - name: {}", title(action.step)));
        lines.push("        shell: bash".to_owned());
        lines.push(format!("        working-directory: {APP}"));
        if !action.variables.is_empty() {
            lines.push("        env:".to_owned());
            lines.extend(action.variables.iter().map(|name| format!("          {name}: ${{{{ secrets.{name} }}}}")));
        }
        lines.push(format!("        run: {}", yaml::block(&[literal(&action.line)], 10)));
    }
    lines.join("\n") + "\n"
}

/// The project, or the folder of it that is built, where the platform has it.
fn fetch(recipe: &Recipe<'_>) -> Vec<String> {
    let tree = if recipe.root.is_some() { "/source" } else { APP };
    let mut lines: Vec<String> = FETCH.lines().map(str::to_owned).collect();
    lines.push(format!("mkdir -p {tree}"));
    lines.push(format!("git --git-dir /repository --work-tree {tree} checkout --quiet --force FETCH_HEAD"));
    lines.extend(recipe.root.map(|root| literal(&format!("ln -s {} {APP}", words::word(&format!("{tree}/{root}"))))));
    // What is written there first is searched last.
    lines.extend(FOLDERS.iter().rev().map(|folder| format!("echo {folder} >> \"$GITHUB_PATH\"")));
    lines
}

/// A line in which nothing is an expression of the workflow.
fn literal(line: &str) -> String {
    line.replace("${{", "${{ '${{' }}")
}
