//! The steps that a build may have.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Stage;
use crate::language::Language;

/// What a step is; the order here is the order of the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum StepId {
    /// The platform writes a Procfile, because there is none.
    WriteProcfile,
    /// The project's script before the build.
    PreCompileHook,
    /// Python is unpacked.
    InstallPython,
    /// The package manager itself is installed.
    InstallPackageManager,
    /// The requirements are installed.
    InstallDependencies,
    /// collectstatic tries.
    CollectStaticDryRun,
    /// collectstatic copies.
    CollectStatic,
    /// The project's script after the build.
    PostCompileHook,
    /// What is set on the platform is written over the Procfile.
    OverrideProcfile,
    /// The result is packed.
    Pack,
}

impl StepId {
    /// Every step; one that is left out does not compile, as packing is the last.
    pub const ALL: [Self; Self::Pack as usize + 1] = [
        Self::WriteProcfile,
        Self::PreCompileHook,
        Self::InstallPython,
        Self::InstallPackageManager,
        Self::InstallDependencies,
        Self::CollectStaticDryRun,
        Self::CollectStatic,
        Self::PostCompileHook,
        Self::OverrideProcfile,
        Self::Pack,
    ];

    /// What is done, in a few words.
    #[must_use]
    pub fn title(self, language: Language) -> &'static str {
        match self {
            Self::WriteProcfile => language.pick("Write a Procfile", "写入 Procfile"),
            Self::PreCompileHook => language.pick("Run the project's script before the build", "运行项目的构建前脚本"),
            Self::InstallPython => language.pick("Install Python", "安装 Python"),
            Self::InstallPackageManager => language.pick("Install the package manager", "安装包管理器"),
            Self::InstallDependencies => language.pick("Install the dependencies", "安装依赖"),
            Self::CollectStaticDryRun => language.pick("Try to collect the static files", "试运行静态文件收集"),
            Self::CollectStatic => language.pick("Collect the static files", "收集静态文件"),
            Self::PostCompileHook => language.pick("Run the project's script after the build", "运行项目的构建后脚本"),
            Self::OverrideProcfile => {
                language.pick("Write the platform's Procfile over the project's", "用平台上设置的 Procfile 覆盖项目的文件")
            }
            Self::Pack => language.pick("Pack the result", "打包结果"),
        }
    }

    /// The stage of a push that it belongs to.
    #[must_use]
    pub fn stage(self) -> Stage {
        match self {
            Self::WriteProcfile | Self::PreCompileHook => Stage::PreCompile,
            Self::InstallPython
            | Self::InstallPackageManager
            | Self::InstallDependencies
            | Self::CollectStaticDryRun
            | Self::CollectStatic
            | Self::PostCompileHook => Stage::Build,
            Self::OverrideProcfile | Self::Pack => Stage::Release,
        }
    }

    /// Whether the step installs packages, be they the project's or the package manager.
    #[must_use]
    pub fn installs(self) -> bool {
        matches!(self, Self::InstallPackageManager | Self::InstallDependencies)
    }
}
