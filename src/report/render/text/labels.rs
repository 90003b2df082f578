//! The labels and headings of the terminal, beside those of every text.

use crate::language::Localized;

pub(super) use crate::report::render::words::labels::*;

pub(super) const PLATFORM: Localized = Localized { en: "Platform", zh: "平台" };
pub(super) const VERDICT: Localized = Localized { en: "Verdict", zh: "结论" };
pub(super) const PROJECT: Localized = Localized { en: "Project", zh: "项目" };
pub(super) const FREQUENT: Localized = Localized { en: "What is wrong most often", zh: "最常见的问题" };
pub(super) const ONE_PROJECT: Localized = Localized {
    en: "`pushready check PATH` tells what is wrong with one project.",
    zh: "`pushready check 路径` 说明某个项目的问题。",
};
pub(super) const FOLDER: Localized = Localized { en: "folder", zh: "构建目录" };
pub(super) const STARTS: Localized = Localized { en: "Starts", zh: "启动" };

pub(super) const NOTE: Localized = Localized { en: "note", zh: "说明" };
pub(super) const SEE: Localized = Localized { en: "see", zh: "参见" };
pub(super) const PLACE: Localized = Localized { en: "place", zh: "位置" };

pub(super) const LEFT_OUT: Localized = Localized { en: "Left out", zh: "未纳入检查" };
pub(super) const EXPLAIN: Localized = Localized {
    en: "`pushready explain CODE` tells more about a code.",
    zh: "`pushready explain 规则代码` 显示该规则的详细说明。",
};
