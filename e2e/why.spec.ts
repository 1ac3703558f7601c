import type { Locator, Page } from '@playwright/test';
import { RULE_CATALOGUE, RULE_IDS } from '../src/spec/catalogue';
import type { RuleId } from '../src/spec/spec';
import { expect, test } from './fixtures';
import { openLab, standsAt, stepKey } from './lab';
import { seriousFindings } from './page-checks';

const why = (page: Page): Locator => page.getByRole('complementary', { name: 'Why' });
const network = (page: Page): Locator => page.getByRole('region', { name: 'Weights and feature maps' });
const map = (page: Page): Locator => page.getByRole('application', { name: /^Feedback weights B2 of/ });
const undo = (page: Page): Locator => network(page).getByRole('button', { name: 'Undo' });

/** Opens the network panel on the output layer, and the editor in it. */
async function openEditor(page: Page): Promise<void> {
  await network(page).getByText('Weights and feature maps').click();
  await network(page).getByRole('radio', { name: 'Output' }).click();
  await network(page).getByText('Edit the feedback weights').click();
  await expect(map(page)).toBeVisible();
}

interface Entry {
  readonly place: string;
  readonly value: number;
}

/** The painted entries of the second arm as its link has them, layer and place as "2.17". */
function painted(page: Page): Entry[] {
  const arms = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('a') ?? '';
  return (arms.split('_')[1] ?? '').split('~').flatMap((part) => {
    const found = /^e(\d+\.\d+)\.(.+)$/.exec(part);
    return found ? [{ place: found[1] ?? '', value: Number(found[2]) }] : [];
  });
}

/** Networks in which every rule can train, each rule in the first that it allows. */
const NETWORKS = [
  { activation: 'tanh', link: 'h=8t.6t' },
  { activation: 'sigmoid', link: 'h=8s.6s&l=mse&oa=sigmoid' },
  { activation: 'relu', link: 'h=8r.6r' },
] as const;

function fours(): { readonly link: string; readonly rules: readonly RuleId[] }[] {
  const networkOf = (rule: RuleId): string | undefined => {
    const allowed = RULE_CATALOGUE[rule].limits?.activations?.allowed;
    return NETWORKS.find(({ activation }) => allowed?.includes(activation) ?? true)?.link;
  };
  return NETWORKS.flatMap(({ link }) => {
    const rules = RULE_IDS.filter((rule) => networkOf(rule) === link);
    return Array.from({ length: Math.ceil(rules.length / 4) }, (_, at) => ({
      link,
      rules: rules.slice(4 * at, 4 * at + 4),
    }));
  });
}

