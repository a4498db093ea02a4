//! A function fits on a page.

use syn::visit::{self, Visit};
use syn::{Block, ImplItemFn, ItemFn, ItemMod, Signature, TraitItemFn};

use crate::limits::FUNCTION_LINES_MAX;
use crate::tidy::source::{Source, is_test_only};
use crate::tidy::violation::Finding;
use crate::tidy::workspace::Workspace;

/// Finds functions over the budget; those that exist only in tests have none.
pub(crate) fn check(workspace: &Workspace) -> Vec<Finding> {
    workspace.shipped_sources().flat_map(findings).collect()
}

fn findings(source: &Source) -> Vec<Finding> {
    let mut functions = Functions { path: &source.path, findings: Vec::new() };
    functions.visit_file(&source.syntax.0);
    functions.findings
}

struct Functions<'path> {
    path: &'path str,
    findings: Vec<Finding>,
}

impl Functions<'_> {
    fn measure(&mut self, signature: &Signature, body: &Block) {
        let first = signature.ident.span().start().line;
        let last = body.brace_token.span.close().end().line;
        let lines = last.saturating_sub(first).saturating_add(1);
        if lines > FUNCTION_LINES_MAX {
            let wrong = format!("`{}` has {lines} lines", signature.ident);
            let instead = format!("split it; {FUNCTION_LINES_MAX} is the budget");
            self.findings.push(Finding::new(self.path, wrong, instead).at(first));
        }
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !is_test_only(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        if !is_test_only(&item.attrs) {
            self.measure(&item.sig, &item.block);
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        self.measure(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast TraitItemFn) {
        if let Some(body) = &item.default {
            self.measure(&item.sig, body);
        }
        visit::visit_trait_item_fn(self, item);
    }
}
