import { PRESET_IDS, PRESETS } from '../src/spec/presets';
import { expect, test } from './fixtures';
import { exportRun, openLab, ready, SMALL, standsAt, stepKey } from './lab';

test('edited settings travel in the link and open the same experiment', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openLab(page, '#v=1&n=200&pr=0&be=wasm');
  const type = async (label: string, text: string): Promise<void> => {
    // The popover that was opened last comes last.
    const box = page.getByRole('textbox', { name: label }).last();
    await box.fill(text);
    await box.press('Enter');
  };
  await type('Learning rate, typed', '0.02');
  await type('Seed', '42');
  await type('Stop at epoch', '7');
  await page.getByRole('radio', { name: 'Adam' }).click();
  await page.getByRole('radio', { name: 'Tuned per rule' }).click();
  await page.getByRole('button', { name: /^Hidden layer: 64 units/ }).click();
  await type('Units, typed', '24');
  await page.getByRole('radio', { name: 'ReLU' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.getByRole('menuitem', { name: /^DFA/ }).click();
  await page.getByRole('button', { name: 'DFA: settings of this arm' }).click();
  await type('Feedback scale, typed', '0.05');
  await type('Learning rate, typed', '0.003');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Loss: view and export' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Log time' }).click();
  await expect(page.getByRole('button', { name: /^\d+ changes from the preset$/ })).toBeVisible();

  await page.getByRole('button', { name: 'Copy link', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Link copied' })).toBeAttached();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(() => page.url()).toBe(link);
  await ready(page);
  const { spec } = await exportRun(page);
  expect(spec).toMatchObject({
    seed: 42,
    training: { epochs: 7 },
    optimiser: { id: 'adam', learningRate: 0.02 },
    network: { hidden: [{ kind: 'dense', units: 24, activation: 'relu' }] },
    rateMode: 'perRule',
  });
  expect(spec.arms[2]).toMatchObject({ rule: 'dfa', learningRate: 0.003, params: { feedbackScale: 0.05 } });

  const other = await context.newPage();
  await other.goto(link);
  await ready(other);
  expect((await exportRun(other)).spec).toEqual(spec);
  expect(other.url()).toBe(link);
  await expect(other.getByText('Opened from a link')).toBeHidden();
  await other.close();
});

test('every preset has a link under 2,000 characters, shown as text and as a QR code', async ({ page }) => {
  await openLab(page);
  for (const id of PRESET_IDS) {
    await page.getByRole('button', { name: /^Preset: / }).click();
    const name = page.getByText(PRESETS[id].name, { exact: true });
    await page.getByRole('menuitemradio').filter({ has: name }).click();
    await page.getByRole('button', { name: 'Show link and QR code' }).click();
    const link = await page.getByRole('textbox', { name: 'Link', exact: true }).inputValue();
    expect(link.length).toBeLessThan(2000);
    await expect.poll(() => page.url()).toBe(link);
    const code = page.getByRole('img', { name: 'QR code of the link' });
    await expect
      .poll(() => code.evaluate((canvas) => (canvas as HTMLCanvasElement).width))
      .toBeGreaterThan(400);
    await page.keyboard.press('Escape');
    await expect(code).toBeHidden();
  }
});

const NOISE = Array.from({ length: 10_000 }, (_, index) =>
  String.fromCharCode(33 + ((index * 7919 + (index >> 3) * 104_729) % 94)),
).join('');

const RUBBISH: readonly (readonly [string, string, RegExp])[] = [
  [
    'values out of range',
    '#v=1&n=300&lr=-3&b=0',
    /2 settings were out of range and use their defaults: learning rate, batch/,
  ],
  ['numbers that are none', '#v=1&n=300&lr=NaN&e=1e309&s=0x10', /learning rate|stop at epoch|seed/],
  ['names that no table has', '#v=1&d=__proto__&o=constructor&l=toString&p=hasOwnProperty', /data/i],
  ['keys of the prototype', '#v=1&n=300&__proto__=1&constructor=2&__proto__[lr]=5', /__proto__/],
  ['layers and rules', '#v=1&n=300&h=64t.banana&a=bp_xx', /layers, rules/],
  ['rules and a view that do not exist', '#v=1&n=300&a=bp_bp_bp_bp_bp&f=9&y=1.2.3&be=cuda', /backend/],
  ['a version from the future', '#v=99&n=300', /./],
  ['broken escapes', '#%%%E0%A4%A&=&&&==&n=300&%00=%00', /./],
  ['10 kB of noise', `#${NOISE}`, /./],
];

for (const [name, hash, words] of RUBBISH) {
  test(`a link full of rubbish still opens: ${name}`, async ({ page }) => {
    await openLab(page, hash);
    const notice = page.getByRole('status').filter({ hasText: 'Opened from a link' });
    await expect(notice).toContainText(words);
    expect((await notice.innerText()).length).toBeLessThan(600);
    await stepKey(page).click();
    await standsAt(page, 1);
    await notice.getByRole('button', { name: 'Dismiss' }).click();
    await expect(notice).toBeHidden();
    expect(page.url().length).toBeLessThan(300);
  });
}

test('a link pasted into the address bar of an open page is followed', async ({ page }) => {
  await openLab(page, SMALL);
  await page.evaluate(() => {
    location.hash = '#v=1&n=300&h=12r&lr=oops';
  });
  await expect(page.getByText('Opened from a link')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Hidden layer: 12 units, ReLU/ })).toBeVisible();
});
