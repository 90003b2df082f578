//! PSH541: an address of a database that begins with `postgres://`, given to a `SQLAlchemy` that does not take it.

use crate::analysis::python::companions::{LoneUse, lone_uses};
use crate::rules::prelude::*;
use crate::rules::reached::stage;

rule! {
    code: "PSH541",
    name: "refused-database-address",
    severity: Warning,
    stage: Boot,
    fix: Display,
    en: "A database address that begins with `postgres://`, which SQLAlchemy refuses",
    zh: "以 `postgres://` 开头的数据库地址，SQLAlchemy 不接受",
}

struct RefusedDatabaseAddress(LoneUse);

impl Message for RefusedDatabaseAddress {
    fn message(&self, language: Language) -> String {
        let file = &self.0.file;
        match &self.0.variable {
            Some(variable) => say!(
                language,
                "`{file}` gives SQLAlchemy the value of `{variable}` as it is, which begins with `postgres://` here",
                "`{file}` 把 `{variable}` 的值原样交给 SQLAlchemy，而这里的值以 `postgres://` 开头"
            ),
            None => say!(
                language,
                "`{file}` gives SQLAlchemy an address that begins with `postgres://`",
                "`{file}` 交给 SQLAlchemy 的地址以 `postgres://` 开头"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        language
            .pick(
                "SQLAlchemy takes `postgresql://` alone since 1.4, and stops at this address before it asks the database. Put `.replace(\"postgres://\", \"postgresql://\", 1)` behind the value.",
                "SQLAlchemy 从 1.4 起只接受 `postgresql://`，遇到这样的地址时，还没连接数据库就会停止。请在该值之后加上 `.replace(\"postgres://\", \"postgresql://\", 1)`。",
            )
            .to_owned()
    }

    fn fix_title(&self, language: Language) -> String {
        language.pick("Replace `postgres://` by `postgresql://`", "把 `postgres://` 替换为 `postgresql://`").to_owned()
    }
}

/// The packages that speak with the database of such an address.
const DRIVERS: [&str; 5] = ["asyncpg", "pg8000", "psycopg", "psycopg2", "psycopg2-binary"];

/// The database may be another one than the platform's own, and the value may be changed elsewhere.
fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let is_it = |found: &LoneUse| found.companion.package == "sqlalchemy" && found.companion.needed.is_empty();
    for found in lone_uses(facts).into_iter().filter(is_it).filter(|_| facts.may_install(&DRIVERS)) {
        let place = Place::range(&found.file, found.range.clone());
        let (says, stage) = (found.companion.says.map(str::to_owned), stage(found.start));
        let finding = Finding::new(place, RefusedDatabaseAddress(found)).likely().stage(stage);
        findings.add(finding.says_if_known(says).fix(FixBuilder::display()));
    }
}
