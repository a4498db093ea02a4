//! A Rust file of a crate, parsed, and what in it is test code.
//!
//! Knows paths, attributes and lines; knows no rule.

use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Attribute, ItemFn, ItemImpl, ItemMod, Meta};

/// A parsed Rust file.
#[derive(Debug)]
pub(crate) struct Source {
    /// From the root.
    pub(crate) path: String,
    /// As it stands on disk.
    pub(crate) text: String,
    /// Its items, with the lines they stand on.
    pub(crate) syntax: SyntaxTree,
}

/// A parsed file, whose `Debug` would be the file again and longer.
pub(crate) struct SyntaxTree(pub(crate) syn::File);

impl std::fmt::Debug for SyntaxTree {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SyntaxTree({} items)", self.0.items.len())
    }
}

impl Source {
    /// Parses a file.
    ///
    /// # Errors
    ///
    /// The text is not Rust.
    pub(crate) fn parse(path: &str, text: &str) -> syn::Result<Self> {
        let syntax = SyntaxTree(syn::parse_file(text)?);
        Ok(Self { path: path.to_owned(), text: text.to_owned(), syntax })
    }

    /// Returns the crate's name, which is its folder's.
    pub(crate) fn crate_name(&self) -> &str {
        self.path.split('/').nth(1).unwrap_or_default()
    }

    /// Returns whether the file lies under `src`.
    pub(crate) fn is_in_src(&self) -> bool {
        self.path.split('/').nth(2) == Some("src")
    }

    /// Returns whether the file holds only tests: a `tests.rs`, or a file in a folder `tests` or `benches`.
    pub(crate) fn is_test(&self) -> bool {
        self.path.split('/').any(|part| matches!(part, "tests.rs" | "tests" | "benches"))
    }

    /// Counts the lines, those of inline test code not included.
    pub(crate) fn shipped_lines(&self) -> usize {
        let mut tests = TestLines::default();
        tests.visit_file(&self.syntax.0);
        self.text.lines().count().saturating_sub(tests.lines)
    }
}

/// Returns whether an item with these attributes exists only in tests: `#[test]`, `#[cfg(test)]` or
/// `#[cfg(all(test, …))]`.
pub(crate) fn is_test_only(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("cfg") => {
            let condition = list.tokens.to_string().replace(' ', "");
            condition == "test" || condition.starts_with("all(test,")
        }
        Meta::List(_) | Meta::NameValue(_) => false,
    })
}

/// Counts the first line of an item, its attributes included, to its last.
pub(crate) fn lines_of(item: &impl Spanned) -> usize {
    let span = item.span();
    span.end().line.saturating_sub(span.start().line).saturating_add(1)
}

#[derive(Default)]
struct TestLines {
    lines: usize,
}

impl TestLines {
    /// Adds the item's lines if it is test code; returns whether it was.
    fn add(&mut self, attributes: &[Attribute], item: &impl Spanned) -> bool {
        let is_test = is_test_only(attributes);
        if is_test {
            self.lines = self.lines.saturating_add(lines_of(item));
        }
        is_test
    }
}

impl<'ast> Visit<'ast> for TestLines {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !self.add(&item.attrs, item) {
            syn::visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        self.add(&item.attrs, item);
    }

    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        self.add(&item.attrs, item);
    }
}
