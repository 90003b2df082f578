//! What a real build has come to: the `build-report.json` that `pushready build` leaves in its output.

use std::fmt;

use serde::Deserialize;
use serde_json::Value;

use crate::language::{Language, say};
use crate::plan::StepId;

/// The only version of the format that is read.
const SCHEMA: u64 = 1;

/// What a real build has come to.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct BuildReport {
    platform: Named,
    ok: bool,
    pub(crate) failure: Option<ReportedFailure>,
    pub(crate) steps: Vec<StepTime>,
    seconds: Seconds,
    /// What came of starting the result, where it was started; a script that comes later reads it.
    pub(crate) started: Option<Value>,
    prediction: Prediction,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Named {
    name: String,
}

/// Why it has failed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct ReportedFailure {
    /// The step; none if it failed before the first.
    pub(crate) step: Option<StepId>,
    /// The kind of failure.
    pub(crate) class: String,
    /// What happened.
    pub(crate) message: String,
    /// What to do.
    pub(crate) advice: String,
    /// The deciding lines of the output.
    pub(crate) evidence: Vec<String>,
    /// The rules that explain it.
    pub(crate) codes: Vec<String>,
}

/// How long a step took.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub(crate) struct StepTime {
    /// Which.
    pub(crate) step: StepId,
    /// How long it took.
    pub(crate) seconds: Seconds,
}

/// A time, told to a tenth of a second as in a terminal. Whole numbers are written here: what writes others would be 10 kB of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(from = "f64")]
pub(crate) struct Seconds {
    tenths: u64,
}

impl From<f64> for Seconds {
    fn from(seconds: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what is no time becomes the nearest one")]
        let tenths = (seconds * 10.0).round_ties_even() as u64;
        Self { tenths }
    }
}

impl fmt::Display for Seconds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.tenths / 10, self.tenths % 10)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Prediction {
    expected: String,
    actual: Option<String>,
    held: Option<bool>,
}

/// Why a report of a build cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BuildReportProblem {
    /// It is of another version of the format.
    Schema(String),
    /// A part of it is missing or of another kind.
    Damaged(String),
    /// There is no project beside which it could be shown.
    NoProject,
}

/// The report in a text; none if the text is no report of a build at all.
pub(crate) fn read(text: &str) -> Option<Result<BuildReport, BuildReportProblem>> {
    let value: Value = serde_json::from_str(text).ok()?;
    if value.get("prediction").is_none() || value.get("steps").is_none() {
        return None;
    }
    let schema = &value["schema"];
    if schema.as_u64() != Some(SCHEMA) {
        return Some(Err(BuildReportProblem::Schema(schema.to_string())));
    }
    Some(BuildReport::deserialize(value).map_err(|error| BuildReportProblem::Damaged(error.to_string())))
}

impl BuildReport {
    /// Whether it was built, and has started if it was to.
    pub(crate) fn is_ok(&self) -> bool {
        self.ok && self.started.as_ref().is_none_or(|started| started["ok"] == true)
    }

    /// What happened, in one sentence.
    pub(crate) fn headline(&self, language: Language) -> String {
        let (name, seconds) = (&self.platform.name, self.seconds);
        match &self.failure {
            None => say!(language, "Built for {name} in {seconds} s", "已为 {name} 构建，用时 {seconds} 秒"),
            Some(failure) => failure.headline(name, language),
        }
    }

    /// What had been predicted, and whether it came.
    pub(crate) fn prediction(&self, language: Language) -> &'static str {
        let Prediction { expected, actual, held } = &self.prediction;
        match (expected.as_str(), actual.is_some(), held) {
            (_, _, Some(true)) => language.pick("The check has predicted this.", "检查的预测与此一致。"),
            ("built", _, Some(false)) => language.pick("The check has not seen this coming.", "检查没有预见到这一点。"),
            (_, _, Some(false)) => {
                language.pick("The check has predicted a failure that did not come.", "检查预测的失败没有发生。")
            }
            (_, true, None) => language.pick("The check could not tell beforehand.", "检查事先无法判断。"),
            (_, false, None) => language.pick(
                "The build ended for a reason outside the project, so it says nothing of the prediction.",
                "构建因项目之外的原因结束，无法说明预测是否正确。",
            ),
        }
    }

    /// Whether the prediction was wrong.
    pub(crate) fn is_surprise(&self) -> bool {
        self.prediction.held == Some(false)
    }
}

