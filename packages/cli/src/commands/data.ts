import { downloadMnist } from '@inkling/node';
import type { Command } from 'commander';
import { thousands } from 'inkling';
import { Console } from '../console.js';
import { type DataPart, describeFolder } from '../dataInfo.js';
import { DownloadReport } from '../downloadReport.js';
import { exitCode } from '../exitCode.js';
import { onCtrlC } from '../signals.js';
import { tableRow } from '../table.js';

interface DataOptions {
  readonly out: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function describe(command: Command): void {
  const sub = (name: string) => command.command(name).helpOption('-h, --help', 'show this help');
  command.helpCommand(false).addHelpText('after', examples);
  sub('download')
    .description(
      "fetch MNIST's four files (11 MB), each known by its SHA-256; a broken transfer goes on where it stopped",
    )
    .option('--out <folder>', 'where they go', 'mnist')
    .option('--json', 'one JSON object')
    .option('-q, --quiet', 'no progress and hints')
    .addHelpText(
      'after',
      '\nINKLING_MIRRORS names other mirrors: addresses of folders, parted by blanks.\n\nExample:\n  inkling data download',
    )
    .action(download);
  sub('info')
    .description('tell what a folder holds: images, sizes, how many of each digit')
    .argument('<folder>', "MNIST's files, or pictures in folders 0 to 9")
    .option('--json', 'one JSON object')
    .option('-q, --quiet', 'no notes and hints')
    .addHelpText('after', '\nExample:\n  inkling data info mnist')
    .action(info);
}

async function download(options: DataOptions): Promise<void> {
  const console = new Console(options);
  const report = new DownloadReport(console);
  onCtrlC(() => {
    report.end();
    console.warn('stopped; what has come is kept, the same command goes on');
    process.exit(exitCode.stopped);
  });
  const mirrors = process.env.INKLING_MIRRORS?.split(/\s+/).filter(Boolean);
  const files = await downloadMnist(options.out, { onProgress: report.tell, ...(mirrors && { mirrors }) }).finally(() =>
    report.end(),
  );
  if (options.json) {
    const all = files.map(({ path, mirror = null }) => ({ path, mirror }));
    return console.printJson({ folder: options.out, files: all });
  }
  for (const { path, mirror } of files) console.print(`${path}  ${mirror ? `from ${mirror}` : 'was there'}`);
  console.hint(`train on it:  inkling train --data ${options.out}`);
}

async function info(folder: string, options: Omit<DataOptions, 'out'>): Promise<void> {
  const console = new Console(options);
  const parts = await describeFolder(folder);
  if (options.json) return console.printJson({ folder, parts });
  const digits = Array.from({ length: 10 }, (_, digit) => String(digit));
  const rows = [['', 'images', 'size', ...digits], ...parts.map(cellsOf)];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) console.print(tableRow(row, widths));
  const own = parts.filter(({ mnist }) => mnist).map(({ part }) => part);
  if (own.length > 0) console.print(`\nMNIST's own: ${own.join(', ')}`);
}

function cellsOf({ part, images, width, height, perLabel }: DataPart): string[] {
  const size = width === null ? 'any' : `${width} × ${height}`;
  return [part, thousands(images), size, ...perLabel.map(thousands)];
}

const examples = `
Examples:
  inkling data download --out mnist
  inkling data info mnist
  inkling train --data mnist`;
