// Drives the page of a running Garonne in Chromium: node page.mjs BASE CHROMIUM [SCREENSHOTS]
// One line for each thing that is looked at; ends with 1 if any of them is not as it should be.
import { chromium } from 'playwright-core';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [base, program, shots] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const views = ['/', '/energy', '/energy?period=day&by=family', '/target', '/printers', '/rooms', '/devices', '/alerts', '/pipeline', '/method', '/accessibility'];
const locales = { fr: 'fr-FR', en: 'en-GB' };
let failed = 0;

function look(what, good, why = '') {
  console.log(`${good ? 'ok  ' : 'FAIL'} ${what}${good || !why ? '' : ': ' + why}`);
  failed += good ? 0 : 1;
}

const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
const strange = [];

/** A fresh browser of somebody: nothing cached, everything watched. */
async function visitor(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, locale: 'fr-FR', ...options });
  const page = await context.newPage();
  page.on('console', m => m.type() === 'error' && strange.push(`console: ${m.text()}`));
  page.on('pageerror', e => strange.push(`error: ${e.message}`));
  page.on('request', r => new URL(r.url()).origin === new URL(base).origin || r.url().startsWith('data:') || strange.push(`elsewhere: ${r.url()}`));
  page.setDefaultTimeout(20_000);
  return { context, page };
}

async function axeOn(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.map(v => `${v.id} ${v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(', ')}`).join('; ');
}

/** Whether a text is another one within 20 s; the page's own policy forbids to wait inside it. */
// That it changes, not how soon: a chain that starts on two busy cores may take half a minute.
async function changes(locator, before) {
  for (let i = 0; i < 300; i++) {
    if ((await locator.innerText()) !== before) return true;
    await new Promise(resolve => setTimeout(resolve, 200));
  }
  return false;
}

async function drillDown() {
  const { context, page } = await visitor({ locale: 'en-GB' });
  await page.goto(base + '/?site=datacentre');
  const rack = page.locator('#below a[href*="rack="]').first();
  await rack.waitFor();
  await rack.click();
  const device = page.locator('#below a[href*="device="]').first();
  await device.waitFor();
  look('a rack shows its devices against their ratings', /Rating/.test(await page.locator('#below').innerText()));
  const name = await device.innerText();
  await device.click();
  look('a device has an address of its own', new URL(page.url()).searchParams.get('device') === name, page.url());
  look('a device shows what it draws', /\d/.test(await page.locator('#below td').first().innerText()));
  const path = (await page.locator('nav.path').innerText()).replace(/\s+/g, ' ');
  look('the way back is shown', path.includes('All sites') && path.includes(name), path);
  const deep = page.url();
  const wrong = await axeOn(page);
  look('axe on the way down', wrong === '', wrong);
  await context.close();
  return new URL(deep).pathname + new URL(deep).search;
}

async function live() {
  const { context, page } = await visitor();
  await page.goto(base + '/');
  const now = page.locator('[data-k="now"]');
  const before = await now.innerText();
  look('live numbers move', await changes(now, before), before);
  await page.locator('#curve canvas').waitFor();
  look('the curve is said in a sentence', /W/.test(await page.locator('#curve p').innerText()));
  await page.locator('#pause').click();
  look('the button says what it does next', (await page.locator('#pause').innerText()) === 'Reprendre la mise à jour', await page.locator('#pause').innerText());
  const paused = await now.innerText();
  await page.waitForTimeout(6000);
  look('paused numbers stand still', paused === (await now.innerText()));
  await page.locator('#pause').click();
  look('and go on', await changes(now, paused));
  look('no live region has changing figures in it', (await page.locator('[aria-live] [data-k],[role=status] [data-k],[role=alert] [data-k]').count()) === 0);
  await context.close();
}

async function languages() {
  const { context, page } = await visitor({ locale: 'en-GB' });
  await page.goto(base + '/energy?period=day&by=family');
  look('the language is the browser’s', (await page.locator('html').getAttribute('lang')) === 'en');
  await page.getByRole('link', { name: 'Français' }).click();
  const here = new URL(page.url());
  look('the switch keeps the place', here.pathname === '/energy' && here.searchParams.get('by') === 'family' && (await page.locator('html').getAttribute('lang')) === 'fr', page.url());
  await page.getByRole('link', { name: 'Objectif' }).click();
  look('the language stays', (await page.locator('html').getAttribute('lang')) === 'fr');
  await context.close();
}

