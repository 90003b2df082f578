//! The plan as the stages that a push goes through, with the place where it ends.

use crate::analysis::procfile::processes::Process;
use crate::diagnostic::{Certainty, Severity, Stage};
use crate::language::Language;
use crate::language::say;
use crate::plan::Step;
use crate::report::Report;
use crate::text::shell;

/// What becomes of a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StageOutcome {
    /// Nothing speaks against it.
    Passes,
    /// It is got through, and something is to be looked at.
    Warns,
    /// It ends here.
    Breaks,
    /// It may end here; that depends on what cannot be seen.
    MayBreak,
    /// The push does not come this far.
    NotReached,
}

/// One stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StageView {
    /// Which.
    pub(crate) stage: Stage,
    /// What becomes of it.
    pub(crate) outcome: StageOutcome,
    /// What is done in it.
    pub(crate) steps: Vec<StepView>,
    /// The problems that come up in it, by their place in the report.
    pub(crate) problems: Vec<usize>,
}

/// One thing that is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StepView {
    /// What.
    pub(crate) title: String,
    /// The command as it would be typed; empty when the platform does it by itself.
    pub(crate) command: String,
    /// Why.
    pub(crate) because: String,
}

/// The stages of a push; those in which nothing is done and nothing is wrong are left out.
pub(crate) fn stages(report: &Report, language: Language) -> Vec<StageView> {
    let mut is_over = false;
    let mut views = vec![];
    for stage in Stage::ALL {
        let problems: Vec<usize> =
            (0..report.diagnostics.len()).filter(|&index| report.diagnostics[index].stage == stage).collect();
        let steps = steps(report, stage, language);
        let outcome = if is_over { StageOutcome::NotReached } else { outcome(report, stage, &problems) };
        is_over |= outcome == StageOutcome::Breaks;
        if !steps.is_empty() || !problems.is_empty() {
            views.push(StageView { stage, outcome, steps, problems });
        }
    }
    views
}

fn outcome(report: &Report, stage: Stage, problems: &[usize]) -> StageOutcome {
    let here = || problems.iter().map(|&index| &report.diagnostics[index]);
    let mut errors = here().filter(|problem| problem.severity == Severity::Error);
    let not_recognised = stage == Stage::Detect && report.plan.steps.is_empty();
    if not_recognised || errors.clone().any(|problem| problem.certainty == Certainty::Certain) {
        StageOutcome::Breaks
    } else if errors.next().is_some() {
        StageOutcome::MayBreak
    } else if here().any(|problem| problem.severity == Severity::Warning) {
        StageOutcome::Warns
    } else {
        StageOutcome::Passes
    }
}

fn steps(report: &Report, stage: Stage, language: Language) -> Vec<StepView> {
    match stage {
        Stage::Detect => vec![detection(report, language)],
        Stage::Boot => processes(report, language),
        Stage::PreCompile | Stage::Build | Stage::Release | Stage::Run => {
            report.plan.steps.iter().filter(|step| step.id.stage() == stage).map(view).collect()
        }
    }
}

fn view(step: &Step) -> StepView {
    let command = if step.command.is_empty() { String::new() } else { shell::line(&step.env, &step.command) };
    StepView { title: step.title.clone(), command, because: step.because.clone() }
}

fn detection(report: &Report, language: Language) -> StepView {
    let because = report.detection.because.join(", ");
    let (title, because) = match (report.plan.steps.is_empty(), because.is_empty()) {
        (false, _) => (
            language.pick("Recognise a Python project", "识别为 Python 项目"),
            say!(language, "{because} is there", "找到 {because}"),
        ),
        (true, false) => (
            language.pick("Recognise the project", "识别项目"),
            say!(language, "Something else is built instead", "会构建其他内容"),
        ),
        (true, true) => (
            language.pick("Recognise the project", "识别项目"),
            say!(language, "No file says that it is Python", "没有文件表明这是 Python 项目"),
        ),
    };
    StepView { title: title.to_owned(), command: String::new(), because }
}

fn processes(report: &Report, language: Language) -> Vec<StepView> {
    let step = |process: &Process| StepView {
        title: say!(language, "Start `{}`", "启动 `{}`", process.name),
        command: process.command.clone(),
        because: String::new(),
    };
    report.procfile.started().map(step).collect()
}

/// A stage's name.
pub(crate) fn stage_name(stage: Stage, language: Language) -> &'static str {
    match stage {
        Stage::Detect => language.pick("Detect", "识别"),
        Stage::PreCompile => language.pick("Prepare", "准备"),
        Stage::Build => language.pick("Build", "构建"),
        Stage::Release => language.pick("Release", "发布"),
        Stage::Boot => language.pick("Start", "启动"),
        Stage::Run => language.pick("Run", "运行"),
    }
}

impl StageOutcome {
    /// It in a few words.
    pub(crate) fn words(self, language: Language) -> &'static str {
        match self {
            Self::Passes => language.pick("passes", "通过"),
            Self::Warns => language.pick("passes, look at it", "通过，需留意"),
            Self::Breaks => language.pick("breaks here", "在此失败"),
            Self::MayBreak => language.pick("probably breaks here", "很可能在此失败"),
            Self::NotReached => language.pick("not reached", "不会到达"),
        }
    }

    /// Its class.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Passes => "passes",
            Self::Warns => "warns",
            Self::Breaks => "breaks",
            Self::MayBreak => "may-break",
            Self::NotReached => "not-reached",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::workspace::tests::workspace;
    use super::*;

    #[test]
    fn what_comes_after_the_break_is_not_reached() {
        let files = [
            ("requirements.txt", "Flask\ngunicorn\n"),
            ("runtime.txt", "python-3.6.6\n"),
            ("Procfile", "web:gunicorn app:app\n"),
        ];
        let stages = stages(&workspace(&files).report("rainbond").unwrap(), Language::En);
        let outcomes: Vec<_> =
            stages.iter().map(|stage| (stage.stage, stage.outcome)).filter(|(stage, _)| *stage >= Stage::Release).collect();
        assert_eq!(outcomes, [(Stage::Release, StageOutcome::Breaks)]);
        assert!(stages.iter().any(|stage| stage.steps.iter().any(|step| step.command.starts_with("pip install"))));
    }
}
