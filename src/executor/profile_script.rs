//! `.profile.d/python.sh`, which the runners of slugs read before they start a process.

use std::fs;
use std::io;
use std::path::Path;

use super::environment::HEROKU_FOLDER;
use crate::plan::Packing;

/// The file below the application.
const FILE: &str = ".profile.d/python.sh";

/// Writes it. Everything is relative to the home folder, which the runners set to where they unpack the slug.
pub(super) fn write(app: &Path, packing: &Packing) -> io::Result<()> {
    let path = app.join(FILE);
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(path, text(packing))
}

fn text(packing: &Packing) -> String {
    let mut lines = vec![
        format!("export PATH=\"$HOME/{HEROKU_FOLDER}/bin:$PATH\""),
        format!("export PYTHONHOME=\"$HOME/{HEROKU_FOLDER}\""),
        "export PYTHONUNBUFFERED=true".to_owned(),
        "export LANG=${LANG:-C.UTF-8}".to_owned(),
    ];
    if packing.python_path_is_app_folder {
        lines.push("export PYTHONPATH=\"${PYTHONPATH:-$HOME}\"".to_owned());
    }
    let values = packing.sets.iter().filter_map(|set| Some((&set.name, set.value.as_ref()?)));
    lines.extend(values.map(|(name, value)| format!("export {name}=\"${{{name}:-{value}}}\"")));
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::SetVariable;

    #[test]
    fn what_the_user_sets_goes_first() {
        let set = |name: &str, value: Option<&str>| SetVariable { name: name.to_owned(), value: value.map(str::to_owned) };
        let packing = Packing {
            sets: vec![set("PORT", Some("5000")), set("_PORT", None)],
            python_path_is_app_folder: true,
            ..Packing::default()
        };
        let expected = "export PATH=\"$HOME/.heroku/python/bin:$PATH\"\n\
            export PYTHONHOME=\"$HOME/.heroku/python\"\n\
            export PYTHONUNBUFFERED=true\n\
            export LANG=${LANG:-C.UTF-8}\n\
            export PYTHONPATH=\"${PYTHONPATH:-$HOME}\"\n\
            export PORT=\"${PORT:-5000}\"\n";
        assert_eq!(text(&packing), expected);
    }
}