async function keyboard() {
  const { context, page } = await visitor();
  await page.goto(base + '/');
  const order = [];
  for (let i = 0; i < 14; i++) {
    await page.keyboard.press('Tab');
    order.push(await page.evaluate(() => {
      const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();
      return { to: e.getAttribute('href') ?? e.id, seen: s.outlineStyle !== 'none' && b.width > 0 && b.left >= 0 };
    }));
  }
  look('Tab begins with the link to the content', order[0].to === '#main', JSON.stringify(order[0]));
  look('Tab goes through language and navigation in their order', order.slice(1, 6).map(o => o.to).join(' ') === '/ /?lang=en / /energy /target', order.map(o => o.to).join(' '));
  look('where the keyboard is can be seen', order.every(o => o.seen), JSON.stringify(order.filter(o => !o.seen)));
  await page.goto(base + '/');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  look('the link leads to the content', (await page.evaluate(() => document.activeElement.id)) === 'main');
  await page.keyboard.press('Tab');
  look('and the next stop is in it', await page.evaluate(() => document.getElementById('main').contains(document.activeElement)));
  await context.close();
}

async function everyView(deep) {
  for (const [lang, locale] of Object.entries(locales)) {
    const titles = new Set();
    const { context, page } = await visitor({ locale });
    const wrong = [], wide = [], broken = [];
    for (const view of [...views, deep]) {
      await page.goto(base + view);
      titles.add(await page.title());
      const found = await axeOn(page);
      if (found) wrong.push(`${view}: ${found}`);
      if (shots) await shoot(page, view, lang, 'wide');
      await page.setViewportSize({ width: 320, height: 640 });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 320) wide.push(`${view} ${width}`);
      broken.push(...await page.evaluate(() => [...document.querySelectorAll('.q span')]
        .filter((span) => !/\s/.test(span.textContent.trim())
          && span.getBoundingClientRect().height > 1.5 * parseFloat(getComputedStyle(span).lineHeight))
        .map((span) => span.textContent)));
      if (shots) await shoot(page, view, lang, '320');
      await page.setViewportSize({ width: 1100, height: 800 });
    }
    look(`axe finds nothing on ${views.length + 1} views, ${lang}`, wrong.length === 0, wrong.join('\n     '));
    look(`every title is its own, ${lang}`, titles.size === views.length + 1);
    look(`nothing is wider than 320 px, which is 400 % zoom, ${lang}`, wide.length === 0, wide.join(', '));
    look(`no word of a total's quality is broken at 320 px, ${lang}`, broken.length === 0, [...new Set(broken)].join(', '));
    await context.close();
  }
  for (const how of [{ colorScheme: 'dark' }, { forcedColors: 'active' }, { contrast: 'more' }]) {
    const { context, page } = await visitor(how);
    const wrong = [];
    for (const view of ['/', '/energy', '/alerts']) {
      await page.goto(base + view);
      const found = await axeOn(page);
      if (found) wrong.push(`${view}: ${found}`);
    }
    look(`axe finds nothing with ${JSON.stringify(how)}`, wrong.length === 0, wrong.join('\n     '));
    await context.close();
  }
}

async function shoot(page, view, lang, size) {
  const name = view.replace(/\?.*device.*/, '-device').replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '') || 'live';
  if (view === '/') await page.waitForTimeout(size === 'wide' ? 5000 : 300);
  await page.screenshot({ path: `${shots}/${name}-${lang}-${size}.png`, fullPage: true });
}

async function slowLine(deep) {
  let longest = ['', 0];
  const empty = [];
  for (const view of [...views, deep]) {
    const { context, page } = await visitor({ javaScriptEnabled: false });
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 });
    const began = Date.now();
    await page.goto(base + view, { waitUntil: 'load' });
    const took = Date.now() - began;
    if (took > longest[1]) longest = [view, took];
    const text = await page.locator('main').innerText();
    if (text.length < 80 || (await page.locator('h1').count()) !== 1) empty.push(view);
    await context.close();
  }
  look('every view can be read without JavaScript', empty.length === 0, empty.join(', '));
  look(`within 5 s at 50 kB/s and 400 ms (longest ${longest[1]} ms, ${longest[0]})`, longest[1] < 5000);
}

async function firstView() {
  const { context, page } = await visitor();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  let bytes = 0;
  cdp.on('Network.loadingFinished', e => (bytes += e.encodedDataLength));
  await page.goto(base + '/', { waitUntil: 'load' });
  await page.locator('#curve canvas').waitFor();
  look(`the first view is ${Math.round(bytes / 1000)} kB with style, script and curve, below 150`, bytes > 1000 && bytes < 150_000);
  const times = [];
  for (let i = 0; i < 7; i++) {
    await page.goto(base + '/');
    times.push(await page.evaluate(() => { const t = performance.getEntriesByType('navigation')[0]; return t.responseStart - t.requestStart; }));
  }
  times.sort((a, b) => a - b);
  look(`its first byte comes after ${Math.round(times[3])} ms (median of 7), below 300`, times[3] < 300, times.join(' '));
  await context.close();
}

if (shots) mkdirSync(shots, { recursive: true });
await live();
const deep = await drillDown();
await languages();
await keyboard();
await firstView();
await slowLine(deep);
await everyView(deep);
look('no error, and nothing from elsewhere', strange.length === 0, [...new Set(strange)].join('\n     '));
await browser.close();
process.exit(failed ? 1 : 0);
