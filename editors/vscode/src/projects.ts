/** Where projects are: a folder with `nrt.toml`, and the files that belong to it. */

import { RelativePattern, Uri, l10n, window, workspace } from 'vscode';

/** The stems of the ten files of a project. */
export const STEMS = [
    'nrt',
    'referents',
    'stakeholders',
    'scope',
    'milestones',
    'documents',
    'bodies',
    'calendar',
    'decisions',
    'waivers',
];

/** The files of projects, wherever they lie. */
export const FILES = `**/{${STEMS.join(',')}}.toml`;

/** The file that makes a folder a project. */
export const MARK = '**/nrt.toml';

const MOST_PROJECTS = 50;

/** Whether something is there. */
export async function exists(uri: Uri): Promise<boolean> {
    return workspace.fs.stat(uri).then(() => true, () => false);
}

/** The folder of the project that a file belongs to. */
export async function folderOf(file: Uri): Promise<Uri | undefined> {
    if (file.scheme !== 'file') {
        return undefined;
    }
    let folder = Uri.joinPath(file, '..');
    for (;;) {
        if (await exists(Uri.joinPath(folder, 'nrt.toml'))) {
            return folder;
        }
        const above = Uri.joinPath(folder, '..');
        if (above.path === folder.path) {
            return undefined;
        }
        folder = above;
    }
}

/** The projects in the open folders. */
export async function all(): Promise<Uri[]> {
    const folders = workspace.workspaceFolders ?? [];
    const found = await Promise.all(
        folders.map((folder) => workspace.findFiles(new RelativePattern(folder, MARK), undefined, MOST_PROJECTS)),
    );
    return found.flat().map((mark) => Uri.joinPath(mark, '..'));
}

/** The project that the user means: that of the text before them, the only one, or the one they choose. */
export async function choose(): Promise<Uri | undefined> {
    const editor = window.activeTextEditor;
    const current = editor && (await folderOf(editor.document.uri));
    if (current) {
        return current;
    }
    const projects = await all();
    if (projects.length === 0) {
        void window.showInformationMessage(l10n.t('There is no nrt project in this folder: no file is called nrt.toml.'));
    }
    if (projects.length < 2) {
        return projects[0];
    }
    const items = projects.map((project) => ({ label: workspace.asRelativePath(project), project }));
    const chosen = await window.showQuickPick(items, { placeHolder: l10n.t('Which project?') });
    return chosen?.project;
}
