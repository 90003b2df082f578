//! The fixed labels and headings, in every language.

use crate::language::Localized;

pub(in super::super) const RECOGNISED: Localized = Localized { en: "recognised", zh: "识别结果" };
pub(in super::super) const ALSO: Localized = Localized { en: "also seen", zh: "也可视为" };
pub(in super::super) const PACKAGE_MANAGER: Localized = Localized { en: "package manager", zh: "包管理器" };
pub(in super::super) const PYTHON: Localized = Localized { en: "Python", zh: "Python" };
pub(in super::super) const PROCFILE: Localized = Localized { en: "Procfile", zh: "Procfile" };
pub(in super::super) const COLLECTSTATIC: Localized = Localized { en: "collectstatic", zh: "collectstatic" };
pub(in super::super) const NONE: Localized = Localized { en: "none", zh: "无" };

pub(in super::super) const STAGE: Localized = Localized { en: "stage", zh: "阶段" };
pub(in super::super) const PLATFORM_PRINTS: Localized = Localized { en: "platform prints", zh: "平台输出" };
pub(in super::super) const FIX: Localized = Localized { en: "fix", zh: "修复" };

pub(in super::super) const NOT_CHECKED: Localized =
    Localized { en: "Not checked here; the command checks it", zh: "此处不检查，可用命令检查" };
