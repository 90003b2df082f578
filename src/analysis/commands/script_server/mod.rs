//! A server that a script of the project starts by a call.

mod address;
mod kinds;

use std::ops::Range;

use crate::analysis::Facts;
use crate::analysis::python::modules::Located;
use crate::analysis::python::names::{Bound, Names, is_main};
use crate::syntax::python_module::{Call, Expression, ExpressionKind, PythonModule, Statement, StatementKind};

use address::{Given, Otherwise, Scope};
use kinds::{Argument, KINDS, Kind, Told};

use super::launch::{Launch, Tool};
use super::ports::{VARIABLES, is_given, is_number};
use super::servers::{LOOPBACK, Server};
use super::start_command::StartCommand;
use super::started::{is_set, modules};

/// How many functions of the script are followed, one inside another.
const DEPTH: u32 = 3;

/// A server that a script starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptServer {
    /// The script.
    pub script: String,
    /// Where the function stands that is called, in the text of the script.
    pub call: Range<usize>,
    /// The call as a sentence shows it: `uvicorn.run`.
    pub shown: String,
    /// The arguments that let it listen where the platform looks.
    pub arguments: String,
    /// What is known of servers of its kind.
    pub server: &'static Server,
    /// Whether it listens where only the same machine reaches it.
    pub is_loopback: bool,
    /// The port that it listens on, where that is not the platform's.
    pub wrong_port: Option<WrongPort>,
}

/// A port that is not the platform's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongPort {
    /// The port; none where the script stops because the variable is not set.
    pub number: Option<String>,
    /// The variable that the script reads, which the platform does not set.
    pub variable: Option<String>,
}

/// A call that serves, and what makes the object whose method it is.
struct Serving<'m> {
    kind: &'static Kind,
    maker: String,
    method: Option<&'m str>,
    /// The call that serves.
    call: &'m Call,
    /// The one that is told where to listen.
    told: &'m Call,
}

/// Where it is looked for a call that serves.
struct Search<'s, 'm> {
    facts: &'s Facts<'s>,
    launch: &'s Launch,
    script: &'s str,
    body: &'m [Statement],
    scope: Scope<'s, 'm>,
}

impl ScriptServer {
    /// Whether it listens where the platform looks, or that cannot be told.
    #[must_use]
    pub fn is_reached(&self) -> bool {
        !self.is_loopback && self.wrong_port.is_none()
    }

    /// Whether the script stops before it listens, for want of a variable.
    #[must_use]
    pub fn stops(&self) -> bool {
        !self.is_loopback && self.wrong_port.as_ref().is_some_and(|port| port.number.is_none())
    }

    /// The server that a script starts when Python runs it.
    pub(super) fn of(facts: &Facts<'_>, start: &StartCommand, launch: &Launch) -> Option<Self> {
        let script = started_file(facts, launch)?;
        let module = facts.files.module(&script)?;
        let names = Names::of_program(&module);
        let search = Search { facts, launch, script: &script, body: &module.body, scope: Scope { names: &names, local: None } };
        search.in_block(&module.body, DEPTH, &mut |scope, serving| judged(facts, start, &script, &module, scope, serving))
    }
}

/// The file that Python runs as the program itself.
pub(super) fn started_file(facts: &Facts<'_>, launch: &Launch) -> Option<String> {
    match launch.tool {
        Tool::Python | Tool::Direct => launch.script(),
        Tool::PythonModule => match modules(facts, launch).locate(launch.text()) {
            Located::File(file) if !file.ends_with("__init__.py") => Some(file),
            _ => None,
        },
        _ => None,
    }
}

