import { expect, test } from './fixtures';
import { arm, armOf, exportRun, openLab, pixelsOf, playToEnd, seriesOf, smallLink } from './lab';

test(
  'play trains both arms: curves grow, RDM cells differ, accuracy passes chance',
  { tag: '@webgpu' },
  async ({ page }, { project }) => {
    const isGpu = project.name === 'webgpu';
    await openLab(page, `${smallLink(project)}&e=${isGpu ? 3 : 8}`);
    await expect(
      page.getByRole('button', { name: `Backend: ${isGpu ? 'WebGPU' : 'WebAssembly'}` }),
    ).toBeVisible();

    const map = page.getByRole('img', { name: /^RDM of Hidden under FA: within/ });
    const before = await pixelsOf(map);
    expect(before.colours).toBeGreaterThan(20);

    await playToEnd(page);
    const run = await exportRun(page);
    expect(run.backend?.id).toBe(project.name);
    for (const slot of [0, 1]) {
      expect(armOf(run, slot).status.kind).toBe('finished');
      for (const key of [
        'trainLoss',
        'testLoss',
        'testAccuracy',
        'updateAngle/1',
        'weightNorm/2',
        'logitScale',
      ])
        expect(seriesOf(run, slot, key).value.length, `${key} in slot ${slot}`).toBeGreaterThan(6);
      const loss = seriesOf(run, slot, 'testLoss').value;
      expect(Number(loss.at(-1))).toBeLessThan(0.97 * Number(loss[0]));
      // Ten classes: chance is 0.1.
      expect(Number(seriesOf(run, slot, 'testAccuracy').value.at(-1))).toBeGreaterThan(isGpu ? 0.15 : 0.4);
      const rdm = armOf(run, slot).rdms.layers[0] ?? [];
      expect(rdm).toHaveLength((run.probeRows.length * (run.probeRows.length - 1)) / 2);
      expect(new Set(rdm.map((cell) => cell?.toFixed(3))).size).toBeGreaterThan(100);
    }
    // BP is its own reference; FA points elsewhere but downhill.
    expect(Math.max(...seriesOf(run, 0, 'updateAngle/1').value.map(Number))).toBeLessThan(0.1);
    expect(Number(seriesOf(run, 1, 'updateAngle/1').value[0])).toBeGreaterThan(30);

    await expect(arm(page, 'FA')).toContainText(/\d\d\.\d %/);
    await expect(page.getByRole('heading', { name: /RDMs at epoch [38]\.0/ })).toBeVisible();
    await expect(page.getByRole('img', { name: /^Loss: BP \d\.\d+, FA \d\.\d+/ })).toBeVisible();
    await expect.poll(async () => (await pixelsOf(map)).print).not.toBe(before.print);
  },
);
