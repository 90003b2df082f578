//! What a user may expect of a build, and this platform's has no step for.

use crate::analysis::Facts;
use crate::language::Language;
use crate::language::say;

/// One sentence each.
pub(super) fn without(facts: &Facts<'_>, language: Language) -> Vec<String> {
    let platform = facts.platform;
    let collect_static = platform.static_files.commands.value.is_empty() && facts.requirements.lists("django");
    let sentences = [
        collect_static.then(|| {
            say!(
                language,
                "{} runs no collectstatic: where Django serves static files, a command of the project has to collect them.",
                "{} 不运行 collectstatic：如果由 Django 提供静态文件，需要由项目自己的命令来收集。",
                platform.name
            )
        }),
        (!platform.procfile.is_read()).then(|| {
            say!(
                language,
                "{} reads no Procfile: what starts is the command that is set on it.",
                "{} 不读取 Procfile：启动的是在平台上设置的命令。",
                platform.name
            )
        }),
    ];
    sentences.into_iter().flatten().collect()
}
