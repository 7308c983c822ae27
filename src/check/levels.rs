//! How much a finding weighs here: its family, the date, the variant, and the project's `[levels]`.

use crate::address::{Address, Kind};
use crate::diff::nearest;
use crate::finding::{Finding, Level};
use crate::model::{LevelSetting, Method};
use crate::rule::{Context, Family, Rule};
use crate::rules;
use crate::tr;

/// Gives a finding its final level; `false` when the project switched its rule off.
///
/// `pinned` says that the rule asked for the level of this one finding.
pub(super) fn apply(cx: &Context<'_>, finding: &mut Finding, pinned: bool) -> bool {
    let Some(rule) = rules::find(finding.rule) else {
        return true;
    };
    match setting(cx, rule) {
        Some(LevelSetting::Off) if rule.can_be_off() => return false,
        Some(LevelSetting::Error) => finding.level = Level::Error,
        Some(LevelSetting::Warning) => finding.level = Level::Warning,
        Some(LevelSetting::Info) => finding.level = Level::Info,
        Some(LevelSetting::Off) | None if pinned => {}
        Some(LevelSetting::Off) | None => finding.level = default_level(cx, rule, finding.level),
    }
    true
}

/// The level of a rule's findings in this project, for lists of rules; `None` when it is off.
pub fn level_here(cx: &Context<'_>, rule: &'static Rule) -> Option<Level> {
    let mut probe =
        Finding::new(rule.name, rule.level, Address::file(Kind::Project), String::new());
    apply(cx, &mut probe, false).then_some(probe.level)
}

fn default_level(cx: &Context<'_>, rule: &Rule, level: Level) -> Level {
    let settings = &cx.project.settings;
    match rule.family {
        Family::Activity => {
            let over = settings.project.end.is_some_and(|end| cx.today >= end);
            if over || cx.horizon.is_some() { Level::Error } else { Level::Warning }
        }
        Family::Recommendation if settings.project.method == Some(Method::Flash) => Level::Info,
        _ => level,
    }
}

fn setting(cx: &Context<'_>, rule: &Rule) -> Option<LevelSetting> {
    let levels = &cx.project.settings.levels;
    std::iter::once(&rule.name)
        .chain(rule.aliases)
        .find_map(|name| levels.get(*name).copied().flatten())
}

/// Findings about `[levels]` itself: unknown rules, and rules that may not be off.
pub(super) fn findings(cx: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (name, setting) in &cx.project.settings.levels {
        let address = Address::file(Kind::Project).key("levels").key(name);
        let (id, message, help) = match rules::find(name) {
            None => {
                let message =
                    tr!(cx.lang, "il n'y a pas de règle `{name}`", "there is no rule `{name}`");
                let help = nearest(name, rules::all().map(|rule| rule.name)).map_or_else(
                    || tr!(cx.lang, "`nrt rules` liste les règles", "`nrt rules` lists the rules"),
                    |close| tr!(cx.lang, "écrivez `{close}`", "write `{close}`"),
                );
                ("unknown-key", message, help)
            }
            Some(rule) if *setting == Some(LevelSetting::Off) && !rule.can_be_off() => (
                "unknown-value",
                tr!(
                    cx.lang,
                    "la règle `{name}` ne peut pas être désactivée",
                    "the rule `{name}` cannot be switched off"
                ),
                if rule.family == Family::Activity {
                    tr!(
                        cx.lang,
                        "pour accepter un constat, écrivez une dispense dans `waivers.toml`",
                        "to accept a finding, write a waiver in `waivers.toml`"
                    )
                } else {
                    tr!(cx.lang, "effacez cette ligne", "delete this line")
                },
            ),
            Some(_) => continue,
        };
        let mut finding = Finding::new(id, Level::Error, address, message);
        finding.place = if id == "unknown-key" {
            cx.documents.get(Kind::Project).and_then(|d| d.key_place(&finding.address.path))
        } else {
            cx.documents.place(&finding.address)
        };
        finding.help = Some(help.into());
        found.push(finding);
    }
    found
}
