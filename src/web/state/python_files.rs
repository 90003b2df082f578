//! Having Python files parsed and pip predicted, and checking again with what came of it.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::State;
use super::parsing::Parsing;
use crate::analysis::knowledge::late;
use crate::index::predict::{Request, Scope};
use crate::web::browser;
use crate::web::model::workspace::Workspace;
use crate::web::parser::{Answer, Answered, Asked, Parser};

impl State {
    /// Asks for the files that the last check could not look into, and for what pip finds; the verdict stands until the answer is there.
    /// Nothing is asked before the program is whole, whose rest takes the answer; whoever checks the other platforms asks then.
    pub(super) fn parse_missing(self, workspace: &Workspace) {
        if !browser::is_whole() {
            return;
        }
        let asked = self.parsing.try_update_value(|Parsing { parsed, .. }| {
            let files = parsed.ask(workspace.project(), workspace.unparsed()).into_iter();
            let files = files.map(|(path, text)| Asked::File(path, text));
            if parsed.has_failed() {
                return vec![];
            }
            files.chain(parsed.foretold.ask(workspace.requests().values().flatten()).into_iter().map(Asked::Packages)).collect()
        });
        let Some(asked) = asked.filter(|asked| !asked.is_empty()) else { return };
        let is_asked = self.parsing.try_update_value(|Parsing { parser, .. }| {
            if parser.is_none() {
                *parser = Parser::start(move |answer| self.take(answer));
            }
            parser.as_ref().is_some_and(|parser| parser.ask(&asked))
        });
        if is_asked != Some(true) {
            self.do_without_parser();
        }
    }

    /// Takes what the parser says; a check asks for the files that it makes interesting.
    fn take(self, answer: Option<Answer>) {
        let Some(answer) = answer else { return self.do_without_parser() };
        self.parsing.update_value(|Parsing { parsed, .. }| {
            for answered in answer {
                match answered {
                    Answered::Tables(texts) => late::take(texts),
                    Answered::File(path, text, bytes) => parsed.keep(path, text, &bytes),
                    Answered::Packages(request, prediction) => parsed.foretold.keep(&request, &prediction),
                }
            }
        });
        if self.parsing.with_value(|parsing| parsing.parsed.has_failed()) {
            self.lacks_parser.set(true);
        }
        self.check_soon();
    }

    /// What the panel of packages shows: the worker, what it was asked for the platform and for all of them, and whether all
    /// that gets installed is known.
    pub(crate) fn installed(self) -> JsValue {
        self.compared.track();
        let is_whole = self.report.with(|report| report.as_ref().is_some_and(|report| !report.plan.packages.is_empty()));
        let (chosen, all) = self.workspace.with(|workspace| {
            let bytes = |request: &Request| request.to_bytes().map(|bytes| Uint8Array::from(bytes.as_slice()));
            let requests = workspace.iter().flat_map(Workspace::requests);
            let chosen = self.platform.with(|id| requests.clone().find(|(platform, _)| id == *platform));
            // Others are about what would do in the place of a release.
            let chosen = chosen.and_then(|(_, requests)| bytes(requests.iter().find(|one| one.scope != Scope::Named)?));
            (chosen, requests.flat_map(|(_, requests)| requests).filter_map(bytes).collect::<Array>())
        });
        let has_failed = self.lacks_parser.get();
        let worker = self.parsing.with_value(|parsing| parsing.parser.as_ref().map(|parser| parser.worker().clone()));
        let worker = worker.filter(|_| !has_failed);
        Array::of4(&worker.into(), &chosen.into(), &all, &is_whole.into()).into()
    }

    fn do_without_parser(self) {
        self.parsing.update_value(|parsing| parsing.parsed.fail());
        self.lacks_parser.set(true);
    }
}
