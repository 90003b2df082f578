// Python; fetched when the first such file is opened.
import { pythonLanguage } from "@codemirror/lang-python";
import { LanguageSupport } from "@codemirror/language";

export const python = new LanguageSupport(pythonLanguage);