impl<'m> Search<'_, 'm> {
    /// The first call that serves, of those that are surely made.
    fn in_block(
        &self,
        body: &'m [Statement],
        depth: u32,
        judge: &mut dyn FnMut(&Scope<'_, 'm>, Serving<'m>) -> ScriptServer,
    ) -> Option<ScriptServer> {
        body.iter().find_map(|statement| match &statement.kind {
            StatementKind::If { test, body, .. } if is_main(test) => self.in_block(body, depth, judge),
            StatementKind::Try { body, .. } => self.in_block(body, depth, judge),
            StatementKind::Block { head, body } => {
                let [made, name] = head.as_slice() else { return None };
                let (ExpressionKind::Call(_), ExpressionKind::Name(_)) = (&made.kind, &name.kind) else { return None };
                self.in_block(body, depth, judge)
            }
            StatementKind::Expression(Expression { kind: ExpressionKind::Call(call), .. }) => match self.serving(call) {
                Some(serving) => Some(judge(&self.scope, serving)),
                None => self.in_function(call, depth.checked_sub(1)?, judge),
            },
            _ => None,
        })
    }

    /// `main()`.
    fn in_function(
        &self,
        call: &'m Call,
        depth: u32,
        judge: &mut dyn FnMut(&Scope<'_, 'm>, Serving<'m>) -> ScriptServer,
    ) -> Option<ScriptServer> {
        let ExpressionKind::Name(name) = &call.function.kind else { return None };
        let Some(Bound::Function(function)) = self.scope.bound(name) else { return None };
        let StatementKind::Function { body, is_async: false, .. } = &function.kind else { return None };
        let local = Names::of_function(body);
        let scope = Scope { names: self.scope.names, local: Some(&local) };
        Search { scope, ..*self }.in_block(body, depth, judge)
    }

    fn serving(&self, call: &'m Call) -> Option<Serving<'m>> {
        if let Some(full) = self.full_name(&call.function)
            && let Some(kind) = KINDS.iter().find(|kind| kind.methods.is_empty() && kind.makers.contains(&full.as_str()))
        {
            return Some(Serving { kind, maker: full, method: None, call, told: call });
        }
        let ExpressionKind::Attribute(object, method) = &call.function.kind else { return None };
        let (maker, making) = self.maker(object)?;
        let fits = |kind: &&Kind| kind.methods.contains(&method.as_str()) && kind.makers.contains(&maker.as_str());
        let kind = KINDS.iter().find(fits)?;
        let told = if kind.told == Told::Making { making? } else { call };
        Some(Serving { kind, maker, method: Some(method), call, told })
    }

    /// The full name of what makes an object, and the call that does so, where it stands in this file.
    fn maker(&self, object: &'m Expression) -> Option<(String, Option<&'m Call>)> {
        if let ExpressionKind::Call(call) = &object.kind {
            return Some((self.full_name(&call.function)?, Some(call)));
        }
        let name = object.dotted()?;
        let made = match self.scope.bound(&name) {
            Some(Bound::Value(value)) => value.call(),
            Some(Bound::Other) => held(self.body, &name),
            _ => None,
        };
        if let Some(call) = made
            && let Some(full) = self.full_name(&call.function)
            && KINDS.iter().any(|kind| kind.makers.contains(&full.as_str()))
        {
            return Some((full, Some(call)));
        }
        let modules = modules(self.facts, self.launch);
        let factory = || modules.made(self.script, &made?.function.dotted()?).filter(|made| made.is_factory);
        let app = modules.made(self.script, &name).filter(|made| !made.is_factory).or_else(factory)?;
        Some((app.maker.to_owned(), None))
    }

    fn full_name(&self, function: &Expression) -> Option<String> {
        let dotted = function.dotted()?;
        let (first, rest) = dotted.find('.').map_or((dotted.as_str(), ""), |dot| dotted.split_at(dot));
        match self.scope.bound(first)? {
            // `import a.b` binds `a`, of which `.b` is read.
            Bound::Module(module) => Some(format!("{module}{rest}")),
            Bound::From { module, level: 0, name } => Some(format!("{module}.{name}{rest}")),
            _ => None,
        }
    }
}

/// The call of `with CALL as NAME:`, which gives itself by that name.
fn held<'m>(body: &'m [Statement], name: &str) -> Option<&'m Call> {
    body.iter().find_map(|statement| match &statement.kind {
        StatementKind::Block { head, .. } => {
            let [made, target] = head.as_slice() else { return None };
            made.call().filter(|_| matches!(&target.kind, ExpressionKind::Name(target) if target == name))
        }
        _ => statement.blocks().into_iter().find_map(|block| held(block, name)),
    })
}

