//! The examples on the pages of the rules, as projects that can be checked.

use crate::language::Language;
use crate::order;
use crate::project::bundle::Bundle;
use crate::project::{Project, RootPolicy};

/// A small project that runs; the blocks of an example are laid over it.
const BASE: &[(&str, &str)] = &[
    ("requirements.txt", "Flask==2.0.3\ngunicorn==20.1.0\n"),
    ("runtime.txt", "python-3.6.6\n"),
    ("Procfile", "web: gunicorn app:app\n"),
    ("app.py", "from flask import Flask\n\napp = Flask(__name__)\n"),
];
/// The platform of an example that names none.
const PLATFORM: &str = "rainbond";
/// The block that holds the variables of the platform instead of a file.
const ENVIRONMENT: &str = "environment";

/// Which example of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Example {
    /// The one that shows the problem.
    Bad,
    /// The one without it.
    Good,
}

impl Example {
    fn heading(self, language: Language) -> &'static str {
        match self {
            Self::Bad => language.pick("\n## Bad\n", "\n## 错误示例\n"),
            Self::Good => language.pick("\n## Good\n", "\n## 正确示例\n"),
        }
    }

    /// Reads it from a page; none if the page has none.
    ///
    /// Every fenced block below the heading has the name of a file as its language. Further words: `absent` takes the file
    /// away, `utf-16` writes it as Windows PowerShell does, `crlf` with the line ends of Windows, `not-executable` takes the permission to run from it,
    /// `platform=ID` chooses the platform. The name `environment` means the variables that are set on the platform.
    #[must_use]
    pub fn of(self, page: &str, language: Language) -> Option<Bundle> {
        let section = page.split_once(self.heading(language))?.1;
        let section = section.split("\n## ").next()?;
        let blocks: Vec<Block<'_>> = section.split("```").skip(1).step_by(2).filter_map(Block::read).collect();
        (!blocks.is_empty()).then(|| bundle(&blocks))
    }
}

/// One fenced block.
struct Block<'a> {
    path: &'a str,
    words: Vec<&'a str>,
    text: &'a str,
}

impl<'a> Block<'a> {
    fn read(block: &'a str) -> Option<Self> {
        let (info, text) = block.split_once('\n')?;
        let mut words = info.split(' ');
        Some(Self { path: words.next()?, words: words.collect(), text })
    }

    fn is(&self, word: &str) -> bool {
        self.words.contains(&word)
    }

    fn platform(&self) -> Option<&'a str> {
        self.words.iter().find_map(|word| word.strip_prefix("platform="))
    }

    fn bytes(&self) -> Vec<u8> {
        if self.is("utf-16") {
            format!("\u{feff}{}", self.text).encode_utf16().flat_map(u16::to_le_bytes).collect()
        } else if self.is("crlf") {
            self.text.replace('\n', "\r\n").into_bytes()
        } else {
            self.text.as_bytes().to_vec()
        }
    }
}

fn bundle(blocks: &[Block<'_>]) -> Bundle {
    let mut files = order::map(BASE.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())));
    let (variables, written): (Vec<_>, Vec<_>) = blocks.iter().partition(|block| block.path == ENVIRONMENT);
    for block in &written {
        if block.is("absent") {
            files.remove(block.path);
        } else {
            files.insert(block.path.to_owned(), block.bytes());
        }
    }
    let mut project = Project::from_files(files, RootPolicy::AsGiven);
    for block in written.iter().filter(|block| block.is("not-executable")) {
        project.mark_not_executable(block.path);
    }
    let lines = variables.iter().flat_map(|block| block.text.lines());
    let env = lines.filter_map(|line| line.split_once('=')).map(|(name, value)| (name.to_owned(), value.to_owned()));
    let platform = blocks.iter().filter_map(Block::platform).next_back().unwrap_or(PLATFORM);
    Bundle { project, env: order::map(env), procfile: None, platform: Some(platform.to_owned()) }
}
