/** The schemas with which Taplo and Tombi know the keys: put into a project that has none. */

import { ExtensionContext, Uri, l10n, window, workspace } from 'vscode';

import { STEMS, exists } from './projects';
import { besideTomlServer } from './server';

/** The settings of the two servers of TOML, by which they find the schemas. */
const SETTINGS = ['.taplo.toml', 'tombi.toml'];

/** Offers to add the schemas to a project, where a server of TOML runs and knows none. */
export async function offer(context: ExtensionContext, project: Uri): Promise<void> {
    const declined = `schemas:${project.toString()}`;
    if (
        !besideTomlServer() ||
        !workspace.getConfiguration('nrt').get('offerSchemas', true) ||
        context.workspaceState.get(declined, false) ||
        (await associated(project))
    ) {
        return;
    }
    const [yes, never] = [l10n.t('Add them'), l10n.t('Not for this project')];
    const message = l10n.t(
        'This nrt project has no schemas: your TOML extension cannot check the shape of its files. Add them to the project?',
    );
    const answer = await window.showInformationMessage(message, yes, never);
    if (answer === yes) {
        await add(context, project);
    } else if (answer === never) {
        await context.workspaceState.update(declined, true);
    }
}

/** Adds the schemas to a project, and what makes Taplo and Tombi find them. A file that is there stays as it is. */
export async function add(context: ExtensionContext, project: Uri): Promise<void> {
    const lang = await language(project);
    const files = [
        ...STEMS.map((stem) => `schema/${lang}/${stem}.schema.json`),
        // Last: they point at the others.
        ...SETTINGS,
    ];
    let added = 0;
    for (const file of files) {
        const to = Uri.joinPath(project, file);
        if (!(await exists(to))) {
            const from = file.startsWith('schema/') ? file : `${lang}/${file}`;
            await workspace.fs.copy(Uri.joinPath(context.extensionUri, 'project', from), to);
            added += 1;
        }
    }
    const message =
        added === 0
            ? l10n.t('The schemas were there already.')
            : l10n.t('Files added to the project: {0}. Save them with the project.', added);
    void window.showInformationMessage(message);
}

async function associated(project: Uri): Promise<boolean> {
    const there = await Promise.all(SETTINGS.map((file) => exists(Uri.joinPath(project, file))));
    return there.includes(true);
}

/** The language that the project says it is in. */
async function language(project: Uri): Promise<'fr' | 'en'> {
    const bytes = await workspace.fs.readFile(Uri.joinPath(project, 'nrt.toml'));
    return /^\s*language\s*=\s*["']en["']/m.test(new TextDecoder().decode(bytes)) ? 'en' : 'fr';
}
