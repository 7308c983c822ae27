/* Makes what is packaged: the program in one file, with the licences of what it holds, and copies of the
   repository's schemas and settings, which are kept in one place only. */

import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
process.chdir(here);
await rm('out', { recursive: true, force: true });
await rm('project', { recursive: true, force: true });

const { metafile } = await build({
    entryPoints: ['src/extension.ts'],
    outfile: 'out/extension.js',
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['vscode'],
    metafile: true,
});

/* The licences: ours, and those of every package that the one file holds a part of. */
for (const name of ['LICENSE-MIT', 'LICENSE-APACHE']) {
    await cp(join(root, name), join('out', `${name}.txt`));
}
const packages = new Set(
    Object.keys(metafile.inputs).flatMap((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []),
);
let notices = '';
for (const folder of [...packages].sort()) {
    const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    notices += `${name} ${version} (${license})\n\n${await licence(folder)}\n\n`;
}
await writeFile('out/third-party.txt', notices);

/* The schemas, and the settings by which Taplo and Tombi find them: those of the example project, whose
   schemas lie one folder above and are there in both languages. Their remarks are French: in an English project
   there are none. */
for (const lang of ['fr', 'en']) {
    await cp(join(root, 'schema', lang), join('project/schema', lang), { recursive: true });
    await mkdir(join('project', lang));
    for (const file of ['.taplo.toml', 'tombi.toml']) {
        const text = await readFile(join(root, 'example-project', file), 'utf8');
        const kept = text.split('\n').filter((line) => !line.startsWith('#') || (lang === 'fr' && !line.includes('en anglais')));
        const moved = kept.join('\n').trimStart().replaceAll('"../schema/fr/', `"schema/${lang}/`);
        if (moved.includes('../') || !moved.includes(`"schema/${lang}/waivers.schema.json"`)) {
            throw new Error(`example-project/${file} does not point at the schemas as it did`);
        }
        await writeFile(join('project', lang, file), moved);
    }
}

async function licence(folder) {
    for (const name of ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'License.txt', 'license.txt']) {
        try {
            return (await readFile(join(folder, name), 'utf8')).trim();
        } catch {
            /* The next name. */
        }
    }
    throw new Error(`no licence in ${folder}`);
}
