import { afterAll, beforeAll, describe } from 'vitest';
import { App } from './app/app.js';
import { describeAsk } from './app/ask.js';
import { describeTrain } from './app/train.js';
import { startChromium } from './startChromium.js';

const chromium = await startChromium();

describe.skipIf('problem' in chromium)('the page', () => {
  let app: App;

  beforeAll(async () => {
    if ('browser' in chromium) app = await App.start(chromium.browser);
  });

  describeAsk(() => app);
  describeTrain(() => app);

  afterAll(async () => {
    await app?.close();
  });
});

afterAll(async () => {
  if ('browser' in chromium) await chromium.browser.close();
});
