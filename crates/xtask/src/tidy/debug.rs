//! Every public type can be printed, but for those that hold secret bytes: those must not be.
//!
//! Which types hold secrets is a list that people keep and review; a `pub` type is public even if its
//! module is not. A macro is not expanded: a type that it declares is not seen, a `Debug` that it implements for
//! the types it is called with is.

use std::collections::BTreeSet;

use proc_macro2::TokenTree;
use syn::visit::{self, Visit};
use syn::{
    Attribute, Ident, ItemEnum, ItemImpl, ItemMacro, ItemMod, ItemStruct, ItemUnion, Path, Type, Visibility,
};
use toml::{Table, Value};

use crate::tidy::source::is_test_only;
use crate::tidy::violation::Finding;
use crate::tidy::workspace::Workspace;

/// The types that hold secret bytes: a crate and its types, on a line each.
pub(crate) const SECRETS: &str = "crates/xtask/src/tidy/secret_types.toml";

/// Finds public types without `Debug`, and secret ones with it.
pub(crate) fn check(workspace: &Workspace) -> Vec<Finding> {
    let text = workspace.files.get(SECRETS).map_or("", String::as_str);
    let secrets = match text.parse::<Table>() {
        Ok(table) => names(&table),
        Err(error) => return vec![Finding::new(SECRETS, error.message(), "write `crate = [\"Type\"]`")],
    };
    let types = Types::of(workspace);
    let unprintable =
        types.declared.iter().filter_map(|declared| declared.finding(&types.printable, &secrets));
    let exists = |secret: &Name| types.declared.iter().any(|declared| declared.name == *secret);
    let gone = secrets.iter().filter(|secret| !exists(secret));
    let gone = gone
        .map(|(krate, name)| Finding::new(SECRETS, format!("`{krate}::{name}` does not exist"), "remove it"));
    unprintable.chain(gone).collect()
}

/// A crate and a type of it.
type Name = (String, String);

fn names(table: &Table) -> BTreeSet<Name> {
    let lists = table.iter().filter_map(|(krate, types)| Some((krate, types.as_array()?)));
    let pairs = lists
        .flat_map(|(krate, types)| types.iter().filter_map(Value::as_str).map(move |name| (krate, name)));
    pairs.map(|(krate, name)| (krate.clone(), name.to_owned())).collect()
}

struct Declared {
    name: Name,
    path: String,
    line: usize,
    is_public: bool,
}

impl Declared {
    fn finding(&self, printable: &BTreeSet<Name>, secrets: &BTreeSet<Name>) -> Option<Finding> {
        let (is_printable, is_secret) = (printable.contains(&self.name), secrets.contains(&self.name));
        let (wrong, instead) = match (is_printable, is_secret) {
            (true, true) => ("holds secret bytes and is `Debug`", "remove the `Debug`"),
            (false, false) if self.is_public => ("is public and not `Debug`", HOW_TO_PRINT),
            (true, false) | (false, true | false) => return None,
        };
        Some(Finding::new(&self.path, format!("`{}` {wrong}", self.name.1), instead).at(self.line))
    }
}

const HOW_TO_PRINT: &str =
    "derive it, or list the type in `crates/xtask/src/tidy/secret_types.toml` if it holds secret bytes";

/// The types of the workspace, and those of them that are `Debug`.
#[derive(Default)]
struct Types {
    path: String,
    crate_name: String,
    declared: Vec<Declared>,
    printable: BTreeSet<Name>,
    /// The macros that implement `Debug` for what they are called with.
    printers: BTreeSet<Name>,
    /// Each call of a macro: the macro, and a name it is called with.
    calls: Vec<(Name, Name)>,
}

impl Types {
    fn of(workspace: &Workspace) -> Self {
        let mut types = Self::default();
        for source in workspace.shipped_sources().filter(|source| source.is_in_src()) {
            types.path.clone_from(&source.path);
            source.crate_name().clone_into(&mut types.crate_name);
            types.visit_file(&source.syntax.0);
        }
        let Self { calls, printers, printable, .. } = &mut types;
        let printed = calls.iter().filter(|(printer, _)| printers.contains(printer));
        printable.extend(printed.map(|(_, argument)| argument.clone()));
        types
    }

    fn name(&self, ident: &Ident) -> Name {
        (self.crate_name.clone(), ident.to_string())
    }

    fn declare(&mut self, attributes: &[Attribute], visibility: &Visibility, ident: &Ident) {
        if is_test_only(attributes) {
            return;
        }
        let name = self.name(ident);
        if attributes.iter().any(derives_debug) {
            self.printable.insert(name.clone());
        }
        let line = ident.span().start().line;
        let is_public = matches!(visibility, Visibility::Public(_));
        self.declared.push(Declared { name, path: self.path.clone(), line, is_public });
    }
}

impl<'ast> Visit<'ast> for Types {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !is_test_only(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_struct(&mut self, item: &'ast ItemStruct) {
        self.declare(&item.attrs, &item.vis, &item.ident);
    }

    fn visit_item_enum(&mut self, item: &'ast ItemEnum) {
        self.declare(&item.attrs, &item.vis, &item.ident);
    }

    fn visit_item_union(&mut self, item: &'ast ItemUnion) {
        self.declare(&item.attrs, &item.vis, &item.ident);
    }

    fn visit_item_macro(&mut self, item: &'ast ItemMacro) {
        let tokens = &item.mac.tokens;
        match (&item.ident, item.mac.path.get_ident()) {
            (Some(defined), _) if tokens.to_string().contains("Debug for $") => {
                self.printers.insert(self.name(defined));
            }
            (None, Some(called)) => {
                let call = |argument: Ident| (self.name(called), self.name(&argument));
                let calls: Vec<_> = tokens.clone().into_iter().filter_map(ident).map(call).collect();
                self.calls.extend(calls);
            }
            (Some(_) | None, _) => {}
        }
    }

    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        let Some((of, _)) = &item.trait_ else { return };
        if let (true, Type::Path(subject)) = (is_debug(of), item.self_ty.as_ref())
            && let Some(last) = subject.path.segments.last()
        {
            self.printable.insert(self.name(&last.ident));
        }
    }
}

fn ident(token: TokenTree) -> Option<Ident> {
    if let TokenTree::Ident(ident) = token { Some(ident) } else { None }
}

fn is_debug(path: &Path) -> bool {
    path.segments.last().is_some_and(|last| last.ident == "Debug")
}

fn derives_debug(attribute: &Attribute) -> bool {
    let mut found = false;
    if attribute.path().is_ident("derive") {
        // A malformed derive is the compiler's affair.
        let _ = attribute.parse_nested_meta(|derived| {
            found = found || is_debug(&derived.path);
            Ok(())
        });
    }
    found
}
