//! Files as people leave them: odd spacing, comments everywhere, either line ending, any quotes.

/// Numbers that look random and are the same every time.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed ^ 0x9e37_79b9_7f4a_7c15)
    }

    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.roll(n) == 0
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len())]
    }
}

/// Ids of the entities that a text may hold.
pub const IDS: [&str; 6] = ["dgs", "dsi", "elu-1", "achats", "Mairie_2", "x"];

const TEXTS: [&str; 7] = [
    "\"Direction générale\"",
    "'Service « achats »'",
    "\"a # b\"",
    "\"\"\"\n[dgs]\nname = 1\n\"\"\"",
    "'''\n# pas un commentaire\n'''",
    "\"\\\"\\u00e9\\\\\"",
    "\"TODO(nrt)\"",
];

const COMMENTS: [&str; 5] = ["# à revoir", "#", "# [dgs]", "# name = \"x\"", "#\tun « mot », é"];

/// A whole file of a kind whose entities have these keys, each with a way to write a value.
pub fn file(dice: &mut Dice, keys: &[(&str, Shape)], below: Option<&str>) -> String {
    let mut text = String::new();
    if dice.one_in(3) {
        text.push_str("# Les parties prenantes\n# clés : name, role\n");
    }
    blank(dice, &mut text);
    let count = dice.roll(4);
    let start = dice.roll(IDS.len());
    for at in 0..count {
        let id = IDS[(start + at) % IDS.len()];
        entity(dice, &mut text, id, keys, below);
    }
    if dice.one_in(4) {
        text.push_str("# fin\n");
    }
    if dice.one_in(5) {
        text.truncate(text.trim_end_matches('\n').len());
    }
    if dice.one_in(3) {
        text = text.replace('\n', "\r\n");
    }
    if dice.one_in(5) { format!("\u{feff}{text}") } else { text }
}

/// What a key holds.
#[derive(Clone, Copy)]
pub enum Shape {
    Text,
    Date,
    Ids,
    Id,
    Dates,
    Texts,
}

fn entity(
    dice: &mut Dice,
    text: &mut String,
    id: &str,
    keys: &[(&str, Shape)],
    below: Option<&str>,
) {
    for _ in 0..dice.roll(3) {
        text.push_str(dice.pick::<&str>(&COMMENTS));
        text.push('\n');
    }
    if dice.one_in(4) {
        text.push('\n');
    }
    let indent = *dice.pick(&["", "", "", "  ", "\t"]);
    let id_written = match dice.roll(6) {
        0 => format!("\"{id}\""),
        1 => format!("'{id}'"),
        2 => format!(" {id} "),
        _ => id.to_owned(),
    };
    text.push_str(&format!("{indent}[{id_written}]{}\n", beside(dice)));
    for (key, shape) in keys {
        if dice.one_in(3) {
            continue;
        }
        if dice.one_in(8) {
            text.push_str(&format!("{indent}{}\n", dice.pick(&COMMENTS)));
        }
        if dice.one_in(12) {
            text.push('\n');
        }
        let equals = *dice.pick(&[" = ", " = ", "=", "   =  ", "\t= "]);
        let value = value(dice, *shape);
        text.push_str(&format!("{indent}{key}{equals}{value}{}\n", beside(dice)));
    }
    if let Some(below) = below.filter(|_| dice.one_in(2)) {
        match dice.roll(3) {
            0 => text.push_str(&format!("{below}.procurement = [ 'a', \"b\" ]{}\n", beside(dice))),
            1 => text.push_str(&format!(
                "{below} = {{ procurement = [\"a\"],awareness=[ 'b' ] }}{}\n",
                beside(dice)
            )),
            _ => text.push_str(&format!(
                "\n[{id}.{below}]{}\nawareness = [\n  'x', # un\n  \"y\"\n]\n",
                beside(dice)
            )),
        }
    }
    blank(dice, text);
}

fn value(dice: &mut Dice, shape: Shape) -> String {
    let list = |dice: &mut Dice, items: Vec<String>| match dice.roll(4) {
        0 if !items.is_empty() => {
            let lines: Vec<String> = items.iter().map(|item| format!("  {item}")).collect();
            format!("[\n{}{}\n]", lines.join(",\n"), if dice.one_in(2) { "," } else { "" })
        }
        1 if !items.is_empty() => format!("[ {} , ]", items.join(" ,  ")),
        2 if !items.is_empty() => {
            format!("[ # ceux-ci\n  {} # le dernier\n]", items.join(", # puis\n  "))
        }
        _ => format!("[{}]", items.join(", ")),
    };
    match shape {
        Shape::Text => (*dice.pick(&TEXTS)).to_owned(),
        Shape::Date => day(dice),
        Shape::Id => id(dice),
        Shape::Ids => {
            let items = (0..dice.roll(4)).map(|_| id(dice)).collect();
            list(dice, items)
        }
        Shape::Dates => {
            let items = (0..dice.roll(4)).map(|_| day(dice)).collect();
            list(dice, items)
        }
        Shape::Texts => {
            let items = (0..dice.roll(3))
                .map(|_| (*dice.pick(&["\"a\"", "'b, c'", "\"é\""])).to_owned())
                .collect();
            list(dice, items)
        }
    }
}

fn id(dice: &mut Dice) -> String {
    let id = *dice.pick(&IDS);
    if dice.one_in(3) { format!("'{id}'") } else { format!("\"{id}\"") }
}

fn day(dice: &mut Dice) -> String {
    format!("2026-{:02}-{:02}", 1 + dice.roll(12), 1 + dice.roll(28))
}

fn beside(dice: &mut Dice) -> String {
    if dice.one_in(4) { format!("  {}", dice.pick(&COMMENTS)) } else { String::new() }
}

fn blank(dice: &mut Dice, text: &mut String) {
    for _ in 0..dice.roll(3) {
        text.push_str(dice.pick::<&str>(&["\n", "\n", "  \n"]));
    }
}
