import { expect, test } from './fixtures';
import { armOf, exportRun, lastOf, openLab, playToEnd } from './lab';

test('LeNet trains on drawn digits under three rules; maps have RDMs of their own', async ({ page }) => {
  await openLab(page, '#v=1&p=lenet-mnist&d=digits&n=600&e=2&b=32&lr=0.003&be=wasm');
  const network = page.getByRole('region', { name: 'Network' });
  await expect(
    network.getByRole('button', { name: /^Convolution 1: 6 filters of 5 × 5, ReLU/ }),
  ).toContainText('28×28×6');
  await expect(network).toContainText('61,706 parameters');
  await playToEnd(page);
  const run = await exportRun(page);
  expect(lastOf(run, 0, 'testAccuracy')).toBeGreaterThan(0.5);
  for (const slot of [0, 1, 2]) {
    const { rdms } = armOf(run, slot);
    expect(rdms.layers).toHaveLength(5);
    for (const layer of rdms.layers) expect(layer.some((value) => value !== null && value > 0)).toBe(true);
  }
  await page.getByRole('button', { name: 'Conv 2', exact: true }).first().click();
  await expect(page.getByRole('img', { name: /Conv 2/ }).first()).toBeVisible();
});

test('an autoencoder draws its own input again', async ({ page }) => {
  await openLab(page, '#v=1&p=fashion-autoencoder&d=digits&n=600&h=16s&e=6&b=16&be=wasm');
  await expect(page.getByRole('radio', { name: 'The input itself' })).toBeChecked();
  await expect(page.getByRole('region', { name: 'Network' })).toContainText('784');
  await playToEnd(page);
  const run = await exportRun(page);
  for (const slot of [0, 1]) expect(lastOf(run, slot, 'testError')).toBeLessThan(0.95);
  expect(lastOf(run, 0, 'testError')).toBeLessThan(0.7);
});

test('the editor adds what can stand, refuses what cannot, and follows the data', async ({ page }) => {
  await openLab(page, '#v=1&n=300&h=8t&be=wasm');
  const network = page.getByRole('region', { name: 'Network' });
  await page.getByRole('button', { name: 'Add a layer after the input' }).click();
  await page.getByRole('menuitem', { name: /^Convolution/ }).click();
  const conv = network.getByRole('button', { name: /^Convolution 1:/ });
  await expect(conv).toContainText('28×28×8');
  await page.getByRole('button', { name: 'Add a layer after hidden layer 1' }).click();
  await page.getByRole('menuitem', { name: /^Max pool/ }).click();
  await expect(network.getByRole('button', { name: /^Max pool:/ })).toContainText('14×14×8');
  await page.getByRole('button', { name: 'Add a layer after hidden layer 3' }).click();
  await expect(page.getByRole('menuitem', { name: /^Convolution/ })).toBeDisabled();
  await expect(page.getByRole('menuitem', { name: /^Convolution/ })).toContainText(
    'A convolution needs pictures.',
  );
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/h=c8k3t\.m2\.8t/);

  await page.getByRole('region', { name: 'Data' }).getByRole('combobox').selectOption('spirals');
  await expect(conv).toBeHidden();
  await expect(network.getByRole('status')).toContainText('come back with data that they fit');
  await page.getByRole('region', { name: 'Data' }).getByRole('combobox').selectOption('digits');
  await expect(conv).toBeVisible();
  await expect(network.getByRole('status')).toHaveCount(0);
});
