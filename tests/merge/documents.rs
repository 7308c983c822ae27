//! Files made up for a test: entities with fields, comments and odd spacing; and changes to them as
//! people make them. The same number gives the same files.

use std::collections::BTreeMap;

/// Numbers that look like chance, the same ones for the same start.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % limit as u64).expect("small")
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(usize),
    Number(usize),
    List(Vec<usize>),
}

#[derive(Debug, Clone)]
pub struct Field {
    key: &'static str,
    pub value: Value,
    /// How it is spaced and quoted.
    look: usize,
    above: Option<String>,
    beside: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Entity {
    /// Which one it is, whatever its id becomes.
    pub one: String,
    id: String,
    formerly: Vec<String>,
    above: Vec<String>,
    gap: usize,
    fields: Vec<Field>,
    /// A table below it.
    below: Vec<Field>,
}

#[derive(Debug, Clone)]
pub struct Made {
    entities: Vec<Entity>,
    end: Vec<String>,
    crlf: bool,
    mark: bool,
    ended: bool,
}

const KEYS: [&str; 7] = ["name", "role", "date", "\"à b\"", "members", "note", "x.y"];

impl Made {
    pub fn new(chance: &mut Chance) -> Self {
        let entities = (0..chance.below(5)).map(|n| Entity::new(chance, &format!("e{n}"), "b"));
        let entities = entities.collect();
        Self {
            entities,
            end: if chance.one_in(4) {
                vec![String::new(), "# end".to_owned()]
            } else {
                Vec::new()
            },
            crlf: chance.one_in(5),
            mark: chance.one_in(6),
            ended: !chance.one_in(6),
        }
    }

    /// Some changes; what is new says which side made it.
    pub fn changed(&self, chance: &mut Chance, side: &str) -> Self {
        let mut made = self.clone();
        for n in 0..=chance.below(4) {
            made.change(chance, &format!("{side}{n}"));
        }
        made
    }

    fn change(&mut self, chance: &mut Chance, mark: &str) {
        let count = self.entities.len();
        let what = chance.below(20);
        if what == 0 {
            self.crlf = !self.crlf;
        } else if what == 1 {
            self.mark = !self.mark;
        } else if what == 2 {
            self.ended = !self.ended;
        } else if what == 3 {
            self.end.push(format!("# end {mark}"));
        } else if what < 6 || count == 0 {
            // The same id on both sides, now and then.
            let id = format!("n{}", chance.below(4));
            if self.entities.iter().all(|entity| entity.id != id) {
                let at = if chance.one_in(2) { count } else { chance.below(count + 1) };
                self.entities.insert(at, Entity::new(chance, &id, mark));
            }
        } else if what < 8 {
            self.entities.remove(chance.below(count));
        } else if what < 10 {
            let entity = self.entities.remove(chance.below(count));
            self.entities.insert(chance.below(count), entity);
        } else if what == 10 {
            let entity = &mut self.entities[chance.below(count)];
            if entity.formerly.is_empty() && entity.id.starts_with('e') {
                entity.formerly.push(entity.id.clone());
                entity.id = format!("r{}{}", &entity.one[1..], chance.below(2));
            }
        } else {
            self.entities[chance.below(count)].change(chance, mark);
        }
    }

    pub fn text(&self) -> String {
        let mut lines = Vec::new();
        for entity in &self.entities {
            lines.extend(std::iter::repeat_n(String::new(), entity.gap));
            lines.extend(entity.above.iter().cloned());
            lines.push(format!("[{}]", entity.id));
            entity.fields.iter().for_each(|field| field.lines(&mut lines));
            if !entity.formerly.is_empty() {
                lines.push(format!("formerly = {:?}", entity.formerly));
            }
            if !entity.below.is_empty() {
                lines.push(format!("[{}.below]  # of {}", entity.id, entity.one));
                entity.below.iter().for_each(|field| field.lines(&mut lines));
            }
        }
        lines.extend(self.end.iter().cloned());
        let end = if self.crlf { "\r\n" } else { "\n" };
        let text: String =
            lines.iter().map(|line| format!("{}{end}", line.replace('\n', end))).collect();
        let text = if self.ended { text.as_str() } else { text.trim_end_matches(['\r', '\n']) };
        if self.mark { format!("\u{feff}{text}") } else { text.to_owned() }
    }

    /// What the file says: of which entity, by which key.
    pub fn values(&self) -> BTreeMap<(String, String), Value> {
        let mut values = BTreeMap::new();
        for entity in &self.entities {
            for (above, fields) in [("", &entity.fields), ("below.", &entity.below)] {
                for field in fields {
                    let key = (entity.one.clone(), format!("{above}{}", field.key));
                    values.insert(key, field.value.clone());
                }
            }
        }
        values
    }

