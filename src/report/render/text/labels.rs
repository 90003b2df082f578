//! The fixed labels and headings, in every language.

use crate::language::Localized;

pub(super) const RECOGNISED: Localized = Localized { en: "recognised", zh: "识别结果" };
pub(super) const ALSO: Localized = Localized { en: "also seen", zh: "也可视为" };
pub(super) const PACKAGE_MANAGER: Localized = Localized { en: "package manager", zh: "包管理器" };
pub(super) const PYTHON: Localized = Localized { en: "Python", zh: "Python" };
pub(super) const PROCFILE: Localized = Localized { en: "Procfile", zh: "Procfile" };
pub(super) const COLLECTSTATIC: Localized = Localized { en: "collectstatic", zh: "collectstatic" };
pub(super) const PLATFORM: Localized = Localized { en: "Platform", zh: "平台" };
pub(super) const VERDICT: Localized = Localized { en: "Verdict", zh: "结论" };
pub(super) const STARTS: Localized = Localized { en: "Starts", zh: "启动" };
pub(super) const NONE: Localized = Localized { en: "none", zh: "无" };

pub(super) const STAGE: Localized = Localized { en: "stage", zh: "阶段" };
pub(super) const PLATFORM_PRINTS: Localized = Localized { en: "platform prints", zh: "平台输出" };
pub(super) const NOTE: Localized = Localized { en: "note", zh: "说明" };
pub(super) const SEE: Localized = Localized { en: "see", zh: "参见" };
pub(super) const FIX: Localized = Localized { en: "fix", zh: "修复" };
pub(super) const PLACE: Localized = Localized { en: "place", zh: "位置" };

pub(super) const NOT_CHECKED: Localized =
    Localized { en: "Not checked here; the command checks it", zh: "此处不检查，可用命令检查" };
pub(super) const LEFT_OUT: Localized = Localized { en: "Left out", zh: "未纳入检查" };
pub(super) const EXPLAIN: Localized = Localized {
    en: "`pushready explain CODE` tells more about a code.",
    zh: "`pushready explain 规则代码` 显示该规则的详细说明。",
};
