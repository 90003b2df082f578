//! Reads the profiles and the table of Python releases with the types that the program uses, so that a wrong key, a
//! missing fact or a source that nobody names stops the build, and hands them on in a form that is small to read: the
//! program needs no names of fields to read it.
#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a build script reads files and talks to cargo")]

#[path = "src/platform/fact.rs"]
#[allow(dead_code, unreachable_pub, reason = "the program uses what this script does not")]
mod fact;
#[path = "src/platform/install.rs"]
#[allow(dead_code, unreachable_pub, reason = "the program uses what this script does not")]
mod install;
#[path = "src/platform/profile.rs"]
#[allow(dead_code, unreachable_pub, reason = "the program uses what this script does not")]
mod profile;
#[path = "src/platform/releases_table.rs"]
#[allow(dead_code, unreachable_pub, reason = "the program uses what this script does not")]
mod releases_table;
#[path = "src/platform/version.rs"]
#[allow(dead_code, unreachable_pub, reason = "the program uses what this script does not")]
mod version;
#[path = "src/platform/version_choice.rs"]
#[allow(dead_code, unreachable_pub, reason = "the program uses what this script does not")]
mod version_choice;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use std::error::Error;
use std::fs;
use std::hash::Hasher;
use std::path::Path;

/// The platform of which the page always has the profile: the default of `src/lib.rs`.
const FIRST: &str = "rainbond";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/platform");
    let out = std::env::var("OUT_DIR")?;
    let out = Path::new(&out);
    let profiles = profiles(Path::new("src/platform/profiles"))?;
    let is_page = std::env::var_os("CARGO_FEATURE_WEB").is_some() && std::env::var("CARGO_CFG_TARGET_ARCH")? == "wasm32";
    if is_page {
        // Which data each function refers to, for `scripts/functions.mjs`, which a page for trying does without.
        if std::env::var("OPT_LEVEL")? == "z" {
            println!("cargo::rustc-link-arg-bin=web=--emit-relocs");
        }
        write_profiles(out, &without_sources(&profiles)?, |profile| profile.id == FIRST)?;
    } else {
        write_profiles(out, &profiles, |_| true)?;
    }
    link_for_a_short_run()?;
    let table: releases_table::Table = toml::from_str(&fs::read_to_string("src/platform/releases.toml")?)?;
    fs::write(out.join("releases.bin"), postcard::to_allocvec(&table)?)?;
    Ok(())
}

/// Addresses that are known when the released program is linked need not be written into it each time that it starts, which
/// takes as long as half a check.
fn link_for_a_short_run() -> Result<(), std::env::VarError> {
    let is = |name: &str, value: &str| Ok(std::env::var(name)? == value);
    if is("CARGO_CFG_TARGET_OS", "linux")? && is("CARGO_CFG_TARGET_ENV", "gnu")? && is("OPT_LEVEL", "3")? {
        println!("cargo::rustc-link-arg-bins=-no-pie");
        println!("cargo::rustc-link-arg-bins=-static-libgcc");
    }
    Ok(())
}

/// Writes the list of all platforms, with the profiles that come along with the program, as Rust writes it, so that the program
/// need not read all profiles to find one. The others go into a file, in Base64, since the page reads files as text.
fn write_profiles(
    out: &Path,
    all: &[profile::Platform],
    comes_along: impl Fn(&profile::Platform) -> bool,
) -> Result<(), Box<dyn Error>> {
    let entry = |profile: &profile::Platform| {
        let profile::Platform { id, name, family, install, .. } = profile;
        let index = install.index.as_ref().and_then(|index| index.value.default.as_deref());
        let listing = format!("Listing {{ id: {id:?}, name: {name:?}, family: Family::{family:?}, index: {index:?} }}");
        let bytes = comes_along(profile).then(|| postcard::to_allocvec(profile)).transpose()?;
        Ok(format!("({listing}, {})", bytes.map_or_else(|| "None".to_owned(), |bytes| format!("Some(&{bytes:?})"))))
    };
    let list = all.iter().map(entry).collect::<postcard::Result<Vec<_>>>()?.join(", ");
    fs::write(out.join("profiles.rs"), format!("[{list}]"))?;

    let late: Vec<_> = all.iter().filter(|profile| !comes_along(profile)).collect();
    let bytes = postcard::to_allocvec(&late)?;
    let mut digest = std::hash::DefaultHasher::new();
    digest.write(&bytes);
    let digest = digest.finish();
    let name = format!("platforms-{digest:016x}.txt");
    let [a, b, c, d] = [48, 32, 16, 0].map(|place| digest >> place & 0xffff);
    fs::write(out.join("late.rs"), format!("({name:?}, 0x{a:04x}_{b:04x}_{c:04x}_{d:04x})"))?;
    fs::write(out.join("late.txt"), format!("{name}\n{}", BASE64.encode(bytes)))?;
    Ok(())
}

/// The profiles without what is said of where their facts come from: the page shows none of it, and has to load it first.
fn without_sources(profiles: &[profile::Platform]) -> Result<Vec<profile::Platform>, Box<dyn Error>> {
    let without = |profile| {
        let mut value = toml::Value::try_from(profile)?;
        remove_sources(&mut value);
        Ok(value.try_into()?)
    };
    profiles.iter().map(without).collect()
}

fn remove_sources(value: &mut toml::Value) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table.iter_mut() {
                match (key.as_str(), value) {
                    ("source", toml::Value::String(source)) => source.clear(),
                    ("sources", toml::Value::Table(sources)) if !sources.contains_key("value") => sources.clear(),
                    (_, value) => remove_sources(value),
                }
            }
            if table.contains_key("source") {
                table.remove("note");
            }
        }
        toml::Value::Array(values) => values.iter_mut().for_each(remove_sources),
        _ => {}
    }
}

fn profiles(folder: &Path) -> Result<Vec<profile::Platform>, Box<dyn Error>> {
    let mut files: Vec<_> = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?.iter().map(fs::DirEntry::path).collect();
    // By the name without its ending: `heroku` before `heroku-cnb`.
    files.sort_by_key(|file| file.file_stem().map(std::ffi::OsStr::to_owned));
    files.iter().map(|file| read(file).map_err(|error| format!("{}: {error}", file.display()).into())).collect()
}

fn read(file: &Path) -> Result<profile::Platform, Box<dyn Error>> {
    let platform: profile::Platform = toml::from_str(&fs::read_to_string(file)?)?;
    if file.file_stem().is_none_or(|stem| stem != platform.id.as_str()) {
        return Err(format!("the file is not named after its id `{}`", platform.id).into());
    }
    Ok(platform)
}