    /// The id of each entity.
    pub fn ids(&self) -> BTreeMap<String, String> {
        self.entities.iter().map(|entity| (entity.one.clone(), entity.id.clone())).collect()
    }

    /// Every comment, as often as it stands there.
    pub fn comments(&self) -> Vec<String> {
        let text = self.text();
        let lines = text.lines().filter(|line| !line.starts_with("# no "));
        let comments = lines.filter_map(|line| Some(format!("#{}", line.split_once('#')?.1)));
        comments.map(|comment| comment.trim_end().to_owned()).collect()
    }
}

impl Entity {
    fn new(chance: &mut Chance, id: &str, mark: &str) -> Self {
        let mut fields = Vec::new();
        for key in KEYS {
            if chance.one_in(2) {
                fields.push(Field::new(chance, key, mark));
            }
        }
        let below = ["name", "note"].into_iter().filter(|_| chance.one_in(5));
        let below: Vec<&str> = below.collect();
        Self {
            one: id.to_owned(),
            id: id.to_owned(),
            formerly: Vec::new(),
            above: if chance.one_in(3) { vec![format!("# {id} {mark}")] } else { Vec::new() },
            gap: chance.below(3),
            fields,
            below: below.into_iter().map(|key| Field::new(chance, key, mark)).collect(),
        }
    }

    fn change(&mut self, chance: &mut Chance, mark: &str) {
        let new = KEYS[chance.below(KEYS.len())];
        let count = self.fields.len();
        match chance.below(9) {
            0 => self.above.push(format!("# above {mark}")),
            1 => drop(self.above.pop()),
            2 if self.fields.iter().all(|field| field.key != new) => {
                self.fields.insert(chance.below(count + 1), Field::new(chance, new, mark));
            }
            3 if !self.below.is_empty() => self.below[0].change(chance, mark),
            4 if count > 1 => self.fields.swap(0, count - 1),
            5 if count > 0 => drop(self.fields.remove(chance.below(count))),
            6 => self.gap = chance.below(3),
            _ if count > 0 => self.fields[chance.below(count)].change(chance, mark),
            _ => {}
        }
    }
}

impl Field {
    fn new(chance: &mut Chance, key: &'static str, mark: &str) -> Self {
        let value = match key {
            "members" => Value::List((0..chance.below(4)).collect()),
            "date" => Value::Number(chance.below(9)),
            _ => Value::Text(chance.below(9)),
        };
        let above = chance.one_in(5).then(|| format!("# on {mark}"));
        let beside = chance.one_in(5).then(|| format!("# by {mark}"));
        Self { key, value, look: chance.below(6), above, beside }
    }

    fn change(&mut self, chance: &mut Chance, mark: &str) {
        match chance.below(8) {
            0 => self.look = chance.below(6),
            1 => self.above = Some(format!("# on {mark}")),
            2 => self.beside = Some(format!("# by {mark}")),
            3 => self.beside = None,
            _ => match &mut self.value {
                Value::Text(text) | Value::Number(text) => *text = chance.below(9),
                Value::List(members) if chance.one_in(2) => {
                    members.retain(|_| !chance.one_in(3));
                }
                Value::List(members) => {
                    let new = 4 + chance.below(6);
                    if !members.contains(&new) {
                        members.insert(chance.below(members.len() + 1), new);
                    }
                }
            },
        }
    }

    fn lines(&self, lines: &mut Vec<String>) {
        lines.extend(self.above.clone());
        let value = match &self.value {
            Value::Text(text) if self.look == 5 => format!("'t{text}'"),
            Value::Text(text) if self.look == 4 => format!("\"\"\"\n[t]\n# no {text}\n\"\"\""),
            Value::Text(text) => format!("\"t{text}\""),
            Value::Number(number) if self.look == 5 => format!("0x{number:x}"),
            Value::Number(number) => number.to_string(),
            Value::List(members) => {
                let members: Vec<String> = members.iter().map(|m| format!("\"m{m}\"")).collect();
                match self.look {
                    4 => format!(
                        "[{}]",
                        members.iter().map(|m| format!("\n    {m},")).collect::<String>() + "\n"
                    ),
                    5 => format!("[ {} ]", members.join(" , ")),
                    _ => format!("[{}]", members.join(", ")),
                }
            }
        };
        let equals = ["=", " = ", "  =\t", " = ", " = ", " = "][self.look];
        let indent = if self.look == 2 { "  " } else { "" };
        let beside = self.beside.as_ref().map(|text| format!("  {text}")).unwrap_or_default();
        lines.push(format!("{indent}{}{equals}{value}{beside}", self.key));
    }
}
