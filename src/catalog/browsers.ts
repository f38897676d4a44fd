import type { Resource } from './schema.ts';

/** Browsers under remote control. One that nobody closes stays behind as a process. */
export const browsers: readonly Resource[] = [
  {
    id: 'playwright/browser',
    label: 'a browser',
    family: 'resource',
    acquiredBy: [
      { method: 'launch', of: 'BrowserType', from: 'playwright-core' },
      { call: 'chromium.launch', from: 'playwright' },
      { call: 'firefox.launch', from: 'playwright' },
      { call: 'webkit.launch', from: 'playwright' },
      { call: 'chromium.launch', from: 'playwright-core' },
      { call: 'chromium.launch', from: '@playwright/test' },
    ],
    promised: true,
    type: 'Browser',
    release: { form: 'self', methods: ['close'], async: true },
    worksUnattended: false,
    leaksOnThrow: true,
    confidence: 'high',
    disposal: { symbol: 'asyncDispose', node: '20.4.0' },
  },
  {
    id: 'playwright/context',
    label: 'a browser context',
    family: 'resource',
    acquiredBy: [
      { method: 'newContext', of: 'Browser', from: 'playwright-core' },
      { method: 'launchPersistentContext', of: 'BrowserType', from: 'playwright-core' },
    ],
    promised: true,
    type: 'BrowserContext',
    release: { form: 'self', methods: ['close'], async: true },
    worksUnattended: false,
    leaksOnThrow: false,
    // It closes with its browser.
    confidence: 'medium',
    disposal: { symbol: 'asyncDispose', node: '20.4.0' },
  },
  {
    id: 'puppeteer/browser',
    label: 'a browser',
    family: 'resource',
    acquiredBy: [
      { method: 'launch', of: 'PuppeteerNode', from: 'puppeteer-core' },
      { call: 'launch', from: 'puppeteer' },
      { call: 'launch', from: 'puppeteer-core' },
    ],
    promised: true,
    type: 'Browser',
    release: { form: 'self', methods: ['close', 'disconnect'], async: true },
    worksUnattended: false,
    leaksOnThrow: true,
    confidence: 'high',
  },
  {
    id: 'playwright/request-context',
    label: 'an API request context',
    family: 'resource',
    acquiredBy: [{ method: 'newContext', of: 'APIRequest', from: 'playwright-core' }],
    promised: true,
    type: 'APIRequestContext',
    release: { form: 'self', methods: ['dispose'], async: true },
    worksUnattended: false,
    // It keeps every response that it has received.
    leaksOnThrow: false,
    confidence: 'high',
    disposal: { symbol: 'asyncDispose', node: '20.4.0' },
  },
];
