//! A check on many platforms, on several processors at once.
#![expect(clippy::disallowed_methods, reason = "the command line does several things at once")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder};

use super::parsed_together::ParsedTogether;
use crate::analysis::packages::predictions::Predictions;
use crate::index::snapshot::Snapshot;
use crate::processors::Processors;
use crate::project::Project;
use crate::report::{Output, Report};
use crate::syntax::python_module::PythonModule;
use crate::{Request, Views, check_views};

/// So many platforms are worth a thread of their own.
const WORTH_IT: usize = 4;
/// In a project of so many files there may be modules enough to parse them together and ahead. Of few, each thread parses its own
/// before another has told it of them.
const FILES: usize = 200;
/// What the main thread of a program has, for which the depth of what is analysed is limited.
const STACK: usize = 8 << 20;

/// Checks on the platforms of the request; the reports stand in their order, and so does what comes of each of them on the processor
/// that has checked it.
pub(super) fn check_all<T: Send>(project: &Project, request: &Request, then: impl Fn(&Report) -> T + Sync) -> (Output, Vec<T>) {
    let checking = request.platforms.len() / WORTH_IT;
    let is_large = project.len() >= FILES;
    let is_ahead = checking <= 1 && is_large;
    let worth = if is_ahead { thread::available_parallelism().map_or(1, usize::from) } else { checking };
    let processors = Processors::known();
    let threads = processors.number().min(worth).max(1);
    let below = request.below(project);
    let parsed = ParsedTogether::new(project, is_ahead && threads > 1);
    let next = AtomicUsize::new(0);
    // Whoever is free takes the next platform, since threads start late and platforms take longer than others.
    let check = || {
        let views = match is_large {
            true => Views::parsed_elsewhere(project, below.as_ref(), request, &parsed),
            false => Views::new(project, below.as_ref(), request),
        };
        let snapshot = Snapshot::new();
        let predictions = Predictions::by(&snapshot);
        let places =
            std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)).filter(|place| *place < request.platforms.len()));
        let judged = places.flat_map(|place| {
            let one = Request { platforms: vec![request.platforms[place]], ..request.clone() };
            let then = &then;
            check_views(&views, &predictions, &one).reports.into_iter().map(move |report| {
                let came = then(&report);
                (place, report, came)
            })
        });
        judged.collect::<Vec<(usize, Report, T)>>()
    };
    let help = || {
        processors.leave();
        if is_ahead {
            parsed.parse_ahead();
            vec![]
        } else {
            check()
        }
    };
    let help = &help;
    let mut reports = thread::scope(|scope| {
        // Where the system gives no thread, there is one less to take something.
        let others: Vec<_> =
            (1..threads).filter_map(|_| Builder::new().stack_size(STACK).spawn_scoped(scope, help).ok()).collect();
        if !others.is_empty() {
            // They may wait behind this one.
            thread::yield_now();
        }
        let end = End(&parsed);
        let mut reports = check();
        drop(end);
        for other in others {
            match other.join() {
                Ok(others) => reports.extend(others),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        reports
    });
    if is_large {
        give_back(parsed.into_modules().collect());
    }
    reports.sort_by_key(|(place, ..)| *place);
    let (reports, came) = reports.into_iter().map(|(_, report, came)| (report, came)).unzip();
    (Output::new(project, reports), came)
}

/// Gives the memory of many modules back, for which nobody waits.
fn give_back(modules: Vec<Arc<PythonModule>>) {
    // Where there is no thread for it, it happens at once.
    let _ = Builder::new().stack_size(STACK).spawn(move || drop(modules));
}

/// Nobody parses ahead any more once the check has come to an end, whatever end that is.
struct End<'e, 'p>(&'e ParsedTogether<'p>);

impl Drop for End<'_, '_> {
    fn drop(&mut self) {
        self.0.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Settings;
    use crate::check;
    use crate::language::Language;
    use crate::platform;
    use crate::project::Content;
    use crate::rules::Selection;

    /// A small project, and files that make it a large one.
    fn project(others: usize) -> Project {
        let mut project = Project::new();
        for (path, text) in [
            ("Procfile", "web: gunicorn app:app\nworker:python app.py\n"),
            ("requirements.txt", "flask\ngunicorn\n"),
            ("app.py", "import a\nfrom pack import b\nimport nowhere\napp = 1\n"),
            ("a.py", "from pack.b import missing\n"),
            ("pack/__init__.py", ""),
            ("pack/b.py", "import a\nmatch 1:\n    case _:\n        pass\n"),
        ] {
            project.insert(path, Content::from(text.as_bytes().to_vec()));
        }
        for number in 0..others {
            project.insert(format!("notes/{number}.txt"), Content::from(vec![]));
        }
        project
    }

    #[test]
    fn the_reports_are_those_of_one_check_after_the_other() {
        let all = platform::all();
        for (project, count) in
            [0, FILES].map(project).iter().flat_map(|project| [1, 4, 9, all.len()].map(|count| (project, count)))
        {
            let platforms = all.iter().take(count).copied().collect();
            let request =
                Request { platforms, settings: Settings::default(), selection: Selection::default(), language: Language::En };
            let (output, came) = check_all(project, &request, |report| report.platform.id.to_owned());
            assert!(output == check(project, &request), "{count} platforms");
            assert!(came.iter().eq(request.platforms.iter().map(|platform| &platform.id)), "{came:?}");
        }
    }
}
