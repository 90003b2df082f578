//! The labels and headings of the terminal, beside those of every text.

use crate::language::Localized;

pub(super) use crate::report::render::words::labels::*;

pub(super) const PLATFORM: Localized = Localized { en: "Platform", zh: "平台" };
pub(super) const VERDICT: Localized = Localized { en: "Verdict", zh: "结论" };
pub(super) const STARTS: Localized = Localized { en: "Starts", zh: "启动" };

pub(super) const NOTE: Localized = Localized { en: "note", zh: "说明" };
pub(super) const SEE: Localized = Localized { en: "see", zh: "参见" };
pub(super) const PLACE: Localized = Localized { en: "place", zh: "位置" };

pub(super) const LEFT_OUT: Localized = Localized { en: "Left out", zh: "未纳入检查" };
pub(super) const EXPLAIN: Localized = Localized {
    en: "`pushready explain CODE` tells more about a code.",
    zh: "`pushready explain 规则代码` 显示该规则的详细说明。",
};
