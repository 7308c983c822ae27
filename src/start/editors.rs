//! What makes editors and git understand a project: schemas, their settings, ends of lines.

use crate::address::Kind;
use crate::git::ATTRIBUTES;
use crate::lang::Lang;
use crate::render::schema;
use crate::tr;

/// The files beside the project's own, each by its path from the project's folder.
pub fn tools(lang: Lang) -> Vec<(String, String)> {
    let folder = format!("schema/{}/", lang.code());
    let mut files: Vec<(String, String)> =
        schema::files().into_iter().filter(|(path, _)| path.starts_with(&folder)).collect();
    files.push((".taplo.toml".to_owned(), taplo(lang, "schema")));
    files.push(("tombi.toml".to_owned(), tombi(lang, "schema")));
    files.push((".editorconfig".to_owned(), editorconfig(lang)));
    files.push((".gitattributes".to_owned(), gitattributes(lang)));
    files
}

/// The settings of Taplo, for schemas below a folder.
pub(super) fn taplo(lang: Lang, folder: &str) -> String {
    let mut text = tr!(
        lang,
        "# Éditeurs avec Taplo («\u{a0}Even Better TOML\u{a0}»)\u{a0}: complétion et explication des clés.\n# Ouvrez ce dossier comme espace de travail\u{a0}; les chemins partent d'ici.\n# `nrt schema` réécrit les schémas après une mise à jour de nrt.\n\n# La mise en forme à l'enregistrement garde nos listes comme elles sont écrites.\n",
        "# Editors with Taplo (\"Even Better TOML\"): completion and explanation of the keys.\n# Open this folder as a workspace; the paths start here.\n# `nrt schema` writes the schemas again after an update of nrt.\n\n# Formatting on save keeps lists as they are written.\n"
    );
    text.push_str("[formatting]\narray_auto_expand = false\narray_auto_collapse = false\nindent_string = \"    \"\n");
    for kind in Kind::ALL {
        let (file, path) = (kind.file(), schema_path(kind, lang, folder));
        text.push_str(&format!(
            "\n[[rule]]\ninclude = [\"{file}\"]\n\n[rule.schema]\npath = \"{path}\"\n"
        ));
    }
    text
}

/// The settings of Tombi, for schemas below a folder.
pub(super) fn tombi(lang: Lang, folder: &str) -> String {
    let mut text = tr!(
        lang,
        "# Éditeurs avec Tombi\u{a0}: complétion et explication des clés.\n# Les chemins partent de ce fichier.\n# `nrt schema` réécrit les schémas après une mise à jour de nrt.\n\n# Tombi 1.9 signale à tort les tables de decisions.toml\u{a0}: il prend leur nom, qui commence\n# par une date, pour une date mal écrite. Le fichier est du TOML 1.0 valide.\n\ntoml-version = \"v1.0.0\"\n\n# La mise en forme garde nos listes et nos phrases sur une ligne.\n",
        "# Editors with Tombi: completion and explanation of the keys.\n# The paths start from this file.\n# `nrt schema` writes the schemas again after an update of nrt.\n\n# Tombi 1.9 is wrong about the tables of decisions.toml: it takes their names, which start\n# with a date, for a broken date. The file is sound TOML 1.0.\n\ntoml-version = \"v1.0.0\"\n\n# Formatting keeps lists and sentences on one line.\n"
    );
    text.push_str("[format.rules]\nindent-width = 4\nline-width = 255\n\n");
    text.push_str(lang.pick(
        "# Aucun catalogue en ligne\u{a0}: les schémas qui suivent suffisent, même sans réseau.\n",
        "# No online catalogue: the schemas below are enough, also without a network.\n",
    ));
    text.push_str("[schema]\ncatalog.paths = []\n");
    for kind in Kind::ALL {
        let (file, path) = (kind.file(), schema_path(kind, lang, folder));
        text.push_str(&format!("\n[[schemas]]\npath = \"{path}\"\ninclude = [\"{file}\"]\n"));
    }
    text
}

fn schema_path(kind: Kind, lang: Lang, folder: &str) -> String {
    format!("{folder}/{}/{}.schema.json", lang.code(), kind.stem())
}

fn editorconfig(lang: Lang) -> String {
    let remark = lang.pick(
        "# Les fichiers du projet\u{a0}: UTF-8, et des fins de ligne que tous les outils lisent.\n",
        "# The project's files: UTF-8, and ends of lines that every tool reads.\n",
    );
    format!(
        "{remark}[*.toml]\ncharset = utf-8\nend_of_line = lf\ninsert_final_newline = true\ntrim_trailing_whitespace = true\nindent_style = space\nindent_size = 4\n"
    )
}

pub(super) fn gitattributes(lang: Lang) -> String {
    let mut text = tr!(
        lang,
        "# Les mêmes fins de ligne sur toutes les machines, Windows compris.\n*.toml text eol=lf\n*.json text eol=lf\n\n# Fusion et différences par entité\u{a0}; sans effet tant que `nrt git setup` n'a rien installé.\n",
        "# The same ends of lines on every machine, Windows included.\n*.toml text eol=lf\n*.json text eol=lf\n\n# Merging and diffs by entity; no effect until `nrt git setup` installed them.\n"
    );
    text.push_str(ATTRIBUTES);
    text
}
