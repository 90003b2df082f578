//! What the address of the page says.

use crate::language::Language;
use crate::web::browser;
use crate::web::parameters::Parameter;

/// The language that the address names. It is that of this visit and not remembered; only the user changes it.
pub(super) fn address_language() -> Option<Language> {
    Language::from_tag(Parameter::Language.of(&browser::address_query())?)
}
