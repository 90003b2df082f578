//! The reduced tree as bytes, between the page and the module that parses for it. Both are built from the same source.

use super::PythonModule;

impl PythonModule {
    /// The bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        postcard::to_allocvec(self).ok()
    }

    /// The tree of such bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn a_tree_comes_back_as_it_was() {
        let sum = vec!["'a'"; 300].join(" + ");
        for source in
            ["", "import a\nprint(f'{a.b[c]}', end=-1)\n", "print 'x'\n", &format!("x = {sum}\nmatch x:\n    case 1: pass\n")]
        {
            let module = parse(source);
            let bytes = module.to_bytes().expect("bytes");
            assert_eq!(PythonModule::from_bytes(&bytes), Some(module), "{source}");
        }
        assert_eq!(PythonModule::from_bytes(&[255, 255]), None);
    }
}