/// Where a call listens, on this platform.
fn judged(
    facts: &Facts<'_>,
    start: &StartCommand,
    script: &str,
    module: &PythonModule,
    scope: &Scope<'_, '_>,
    serving: Serving<'_>,
) -> ScriptServer {
    let Serving { kind, maker, method, call, told } = serving;
    let variable = &facts.platform.runtime.port_variable.value;
    let is_elsewhere = is_told_elsewhere(facts, start, kind, told, module);
    let pair = kind.pair.and_then(|at| match told.arguments.get(at).map(|pair| &pair.kind) {
        Some(ExpressionKind::Tuple(pair)) => <&[Expression; 2]>::try_from(pair.as_slice()).ok(),
        _ => None,
    });
    let argument = |argument: &Argument, in_pair: usize| match (kind.pair, pair) {
        (Some(_), Some(pair)) => Some(scope.given(&pair[in_pair])),
        (Some(_), None) => Some(Given::Unknown),
        (None, _) => {
            let placed = argument.at.and_then(|at| told.arguments.get(at));
            told.keyword(argument.name).or(placed).map(|value| scope.given(value))
        }
    };
    let is_set = |name: &str| is_set(facts, start, name);
    let is_loopback = match argument(&kind.host, 0) {
        None => !kind.is_open,
        Some(Given::Fixed(host)) => LOOPBACK.contains(&host.as_str()),
        Some(Given::Variable(..) | Given::Unknown) => false,
    };
    let wrong_port = match argument(&kind.port, 1) {
        None => kind.default_port.map(|port| WrongPort { number: Some(port.to_string()), variable: None }),
        Some(Given::Fixed(number)) => Some(WrongPort { number: Some(number), variable: None }),
        Some(Given::Variable(name, otherwise)) if name != *variable && !is_set(&name) => {
            let number = match otherwise {
                Otherwise::Text(number) => Some(Some(number)),
                // Variables of other names may be set on the platform.
                Otherwise::Stops if VARIABLES.contains(&name.as_str()) => Some(None),
                Otherwise::Stops | Otherwise::Nothing => None,
            };
            number.map(|number| WrongPort { number, variable: Some(name) })
        }
        Some(Given::Variable(..) | Given::Unknown) => None,
    };
    ScriptServer {
        script: script.to_owned(),
        call: call.function.range.clone(),
        shown: kind.shown(&maker, method),
        arguments: kind.arguments(variable),
        server: kind.server,
        is_loopback: is_loopback && !is_elsewhere,
        wrong_port: wrong_port.filter(|port| {
            !is_elsewhere && port.number.as_ref().is_none_or(|number| is_number(number) && !is_given(facts, number))
        }),
    }
}

/// Whether the address may come from where this does not look.
fn is_told_elsewhere(facts: &Facts<'_>, start: &StartCommand, kind: &Kind, told: &Call, module: &PythonModule) -> bool {
    let is_open = told.arguments.len() > kind.most.max(kind.pair.map_or(0, |at| at + 1))
        || told.arguments.iter().any(|argument| matches!(argument.kind, ExpressionKind::Starred(_)))
        || told.keywords.iter().any(|(name, _)| name.is_none());
    let is_named = |name: &str| kind.elsewhere.contains(&name);
    is_open
        || told.keywords.iter().any(|(name, _)| name.as_deref().is_some_and(is_named))
        || module.expressions().iter().any(|expression| expression.string().is_some_and(is_named))
        || kind.elsewhere.iter().any(|name| is_set(facts, start, name))
}
