//! The names by which tests and scripts find elements.

macro_rules! ids {
    ($($name:ident = $text:literal,)*) => {
        /// An element's `id` or `data-testid`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Id { $(#[doc = $text] $name,)* }

        impl Id {
            /// The name.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

ids! {
    AddFile = "add-file",
    Alert = "alert",
    AlertClose = "alert-close",
    Apply = "apply",
    ApplyAllOf = "apply-all-of",
    ApplySafe = "apply-safe",
    Copy = "copy",
    Crash = "crash",
    CrashMessage = "crash-message",
    Download = "download",
    DownloadChanged = "download-changed",
    DropZone = "drop-zone",
    EditorHint = "editor-hint",
    Example = "example",
    Facts = "facts",
    FilesInput = "files-input",
    FilesPanel = "files-panel",
    FileRow = "file-row",
    FolderInput = "folder-input",
    Gallery = "gallery",
    Find = "find",
    Held = "held",
    HeldForget = "held-forget",
    HeldOpen = "held-open",
    HeldSave = "held-save",
    Language = "language",
    LeftOut = "left-out",
    Live = "live",
    Main = "main",
    MissingFile = "missing-file",
    Next = "next",
    NotChecked = "not-checked",
    NotParsed = "not-parsed",
    OtherFiles = "other-files",
    PasteCheck = "paste-check",
    PasteName = "paste-name",
    PasteText = "paste-text",
    PlanPanel = "plan-panel",
    PlainEditor = "plain-editor",
    Platform = "platform",
    PlatformRow = "platform-row",
    PlatformSettings = "platform-settings",
    PlatformSettingsOpen = "platform-settings-open",
    PlatformTable = "platform-table",
    Preview = "preview",
    Previous = "previous",
    Problem = "problem",
    ProblemPlace = "problem-place",
    ProblemRule = "problem-rule",
    ProblemsHeading = "problems-heading",
    ProblemsPanel = "problems-panel",
    Reading = "reading",
    Root = "root",
    RuleDialog = "rule-dialog",
    Says = "says",
    SettingsApply = "settings-apply",
    SettingsEnv = "settings-env",
    SettingsProblem = "settings-problem",
    SettingsProcfile = "settings-procfile",
    Showcase = "showcase",
    Stage = "stage",
    StartOver = "start-over",
    Tab = "tab",
    TextPanel = "text-panel",
    Theme = "theme",
    Undo = "undo",
    Verdict = "verdict",
    Version = "version",
}