impl ReportedFailure {
    fn headline(&self, name: &str, language: Language) -> String {
        let class = &self.class;
        match self.step.map(|step| step.title(language)) {
            Some(title) => say!(
                language,
                "The build for {name} fails at “{title}” ({class})",
                "为 {name} 的构建在“{title}”处失败（{class}）"
            ),
            None => say!(
                language,
                "The build for {name} fails before its first step ({class})",
                "为 {name} 的构建在第一步之前失败（{class}）"
            ),
        }
    }
}

impl BuildReportProblem {
    /// What is wrong and what to do.
    pub(crate) fn words(&self, language: Language) -> String {
        match self {
            Self::Schema(found) => say!(
                language,
                "This report of a build is of schema {found}, and this page reads schema {SCHEMA}. Use the same version of pushready at both ends.",
                "这份构建报告的 schema 为 {found}，本页只支持 {SCHEMA}。请在两端使用同一版本的 pushready。"
            ),
            Self::Damaged(reason) => say!(
                language,
                "This report of a build cannot be read: {reason}. Run the build again.",
                "无法读取这份构建报告：{reason}。请重新运行构建。"
            ),
            Self::NoProject => say!(
                language,
                "This is the report of a build. Open its project first, then drop the report again.",
                "这是一份构建报告。请先打开对应的项目，再拖入报告。"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language::En;

    const FAILED: &str = include_str!("../../../tests/e2e/data/build-report.json");

    #[test]
    fn a_failure_is_shown_beside_the_prediction() {
        let report = read(FAILED).unwrap().unwrap();
        assert_eq!(report.headline(En), "The build for Rainbond V5 fails at “Install the dependencies” (no-matching-release)");
        assert_eq!(report.prediction(En), "The check has not seen this coming.");
        assert!(report.is_surprise() && !report.is_ok());
        assert_eq!(
            report.steps.iter().map(|step| step.step).collect::<Vec<_>>(),
            [StepId::InstallPython, StepId::InstallDependencies]
        );
    }

    #[test]
    fn times_are_told_to_a_tenth() {
        let told = [0.0, 0.04, 0.06, 1.25, 9.96, 61.35].map(|seconds| Seconds::from(seconds).to_string());
        assert_eq!(told, ["0.0", "0.0", "0.1", "1.2", "10.0", "61.4"]);
    }

    #[test]
    fn a_start_that_fails_is_no_success() {
        let built = FAILED.replace("\"ok\": false", "\"ok\": true");
        let is_ok = |text: &str| read(text).unwrap().unwrap().is_ok();
        assert!(is_ok(&built));
        assert!(is_ok(&built.replace("\"start\": null", "\"started\": {\"ok\": true}")));
        assert!(!is_ok(&built.replace("\"start\": null", "\"started\": {\"ok\": false}")));
    }

    #[test]
    fn what_cannot_be_shown_is_said() {
        assert_eq!(read("{\"schema\": 1, \"files\": {}}"), None);
        assert_eq!(read("nothing"), None);
        let newer = FAILED.replace("\"schema\": 1", "\"schema\": 2");
        assert_eq!(read(&newer), Some(Err(BuildReportProblem::Schema("2".to_owned()))));
        let damaged = FAILED.replace("\"ok\": false,", "");
        assert!(matches!(read(&damaged), Some(Err(BuildReportProblem::Damaged(reason))) if reason.contains("ok")));
    }
}
