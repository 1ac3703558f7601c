/**
 * The fields of the learning rate's schedule.
 */
import type { Field, FieldKey } from './field';
import { always, choice, number } from './field-makers';
import type { ExperimentSpec, ScheduleId, ScheduleSpec } from './spec';

type ScheduleKey = Extract<FieldKey, 'schedule' | 'scheduleEvery' | 'scheduleFactor' | 'warmup'>;

const inSchedule = (name: Exclude<keyof ScheduleSpec, 'id'>) => ({
  get: (spec: ExperimentSpec) => spec.schedule[name],
  set: (spec: ExperimentSpec, value: number): ExperimentSpec => ({
    ...spec,
    schedule: { ...spec.schedule, [name]: value },
  }),
});

const hasSteps = ({ schedule }: ExperimentSpec): boolean => schedule.id === 'steps';

export const SCHEDULE_FIELDS: Readonly<Record<ScheduleKey, Field>> = {
  schedule: choice({
    key: 'schedule',
    urlKey: 'sc',
    label: 'Schedule',
    unit: 'of the learning rate',
    help: 'How the learning rates of all arms change over training.',
    default: 'constant',
    choices: [
      { id: 'constant', name: 'Constant', help: 'The rate stays as it is set.' },
      { id: 'steps', name: 'Steps', help: 'Every so many epochs the rate is multiplied by a factor.' },
      {
        id: 'cosine',
        name: 'Cosine',
        help: 'The rate falls along half a cosine to 0 at the last step (Loshchilov and Hutter, 2017).',
      },
    ],
    get: (spec) => spec.schedule.id,
    set: (spec, value) => ({ ...spec, schedule: { ...spec.schedule, id: value as ScheduleId } }),
  }),
  scheduleEvery: number({
    ...inSchedule('every'),
    key: 'scheduleEvery',
    urlKey: 'se',
    kind: 'integer',
    label: 'A step every',
    unit: 'epochs',
    help: 'How many epochs pass from one step of the learning rate to the next.',
    default: 10,
    min: 1,
    max: 1000,
    scale: 'log',
    step: 1,
    applies: hasSteps,
  }),
  scheduleFactor: number({
    ...inSchedule('factor'),
    key: 'scheduleFactor',
    urlKey: 'sf',
    label: 'Factor of a step',
    unit: '×',
    help: 'What the learning rate is multiplied by at each step.',
    default: 0.1,
    min: 0.001,
    max: 10,
    scale: 'log',
    applies: hasSteps,
  }),
  warmup: number({
    ...inSchedule('warmup'),
    key: 'warmup',
    urlKey: 'wu',
    label: 'Warm-up',
    unit: 'epochs',
    help: 'The learning rate grows from 0 to its full size over the first so many epochs.',
    default: 0,
    min: 0,
    max: 100,
    scale: 'linear',
    step: 0.5,
    applies: always,
  }),
};
