//! The platforms that stand in a row on the page: those that the user keeps there, and the one that is chosen.

use crate::platform;

/// The row of somebody who has not made any: the best known of each family.
pub(crate) const AT_FIRST: &str = "digitalocean heroku kato rainbond";

/// The row, in the order of all platforms, of ids that are separated by spaces. What is no platform any more is of no account.
pub(crate) fn row(kept: &str, chosen: &str) -> Vec<&'static str> {
    let stands_in_it = |id: &&str| *id == chosen || kept.split(' ').any(|kept| kept == *id);
    platform::listed().iter().map(|platform| platform.id).filter(stands_in_it).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_stands_in_the_row_with_what_was_kept() {
        assert_eq!(row(AT_FIRST, "heroku"), ["digitalocean", "heroku", "kato", "rainbond"]);
        assert_eq!(row("rainbond gone heroku", "heroku-cnb"), ["heroku", "heroku-cnb", "rainbond"]);
        assert_eq!(row("", "kato"), ["kato"]);
    }
}
