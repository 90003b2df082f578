//! PSH615: settings of storages that contradict one another, or are not for the installed Django.

use crate::analysis::django::{Django, SettingsFault, StoragesFault, settings_faults};
use crate::rules::prelude::*;

use super::settings;

rule! {
    code: "PSH615",
    name: "contradicting-storages",
    severity: Error,
    stage: Build,
    fix: None,
    of: Collected,
    en: "The settings of Django's storages contradict one another, or are not for the installed Django",
    zh: "Django 存储的设置互相矛盾，或不适用于所安装的 Django",
}

struct ContradictingStorages<'f> {
    django: &'f Django,
    fault: StoragesFault,
}

impl ContradictingStorages<'_> {
    fn version(&self) -> String {
        self.django.version.map(|version| version.to_string()).unwrap_or_default()
    }
}

impl Message for ContradictingStorages<'_> {
    fn message(&self, language: Language) -> String {
        let version = self.version();
        match self.fault {
            StoragesFault::Both(old) => say!(
                language,
                "`STORAGES` and `{old}` are both set, which Django {version} refuses",
                "同时设置了 `STORAGES` 和 `{old}`，Django {version} 会拒绝"
            ),
            StoragesFault::NoStaticFiles => {
                say!(language, "`STORAGES` has no `\"staticfiles\"`", "`STORAGES` 中没有 `\"staticfiles\"`")
            }
            StoragesFault::TooOld(old) => say!(
                language,
                "`{old}` is set, which Django {version} no longer reads",
                "设置了 `{old}`，而 Django {version} 已不再读取它"
            ),
            StoragesFault::TooNew => say!(
                language,
                "`STORAGES` is set, which Django {version} does not read yet",
                "设置了 `STORAGES`，而 Django {version} 还不读取它"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let doubt = settings::doubt(self.django, language);
        match self.fault {
            StoragesFault::Both(old) => say!(
                language,
                "Django 4.2 to 5.0 know the old setting and the new one, and stop at both together with every command, collectstatic among them. Take `{old}` out, and say the same in `STORAGES`.{doubt}",
                "Django 4.2 到 5.0 同时认识新旧两种设置，两者并存时任何命令都会停止，包括 collectstatic。请去掉 `{old}`，并在 `STORAGES` 中写上同样的内容。{doubt}"
            ),
            StoragesFault::NoStaticFiles => say!(
                language,
                "A dictionary that is set takes the place of Django's own, and nothing of that is left. collectstatic finds no storage for static files, and the build stops. Add `\"staticfiles\": {{\"BACKEND\": \"django.contrib.staticfiles.storage.StaticFilesStorage\"}}`, or another storage.{doubt}",
                "设置的字典会完全取代 Django 自带的字典。collectstatic 找不到静态文件的存储，构建随之失败。请加上 `\"staticfiles\": {{\"BACKEND\": \"django.contrib.staticfiles.storage.StaticFilesStorage\"}}` 或其他存储。{doubt}"
            ),
            StoragesFault::TooOld(old) => say!(
                language,
                "Since 5.1, Django reads `STORAGES` alone, and passes `{old}` over without a word: the files are stored as if it were not there, without what that storage does for them. Move it into `STORAGES`.{doubt}",
                "从 5.1 起，Django 只读取 `STORAGES`，对 `{old}` 则不作任何提示地忽略：文件照没有该设置时存放，该存储的作用不会生效。请把它移入 `STORAGES`。{doubt}"
            ),
            StoragesFault::TooNew => say!(
                language,
                "Django has read `STORAGES` since 4.2, and passes it over before without a word: the files are stored as if it were not there. Use `STATICFILES_STORAGE` and `DEFAULT_FILE_STORAGE`, or a newer Django.{doubt}",
                "Django 从 4.2 起才读取 `STORAGES`，此前则不作任何提示地忽略：文件照没有该设置时存放。请使用 `STATICFILES_STORAGE` 和 `DEFAULT_FILE_STORAGE`，或更新的 Django。{doubt}"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, (django, read): Settings<'_>, findings: &mut Findings<'_, '_>) {
    for found in settings_faults(facts) {
        let SettingsFault::Storages(fault, binding) = found else { continue };
        let place = settings::place(read, Some(binding));
        let finding = Finding::new(place, ContradictingStorages { django, fault });
        let says = match fault {
            StoragesFault::Both(old) => {
                Some(format!("django.core.exceptions.ImproperlyConfigured: {old}/STORAGES are mutually exclusive."))
            }
            StoragesFault::NoStaticFiles if django.is_at_least(5, 1) == Some(true) => Some(NO_STORAGE.to_owned()),
            StoragesFault::NoStaticFiles => Some(NO_CONFIG.to_owned()),
            StoragesFault::TooOld(_) | StoragesFault::TooNew => None,
        };
        let finding = match says {
            Some(says) => finding.says(says),
            None => finding.severity(Severity::Warning).stage(Stage::Run),
        };
        findings.add(settings::hedge(finding, django));
    }
}

/// What a system check of Django 5.1 to 6.1 prints.
const NO_STORAGE: &str = "?: (staticfiles.E005) The STORAGES setting must define a 'staticfiles' storage.";
/// What Django 4.2 and 5.0 print, which have no such check.
const NO_CONFIG: &str =
    "django.core.files.storage.handler.InvalidStorageError: Could not find config for 'staticfiles' in settings.STORAGES.";
