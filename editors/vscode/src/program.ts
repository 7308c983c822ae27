/** Finds the program, always as a whole path: a name alone would be looked for in the open folder first on Windows. */

import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, delimiter, isAbsolute, join } from 'node:path';
import { workspace } from 'vscode';

/** What the user's settings call the program. */
export function named(): string {
    return workspace.getConfiguration('nrt').get('path', 'nrt').trim() || 'nrt';
}

/** The whole path of the program, or nothing where it is not there. */
export async function find(): Promise<string | undefined> {
    const name = named();
    for (const place of places(name)) {
        if (await runs(place)) {
            return place;
        }
    }
    return undefined;
}

function places(name: string): string[] {
    const home = name.startsWith('~/') || name.startsWith('~\\') ? join(homedir(), name.slice(2)) : name;
    if (isAbsolute(home)) {
        return [home];
    }
    if (basename(name) !== name) {
        return [];
    }
    // Where `cargo install` puts it: an editor started from a menu seldom has it in its PATH.
    const cargo = join(process.env['CARGO_HOME'] ?? join(homedir(), '.cargo'), 'bin');
    const folders = (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute);
    const file = process.platform === 'win32' && !name.toLowerCase().endsWith('.exe') ? `${name}.exe` : name;
    return [...folders, cargo].map((folder) => join(folder, file));
}

async function runs(place: string): Promise<boolean> {
    try {
        await access(place, constants.X_OK);
        return (await stat(place)).isFile();
    } catch {
        return false;
    }
}
