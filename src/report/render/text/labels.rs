//! The fixed labels and headings, in every language.

use crate::language::Localized;

pub(in crate::report::render) const RECOGNISED: Localized = Localized { en: "recognised", zh: "识别结果" };
pub(in crate::report::render) const ALSO: Localized = Localized { en: "also seen", zh: "也可视为" };
pub(in crate::report::render) const PACKAGE_MANAGER: Localized = Localized { en: "package manager", zh: "包管理器" };
pub(in crate::report::render) const PYTHON: Localized = Localized { en: "Python", zh: "Python" };
pub(in crate::report::render) const PROCFILE: Localized = Localized { en: "Procfile", zh: "Procfile" };
pub(in crate::report::render) const COLLECTSTATIC: Localized = Localized { en: "collectstatic", zh: "collectstatic" };
pub(in crate::report::render) const PLATFORM: Localized = Localized { en: "Platform", zh: "平台" };
pub(in crate::report::render) const VERDICT: Localized = Localized { en: "Verdict", zh: "结论" };
pub(in crate::report::render) const STARTS: Localized = Localized { en: "Starts", zh: "启动" };
pub(in crate::report::render) const NONE: Localized = Localized { en: "none", zh: "无" };

pub(in crate::report::render) const STAGE: Localized = Localized { en: "stage", zh: "阶段" };
pub(in crate::report::render) const PLATFORM_PRINTS: Localized = Localized { en: "platform prints", zh: "平台输出" };
pub(in crate::report::render) const NOTE: Localized = Localized { en: "note", zh: "说明" };
pub(in crate::report::render) const SEE: Localized = Localized { en: "see", zh: "参见" };
pub(in crate::report::render) const FIX: Localized = Localized { en: "fix", zh: "修复" };
pub(in crate::report::render) const PLACE: Localized = Localized { en: "place", zh: "位置" };

pub(in crate::report::render) const NOT_CHECKED: Localized =
    Localized { en: "Not checked here; the command checks it", zh: "此处不检查，可用命令检查" };
pub(in crate::report::render) const LEFT_OUT: Localized = Localized { en: "Left out", zh: "未纳入检查" };
pub(in crate::report::render) const EXPLAIN: Localized = Localized {
    en: "`pushready explain CODE` tells more about a code.",
    zh: "`pushready explain 规则代码` 显示该规则的详细说明。",
};
