//! The call that moves labels, and the one that shows on which versions they are.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::{Answer, Call, Case, Input, label};
use crate::model::expected::Expected;
use crate::model::moment::Moment;
use crate::model::step::{Pick, Target};

impl Case {
    pub(super) fn update_secret_version_stage(
        &mut self,
        (target, index): (Target, u8),
        to: Option<Pick>,
        from: Option<Pick>,
        now: &Moment,
    ) -> Option<Call> {
        let name = label(index);
        let to = to.and_then(|pick| self.version(target, &name, pick));
        let from = from.and_then(|pick| self.version(target, &name, pick));
        if self.is_open(target, to.as_ref()) || self.is_open(target, from.as_ref()) {
            return None;
        }
        let mut input = Input::new();
        input.insert("VersionStage".to_owned(), name.as_str().into());
        input.extend(to.iter().map(|to| ("MoveToVersionId".to_owned(), Json::from(to.as_str()))));
        input.extend(from.iter().map(|from| ("RemoveFromVersionId".to_owned(), Json::from(from.as_str()))));
        let answer = self.moved(target, &name, (to.as_deref(), from.as_deref()), now);
        Some(self.made(target, "UpdateSecretVersionStage", input, answer))
    }

    fn moved(
        &mut self,
        target: Target,
        label: &str,
        (to, from): (Option<&str>, Option<&str>),
        now: &Moment,
    ) -> Answer {
        let hours = self.hours;
        let entry = self.live(target)?;
        let before = entry.rules.labels.clone();
        entry.rules.move_label(label, to, from)?;
        if entry.rules.labels == before {
            entry.perhaps_change(now)
        } else {
            entry.change(now)
        }
        entry.fade(hours);
        Ok(entry.named())
    }

    pub(super) fn list_secret_version_ids(
        &mut self,
        target: Target,
        deprecated: Option<bool>,
        page: Option<u8>,
    ) -> Call {
        let mut input = Input::new();
        input.extend(deprecated.map(|shown| ("IncludeDeprecated".to_owned(), shown.into())));
        input.extend(page.map(|page| ("MaxResults".to_owned(), Json::from(page.saturating_mul(7)))));
        let answer = self.versions(target, deprecated == Some(true));
        self.made(target, "ListSecretVersionIds", input, answer)
    }

    fn versions(&mut self, target: Target, deprecated: bool) -> Answer {
        let entry = self.found(target)?;
        let shown = |id: &String| Some((id.clone(), entry.version_shown(id)?));
        let is_asked = |id: &&String| deprecated || !entry.rules.labels_of(id).is_empty();
        let (optional, required): (BTreeMap<_, _>, BTreeMap<_, _>) = entry
            .versions
            .keys()
            .filter(is_asked)
            .filter_map(shown)
            .partition(|(id, _)| entry.fading.contains(id));
        let versions = Expected::Keyed { by: "VersionId", required, optional };
        Ok(entry.named().with("Versions", Some(versions)))
    }
}
