//! Which file imports which.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Module, ModulePath, Use};

/// The files that each file imports. What comes through a facade is imported from the file that it leads to.
pub(super) type Imports = BTreeMap<String, BTreeSet<String>>;

pub(super) fn imports(modules: &BTreeMap<ModulePath, Module>) -> Imports {
    let mut imports = Imports::new();
    for (path, module) in modules {
        let found = Resolver { modules }.imported(path, module);
        let files = imports.entry(module.file.clone()).or_default();
        files.extend(found.into_iter().filter(|file| *file != module.file));
    }
    imports
}

/// Groups of files that import one another in a circle.
pub(super) fn circles(imports: &Imports) -> Vec<BTreeSet<String>> {
    let reached: BTreeMap<&str, BTreeSet<&str>> = imports.keys().map(|file| (file.as_str(), reached(imports, file))).collect();
    let circle =
        |file: &str| reached[file].iter().filter(|other| reached[*other].contains(file)).map(|&other| other.to_owned()).collect();
    let circles: BTreeSet<BTreeSet<String>> = reached.keys().map(|file| circle(file)).collect();
    circles.into_iter().filter(|circle| !circle.is_empty()).collect()
}

fn reached<'a>(imports: &'a Imports, from: &str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = imports[from].iter().map(String::as_str).collect();
    while let Some(file) = open.pop() {
        if found.insert(file) {
            open.extend(imports[file].iter().map(String::as_str));
        }
    }
    found
}

/// What a path leads to.
enum Target {
    Module(ModulePath),
    Item(String),
}

struct Resolver<'a> {
    modules: &'a BTreeMap<ModulePath, Module>,
}

impl Resolver<'_> {
    fn imported(&self, path: &ModulePath, module: &Module) -> BTreeSet<String> {
        let mut files = BTreeSet::new();
        for path_in_code in &module.paths {
            files.extend(self.resolve(path, path_in_code).and_then(file_of_item));
        }
        for import in &module.uses {
            let is_used = !import.is_facade || module.words.contains(&import.name);
            match import.name.as_str() {
                "*" => files.extend(self.all(path, import, module)),
                _ if is_used => files.extend(self.resolve_item(path, &import.path)),
                _ => {}
            }
        }
        files
    }

    /// The files of the names that a module uses of those that `*` brings.
    fn all(&self, path: &ModulePath, import: &Use, module: &Module) -> Vec<String> {
        let Some(Target::Module(from)) = self.resolve(path, &import.path) else { return vec![] };
        let given = &self.modules[&from];
        let names = given.items.iter().chain(given.uses.iter().map(|one| &one.name)).filter(|name| module.words.contains(*name));
        names.filter_map(|name| self.inside(from.clone(), std::slice::from_ref(name))).filter_map(file_of_item).collect()
    }

    /// Where a path leads that is written in a module; none if it leads out of the crate.
    fn resolve(&self, module: &ModulePath, path: &[String]) -> Option<Target> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.inside(vec![], rest),
            "self" => self.inside(module.clone(), rest),
            "super" => self.resolve(&module[..module.len() - 1].to_vec(), &[&["self".to_owned()], rest].concat()),
            _ => self.knows(module, first).then(|| self.inside(module.clone(), path)).flatten(),
        }
    }

    /// As [`Self::resolve`], for the end of an import: where a module and an item have the same name, the item.
    fn resolve_item(&self, module: &ModulePath, path: &[String]) -> Option<String> {
        let (last, before) = path.split_last()?;
        if let Some(Target::Module(parent)) = self.resolve(module, before)
            && self.modules[&parent].items.contains(last) | self.modules[&parent].uses.iter().any(|one| one.name == *last)
        {
            return self.item(&parent, last);
        }
        self.resolve(module, path).and_then(file_of_item)
    }

    fn knows(&self, module: &ModulePath, name: &str) -> bool {
        let child = [module.as_slice(), &[name.to_owned()]].concat();
        self.modules.contains_key(&child) || self.brought(module, name).is_some()
    }

    /// The import that brings a name; not `use a::a`, which is of another crate where no module is called so.
    fn brought(&self, module: &ModulePath, name: &str) -> Option<&Use> {
        self.modules[module].uses.iter().find(|one| one.name == name && one.path[0] != name)
    }

    fn inside(&self, mut module: ModulePath, path: &[String]) -> Option<Target> {
        let mut rest = path;
        while let Some((first, more)) = rest.split_first() {
            match first.as_str() {
                "super" => {
                    module.pop()?;
                }
                name => {
                    let child = [module.as_slice(), &[name.to_owned()]].concat();
                    if self.modules.contains_key(&child) {
                        module = child;
                    } else {
                        match self.brought(&module, name).map(|import| self.resolve(&module, &import.path)) {
                            Some(Some(Target::Module(target))) => module = target,
                            Some(Some(item)) => return Some(item),
                            Some(None) => return None,
                            None => return self.item(&module, name).map(Target::Item),
                        }
                    }
                }
            }
            rest = more;
        }
        Some(Target::Module(module))
    }

    /// The file that makes a name which a module has.
    fn item(&self, module: &ModulePath, name: &str) -> Option<String> {
        let own = &self.modules[module];
        if own.items.contains(name) {
            return Some(own.file.clone());
        }
        if let Some(import) = own.uses.iter().find(|one| one.name == name) {
            return self.resolve_item(module, &import.path);
        }
        let globs = own.uses.iter().filter(|one| one.name == "*");
        let mut givers = globs.filter_map(|one| match self.resolve(module, &one.path)? {
            Target::Module(giver) => self.modules[&giver].items.contains(name).then(|| self.modules[&giver].file.clone()),
            Target::Item(file) => Some(file),
        });
        givers.next().or_else(|| Some(own.file.clone()))
    }
}

fn file_of_item(target: Target) -> Option<String> {
    match target {
        Target::Item(file) => Some(file),
        Target::Module(_) => None,
    }
}
