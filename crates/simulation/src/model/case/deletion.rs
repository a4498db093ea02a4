//! Calls that delete a secret and bring it back.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Answer, Call, Case, Input};
use crate::model::entry::Deletion;
use crate::model::expected::Expected;
use crate::model::moment::Moment;
use crate::model::refusal::Refusal;
use crate::model::step::{Form, Target};

/// The recovery window where none is asked for.
///
/// Source: Secrets Manager API reference, `DeleteSecret`, `RecoveryWindowInDays`.
const DAYS_DEFAULT: i64 = 30;

impl Case {
    pub(super) fn delete_secret(
        &mut self,
        target: Target,
        days: Option<i64>,
        force: Option<bool>,
        now: &Moment,
    ) -> Call {
        let mut input = Input::new();
        input.extend(days.map(|days| ("RecoveryWindowInDays".to_owned(), days.into())));
        input.extend(force.map(|force| ("ForceDeleteWithoutRecovery".to_owned(), force.into())));
        let answer = match (force, days) {
            (Some(true), Some(_)) => Err(vec![self.meant(target).err().unwrap_or(Refusal::WindowAndForce)]),
            (Some(true), None) => self.deleted_now(target, now),
            (None | Some(false), days) => self.scheduled(target, days.unwrap_or(DAYS_DEFAULT), now),
        };
        self.made(target, "DeleteSecret", input, answer)
    }

    fn scheduled(&mut self, target: Target, days: i64, now: &Moment) -> Answer {
        let hours = self.hours;
        let entry = self.live(target)?;
        let window = u32::try_from(days).ok().filter(|days| (7..=30).contains(days));
        let days = window.ok_or_else(|| vec![Refusal::Window])?;
        let due_hours = hours.saturating_add(u64::from(days) * 24);
        let deletion = Deletion { asked: Rc::new(RefCell::new(vec![now.clone()])), days, due_hours };
        entry.rules.scheduled = true;
        entry.perhaps_change(now);
        let shown = entry.named().with("DeletionDate", Some(deletion.date()));
        entry.deletion = Some(deletion);
        Ok(shown)
    }

    /// Deleting at once succeeds whether there is such a secret or not.
    fn deleted_now(&mut self, target: Target, now: &Moment) -> Answer {
        let name =
            if target.form == Form::Name { Expected::text(&self.id(target)) } else { Expected::Anything };
        let slot = self.meant(target).map_err(|refusal| vec![refusal])?;
        let named = slot.as_ref().and_then(|slot| slot.entry.as_ref()).map(super::Entry::named);
        slot.into_iter().for_each(super::Slot::forget);
        let never_was = || Expected::object([("ARN", Expected::Anything), ("Name", name)]);
        Ok(named.unwrap_or_else(never_was).with("DeletionDate", Some(Expected::instant(now))))
    }

    pub(super) fn restore_secret(&mut self, target: Target, now: &Moment) -> Call {
        let answer = self.found(target).map(|entry| {
            entry.rules.scheduled = false;
            entry.deletion = None;
            entry.perhaps_change(now);
            entry.named()
        });
        self.made(target, "RestoreSecret", Input::new(), answer)
    }
}
