//! What each file of `src/` declares, and which paths it writes, read from its tokens. Tests are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The path of a module from the root of the crate.
pub(super) type ModulePath = Vec<String>;

/// A name that comes from elsewhere.
pub(super) struct Use {
    /// The name here; `*` for all names.
    pub(super) name: String,
    pub(super) path: Vec<String>,
    /// Whether others see the name here.
    pub(super) is_facade: bool,
}

/// One module; modules inside a file have the file of the module around them.
pub(super) struct Module {
    pub(super) file: String,
    /// The names that are made here.
    pub(super) items: BTreeSet<String>,
    pub(super) uses: Vec<Use>,
    /// The paths in its code, outside of `use`.
    pub(super) paths: BTreeSet<Vec<String>>,
    /// All words of its code, outside of `use`.
    pub(super) words: BTreeSet<String>,
}

/// All modules of the crate.
pub(super) fn modules() -> BTreeMap<ModulePath, Module> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut modules = BTreeMap::new();
    read_folder(&root, &root, &mut modules);
    modules
}

fn read_folder(root: &Path, folder: &Path, modules: &mut BTreeMap<ModulePath, Module>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let file = path.strip_prefix(root).expect("a path below").to_str().expect("a text").replace('\\', "/");
        let is_left_out = file == "bin" || file.ends_with("/tests") || file.ends_with("/tests.rs");
        if path.is_dir() && !is_left_out {
            read_folder(root, &path, modules);
        } else if let Some(stem) = file.strip_suffix(".rs").filter(|_| !is_left_out) {
            let stem = stem.strip_suffix("/mod").unwrap_or(stem);
            let module = if stem == "lib" { vec![] } else { stem.split('/').map(str::to_owned).collect() };
            let text = fs::read_to_string(&path).expect("a text");
            let tokens = text.parse().unwrap_or_else(|error| panic!("{file}: {error}"));
            Reader { file: &file, modules }.module(module, tokens);
        }
    }
}

struct Reader<'a> {
    file: &'a str,
    modules: &'a mut BTreeMap<ModulePath, Module>,
}

impl Reader<'_> {
    fn module(&mut self, path: ModulePath, tokens: TokenStream) {
        let (items, words) = (BTreeSet::new(), BTreeSet::new());
        let mut module = Module { file: self.file.to_owned(), items, uses: vec![], paths: BTreeSet::new(), words };
        self.tokens(&path, &mut module, tokens, true);
        self.modules.insert(path, module);
    }

    /// Reads tokens; only those at the top of a module make names that others can import.
    fn tokens(&mut self, path: &ModulePath, module: &mut Module, tokens: TokenStream, is_top: bool) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        let mut is_facade = false;
        while at < tokens.len() {
            let rest = &tokens[at..];
            at += 1;
            match word(&rest[0]).as_deref() {
                None => {
                    if is_test_attribute(rest) {
                        at += 1 + length_of_item(&rest[2..]);
                    } else if let TokenTree::Group(group) = &rest[0] {
                        self.tokens(path, module, group.stream(), false);
                    }
                    is_facade = false;
                }
                Some("pub") => {
                    is_facade = true;
                    at += usize::from(
                        matches!(rest.get(1), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis),
                    );
                }
                // `use<'a>` is no import.
                Some("use") if !rest.get(1).is_some_and(|token| is_sign(token, '<')) => {
                    let end = rest.iter().position(|token| is_sign(token, ';')).expect("an end of the import");
                    read_uses(&rest[1..end], &[], is_facade, &mut module.uses);
                    at += end;
                    is_facade = false;
                }
                Some("mod") => {
                    if let [_, TokenTree::Ident(name), TokenTree::Group(group), ..] = rest {
                        self.module([path.as_slice(), &[name.to_string()]].concat(), group.stream());
                    }
                    at += 2;
                    is_facade = false;
                }
                Some(first) => {
                    module.words.insert(first.to_owned());
                    is_facade = false;
                    if is_top && let Some(name) = made(&tokens, at - 1) {
                        module.items.insert(name);
                    }
                    let is_start = at < 2 || !is_sign(&tokens[at - 2], ':') && !is_sign(&tokens[at - 2], '.');
                    let segments = segments(rest);
                    if is_start && segments.len() > 1 {
                        module.words.extend(segments.iter().cloned());
                        at += 3 * (segments.len() - 1);
                        module.paths.insert(segments);
                    }
                }
            }
        }
    }
}

fn word(token: &TokenTree) -> Option<String> {
    if let TokenTree::Ident(ident) = token { Some(ident.to_string()) } else { None }
}

fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

fn is_test_attribute(tokens: &[TokenTree]) -> bool {
    let [hash, TokenTree::Group(attribute), ..] = tokens else { return false };
    let words: Vec<String> =
        attribute.stream().to_string().split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned).collect();
    is_sign(hash, '#') && words[0] == "cfg" && words.iter().any(|word| word == "test") && !words.iter().any(|word| word == "not")
}

/// How many tokens belong to the item that begins here.
fn length_of_item(tokens: &[TokenTree]) -> usize {
    let is_end = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        other => is_sign(other, ';'),
    };
    tokens.iter().position(is_end).map_or(tokens.len(), |end| end + 1)
}

/// The name that an item at this place gives itself.
fn made(tokens: &[TokenTree], at: usize) -> Option<String> {
    let is_lifetime = at > 0 && is_sign(&tokens[at - 1], '\'');
    match word(&tokens[at])?.as_str() {
        "const" | "enum" | "fn" | "static" | "struct" | "trait" | "type" if !is_lifetime => word(tokens.get(at + 1)?),
        "macro_rules" => word(tokens.get(at + 2)?),
        "rule" if is_sign(tokens.get(at + 1)?, '!') => Some("RULE".to_owned()),
        _ => None,
    }
}

/// The words of a path, `a::b::c`.
fn segments(tokens: &[TokenTree]) -> Vec<String> {
    let mut segments: Vec<String> = word(&tokens[0]).into_iter().collect();
    let mut rest = &tokens[1..];
    while let [first, second, next, more @ ..] = rest
        && is_sign(first, ':')
        && is_sign(second, ':')
        && let Some(next) = word(next)
    {
        segments.push(next);
        rest = more;
    }
    segments
}

/// Reads `a::{b, c as d, e::*}`.
fn read_uses(tokens: &[TokenTree], before: &[String], is_facade: bool, uses: &mut Vec<Use>) {
    for tree in tokens.split(|token| is_sign(token, ',')).filter(|tree| !tree.is_empty()) {
        let own = if word(&tree[0]).is_some() { segments(tree) } else { vec![] };
        let rest = &tree[(3 * own.len()).saturating_sub(2)..];
        let mut path = [before, &own].concat();
        match rest {
            [] => {
                path.pop_if(|last| *last == "self" && own.len() == 1 && !before.is_empty());
                uses.push(Use { name: path.last().cloned().unwrap_or_default(), path, is_facade });
            }
            [TokenTree::Ident(_), name] => {
                path.pop_if(|last| *last == "self" && !before.is_empty());
                uses.push(Use { name: word(name).unwrap_or_default(), path, is_facade });
            }
            [.., TokenTree::Group(group)] => {
                read_uses(&group.stream().into_iter().collect::<Vec<_>>(), &path, is_facade, uses);
            }
            _ => uses.push(Use { name: "*".to_owned(), path, is_facade }),
        }
    }
}