test('Why has formula, words, program and papers for every rule', async ({ page }) => {
  const programs = new Set<string>();
  for (const { link, rules } of fours()) {
    await openLab(page, `#v=1&n=300&${link}&be=wasm&a=${rules.join('_')}`);
    for (const [index, rule] of rules.entries()) {
      const { name, short, furtherPapers } = RULE_CATALOGUE[rule];
      await why(page).getByRole('tab').nth(index).click();
      await expect(why(page).getByRole('heading', { name, level: 2 })).toBeVisible();
      await expect(
        why(page)
          .locator(`.fx .hl.arm-${index + 1}`)
          .first(),
      ).toBeVisible();
      await expect(why(page).locator('mark')).toHaveText(/\w/);
      const program = why(page).getByRole('region', { name: `${short} as a program` });
      await expect(program).toContainText(/[({]/);
      programs.add((await program.textContent()) ?? '');
      await expect(why(page).locator('.paper a')).toHaveCount(1 + furtherPapers.length);
    }
  }
  // Each has one of its own.
  expect(programs.size).toBe(RULE_IDS.length);
});

test('options of an arm stand in its formula and in words', async ({ page }) => {
  await openLab(page, '#v=1&n=300&h=8t.6t&be=wasm&a=bp_signAgreement~d0~z0.5~p0.25~q1~y1dfa');
  await why(page).getByRole('tab').nth(1).click();
  const box = why(page).locator('.fx');
  await expect(box).toContainText('Signs, layer 2');
  await expect(box).toContainText('DFA, layer 1');
  await expect(box).toContainText('or, 25 %');
  await expect(why(page).getByText('the slope of the units is left out')).toBeVisible();
  const options = why(page).locator('.options');
  await expect(options).toContainText('Layer 1 gets its error by DFA.');
  await expect(options).toContainText('50 % of its entries are 0');
  await expect(options).toContainText('hidden layers get nothing instead');
});

test('the lens moves by click and by key, and says what is out of reach', async ({ page }) => {
  await openLab(page, '#v=1&n=300&h=8t.6t&be=wasm&a=bp_fa');
  await why(page).getByRole('tab').nth(0).click();
  await expect(why(page).getByRole('heading', { name: /synapse in layer 1/ })).toBeVisible();
  const remote = why(page).getByRole('cell', { name: /not local: forward synapses of the layer above/ });
  await expect(remote).toBeVisible();
  const layers = why(page).getByRole('radiogroup', { name: 'Layer under the lens' });
  await layers.getByRole('radio', { name: /Hidden 1/ }).focus();
  await page.keyboard.press('ArrowUp', { delay: 100 });
  await expect(why(page).getByRole('heading', { name: /synapse in layer 2/ })).toBeVisible();
  const picture = why(page).getByRole('img', { name: /Hidden 2 in the network under BP/ });
  await expect(picture).toBeVisible();
  const box = await picture.boundingBox();
  await picture.click({ position: { x: (box?.width ?? 0) - 20, y: 30 } });
  await expect(why(page).getByRole('heading', { name: /synapse in layer 3/ })).toBeVisible();
  await expect(why(page).getByRole('rowheader', { name: /the right answer/ })).toBeVisible();
  await expect(remote).toHaveCount(0);

  await layers.getByRole('radio', { name: /Hidden 1/ }).click();
  await why(page).getByRole('tab').nth(1).click();
  await expect(why(page).getByRole('rowheader', { name: /feedback weights/ })).toBeVisible();
  await expect(remote).toHaveCount(0);
});

test('feedback weights of every kind stand beside the forward ones and are compared', async ({ page }) => {
  await openLab(page, '#v=1&n=300&h=64t&be=wasm&a=usf_dfa_readout');
  await network(page).getByText('Weights and feature maps').click();
  const arm = network(page).getByRole('radiogroup', { name: 'Arm in the network panel' });
  await network(page).getByRole('radio', { name: 'Output' }).click();
  await arm.getByRole('radio', { name: 'uSF' }).click();
  await expect(network(page).getByRole('img', { name: /^uSF, feedback weights B2/ })).toBeVisible();
  // 30° from uniform weights; 640 entries leave a few degrees to chance.
  const words = network(page).getByText(/^B: .*100 % of the signs agree\.$/);
  const angle = Number(/B: ([\d.]+)°/.exec(await words.innerText())?.[1]);
  expect(Math.abs(angle - 30)).toBeLessThan(3);

  await arm.getByRole('radio', { name: 'DFA' }).click();
  await expect(network(page).getByText(/from the output to each layer/)).toBeVisible();
  await network(page).getByRole('radio', { name: 'Hidden' }).click();
  await expect(network(page).getByRole('img', { name: /^DFA, from the outputs weights B1/ })).toBeVisible();
  await expect(network(page).getByRole('img', { name: /^DFA, forward weights W2/ })).toBeVisible();
  await expect(network(page).getByText(/^\d+\.\d° from W, .* % of the signs agree\.$/)).toBeVisible();

  await arm.getByRole('radio', { name: 'Readout' }).click();
  await network(page).getByRole('radio', { name: 'Output' }).click();
  await expect(network(page).getByText('Under Readout no error goes down here.')).toBeVisible();
});

test('entries are painted by mouse and by key, live, come with the link, and go again', async ({ page }) => {
  await openLab(page, '#v=1&n=300&h=8t&b=16&be=wasm&a=bp_fa');
  await openEditor(page);
  await stepKey(page).click();
  await standsAt(page, 1);
  await map(page).scrollIntoViewIfNeeded();
  const box = await map(page).boundingBox();
  if (!box) throw new Error('the map has no place');
  const cell = box.width / 8;
  const at = (row: number, column: number) =>
    [box.x + (column + 0.5) * cell, box.y + (row + 0.5) * cell] as const;
  await page.mouse.move(...at(0, 0));
  await page.mouse.down();
  await page.mouse.move(...at(0, 3), { steps: 2 });
  await page.mouse.up();
  await expect(network(page).getByRole('status')).toHaveText('4 of 64 entries painted.');
  // Unit 1, inputs 1 to 4 of `[8, 10]`.
  await expect.poll(() => painted(page).map(({ place }) => place)).toEqual(['2.0', '2.10', '2.20', '2.30']);
  const value = painted(page)[0]?.value ?? 0;
  expect(value).toBeGreaterThan(0);
  // The arm that trains has it without a reset: its own weights reach as far as the brush.
  await expect(page.getByRole('button', { name: /^Reset/ })).not.toContainText('apply');
  const range = `±${Number(value.toPrecision(2))}`;
  await expect(network(page).getByRole('img', { name: `FA, feedback weights B2, ${range}` })).toBeVisible();

  await network(page).getByRole('radio', { name: 'Negative' }).click();
  await map(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(network(page).getByRole('status')).toHaveText('5 of 64 entries painted.');
  await expect.poll(() => painted(page)[4]?.value).toBeLessThan(0);
  await expect(network(page).getByText(/^Unit 2, input 4: −.*, painted$/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();

  const link = page.url();
  await undo(page).click();
  await expect(network(page).getByRole('status')).toHaveText('4 of 64 entries painted.');
  await undo(page).click();
  await expect(network(page).getByRole('status')).toContainText('Nothing painted yet');
  await expect.poll(() => painted(page)).toEqual([]);

  await page.goto('about:blank');
  await page.goto(link);
  await expect(stepKey(page)).toBeEnabled();
  await openEditor(page);
  await expect(network(page).getByRole('status')).toHaveText('5 of 64 entries painted.');
  await expect(why(page).getByText('5 feedback weights are set by hand.')).toBeVisible();
  await network(page).getByRole('button', { name: 'Clear' }).click();
  await expect(network(page).getByRole('status')).toContainText('Nothing painted yet');
});

test('scale and flipped signs are set beside the brush; axe finds nothing serious there', async ({
  page,
}) => {
  await openLab(page, '#v=1&n=300&h=8t&be=wasm&a=bp_signAgreement');
  await openEditor(page);
  const flips = network(page).getByRole('slider', { name: 'Flipped signs' });
  await flips.focus();
  await page.keyboard.press('Home');
  await expect(network(page).getByText(/100 % of the signs agree/)).toBeVisible();
  const scale = network(page).getByRole('textbox', { name: 'Feedback scale, typed' });
  await scale.fill('10');
  await scale.press('Enter');
  await expect(network(page).getByText(/, (9|1\d)(\.\d+)? × its norm/)).toBeVisible();
  for (const theme of ['Light', 'Dark', 'Projector']) {
    await page.getByRole('radio', { name: theme }).click();
    expect(await seriousFindings(page, '.network'), theme).toEqual([]);
  }
});

test('on a phone nothing of it is wider than the page', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openLab(page, '#v=1&n=300&h=64t.32t&be=wasm&a=bp_signAgreement~p0.3_dfa_wm');
  await network(page).getByText('Weights and feature maps').click();
  await network(page).getByText('Edit the feedback weights').click();
  await network(page).getByRole('button', { name: 'Show layer 3' }).click();
  await expect(page.getByRole('application', { name: /^Feedback weights B3 of/ })).toBeVisible();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(390);
  expect(await seriousFindings(page, '.why')).toEqual([]);
});
