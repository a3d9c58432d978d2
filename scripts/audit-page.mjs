// What a first visit to the page costs and whether everybody can use it, in the manner of Lighthouse, in a real Chromium with an
// empty cache: on a desktop at 1,440 px, and on a phone of 360 px, four times slower, on a line of 1.6 Mbit/s. `npm run build` first.
// usage: node scripts/audit-page.mjs [VISITS = 3]
import { median } from './bench/statistics.mjs';
import { startPage, typeScript } from './testModules.mjs';

const visits = Number(process.argv[2] ?? 3);
const { auditAccessibility, auditLoad, PHONE } = await typeScript('tests/browser/app/audit.ts');
const desktop = { viewport: { width: 1440, height: 900 } };
const ms = (value) => `${Math.round(value).toLocaleString('en')} ms`;
const kB = (value) => `${(value / 1000).toFixed(1)} kB`;
const say = (name, value) => console.log(`  ${name.padEnd(26)}${value}`);

const { app, close } = await startPage();
try {
  for (const [name, options] of [
    ['desktop, 1,440 px', desktop],
    ['phone, 360 px, slowed down', { ...PHONE, isSlow: true }],
  ]) {
    const all = [];
    for (let i = 0; i < visits; i++) all.push(await auditLoad(app, options));
    const of = (key) => median(all.map((figures) => figures[key]));
    console.log(`\n${name}: median of ${visits} first visits`);
    say('First Contentful Paint', ms(of('firstContentfulPaint')));
    say('Largest Contentful Paint', ms(of('largestContentfulPaint')));
    say('Total Blocking Time', ms(of('totalBlockingTime')));
    say('Cumulative Layout Shift', of('layoutShift').toFixed(4));
    say('usable', ms(of('usable')));
    const parts = `code ${kB(of('codeBytes'))}, model ${kB(of('modelBytes'))}, fonts ${kB(of('fontBytes'))}`;
    say('transferred', `${kB(of('allBytes'))} in ${of('requests')} requests: ${parts}`);
  }
  console.log('\naccessibility: axe-core, WCAG 2.2 AA and best practice');
  for (const [name, options] of [
    ['1,440 px', desktop],
    ['360 px', PHONE],
  ]) {
    for (const colorScheme of ['light', 'dark']) {
      const { faults, rules, states, layoutShift } = await auditAccessibility(app, { ...options, colorScheme });
      const shift = `layout shift of the visit ${layoutShift.toFixed(4)}`;
      say(`${name}, ${colorScheme}`, `${faults.length} faults in ${rules} rules checked in ${states} states; ${shift}`);
      for (const fault of faults) console.log(`    ${fault}`);
      if (faults.length > 0) process.exitCode = 1;
    }
  }
} finally {
  await close();
}
