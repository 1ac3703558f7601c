import { useId } from 'react';
import { dropPercent, LAYER_LIMITS } from '../../spec/layers';
import type { ConvLayerSpec, LayerSpec, PoolLayerSpec } from '../../spec/spec';
import { FieldFrame } from '../controls/FieldFrame';
import { Segmented } from '../controls/Segmented';
import { ActivationField } from './ActivationField';
import { LayerNumber } from './LayerNumber';

interface LayerFieldsProps<Layer extends LayerSpec = LayerSpec> {
  readonly layer: Layer;
  onChange(layer: LayerSpec): void;
}

/** Everything that can be set in a layer or stage of each kind. */
export function LayerFields({ layer, onChange }: LayerFieldsProps) {
  switch (layer.kind) {
    case 'dense':
      return (
        <>
          <LayerNumber
            label="Units"
            help="How many numbers this layer has to say something in."
            value={layer.units}
            range={{ min: LAYER_LIMITS.minUnits, max: LAYER_LIMITS.maxUnits, scale: 'log', step: 1 }}
            onChange={(units) => onChange({ ...layer, units })}
          />
          <ActivationField layer={layer} onChange={onChange} />
        </>
      );
    case 'conv2d':
      return <ConvFields layer={layer} onChange={onChange} />;
    case 'maxpool2d':
    case 'avgpool2d':
      return <PoolFields layer={layer} onChange={onChange} />;
    case 'dropout':
      return (
        <LayerNumber
          label="Rate"
          unit="%"
          help="How many of the numbers are left out in a step of training. None while testing."
          value={dropPercent(layer.rate)}
          range={{
            min: LAYER_LIMITS.minDropPercent,
            max: LAYER_LIMITS.maxDropPercent,
            scale: 'linear',
            step: 5,
          }}
          onChange={(percent) => onChange({ ...layer, rate: percent / 100 })}
        />
      );
    case 'batchnorm':
      return (
        <p className="text">
          Every feature, or every channel of a map, gets mean 0 and variance 1 over the batch, then a scale
          and a shift that are trained (Ioffe and Szegedy, 2015).
        </p>
      );
    case 'flatten':
      return (
        <p className="text">The map goes on as one vector. Before a dense layer that happens by itself.</p>
      );
  }
}

function ConvFields({ layer, onChange }: LayerFieldsProps<ConvLayerSpec>) {
  const { minFilters, maxFilters, minKernel, maxKernel } = LAYER_LIMITS;
  return (
    <>
      <LayerNumber
        label="Filters"
        help="How many maps the layer makes."
        value={layer.filters}
        range={{ min: minFilters, max: maxFilters, scale: 'log', step: 1 }}
        onChange={(filters) => onChange({ ...layer, filters })}
      />
      <LayerNumber
        label="Kernel"
        unit="pixels square"
        help="Side of the square that a filter sees."
        value={layer.kernel}
        range={{ min: minKernel, max: maxKernel, scale: 'linear', step: 1 }}
        onChange={(kernel) => onChange({ ...layer, kernel })}
      />
      <Few
        label="Stride"
        help="How many pixels the filter moves at a time."
        values={[1, 2, 3, 4]}
        value={layer.stride}
        onChange={(stride) => onChange({ ...layer, stride })}
      />
      <PaddingField layer={layer} onChange={onChange} />
      <ActivationField layer={layer} onChange={onChange} />
    </>
  );
}

function PaddingField({ layer, onChange }: LayerFieldsProps<ConvLayerSpec>) {
  const id = useId();
  return (
    <FieldFrame
      id={id}
      label="Edges"
      help="Padded with zeros the map keeps its size; without, the kernel stays inside."
      isHelpShown
    >
      <Segmented
        value={layer.padding}
        options={[
          { id: 'same', name: 'padded' },
          { id: 'valid', name: 'inside only' },
        ]}
        labelledBy={`${id}-label`}
        describedBy={`${id}-help`}
        onChange={(padding) => onChange({ ...layer, padding: padding === 'same' ? 'same' : 'valid' })}
      />
    </FieldFrame>
  );
}

function PoolFields({ layer, onChange }: LayerFieldsProps<PoolLayerSpec>) {
  const id = useId();
  return (
    <>
      <FieldFrame id={id} label="Takes" help="What is kept of each square.">
        <Segmented
          value={layer.kind}
          options={[
            { id: 'maxpool2d', name: 'the largest' },
            { id: 'avgpool2d', name: 'the mean' },
          ]}
          labelledBy={`${id}-label`}
          describedBy={`${id}-help`}
          onChange={(kind) => onChange({ ...layer, kind: kind === 'maxpool2d' ? kind : 'avgpool2d' })}
        />
      </FieldFrame>
      <Few
        label="Square"
        help="Side of the squares, in pixels. The map shrinks by as much."
        values={[2, 3, 4]}
        value={layer.size}
        onChange={(size) => onChange({ ...layer, size })}
      />
    </>
  );
}

interface FewProps {
  readonly label: string;
  readonly help: string;
  readonly values: readonly number[];
  readonly value: number;
  onChange(value: number): void;
}

/** A choice among a few numbers. */
function Few({ label, help, values, value, onChange }: FewProps) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} help={help}>
      <Segmented
        value={String(value)}
        options={values.map((each) => ({ id: String(each), name: String(each) }))}
        labelledBy={`${id}-label`}
        describedBy={`${id}-help`}
        onChange={(next) => onChange(Number(next))}
      />
    </FieldFrame>
  );
}
