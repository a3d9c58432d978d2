import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { App } from './app/app.js';
import { describeAsk } from './app/ask.js';
import { describeEdgeCases } from './app/edgeCases.js';
import { describeOffline } from './app/offline.js';
import { describeQuality } from './app/quality.js';
import { describeTrain } from './app/train.js';
import { startChromium } from './startChromium.js';

const chromium = await startChromium();

describe.skipIf('problem' in chromium)('the page', () => {
  let app: App;
  let browser: Browser;

  beforeAll(async () => {
    if ('problem' in chromium) return;
    ({ browser } = chromium);
    app = await App.start(browser);
  });

  describeAsk(() => app);
  describeTrain(() => app);
  describeEdgeCases(() => app);
  describeOffline(() => browser);
  describeQuality(() => app);

  afterAll(async () => {
    await app?.close();
  });
});

afterAll(async () => {
  if ('browser' in chromium) await chromium.browser.close();
});
