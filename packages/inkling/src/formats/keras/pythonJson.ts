/** Keys whose values Keras takes only as floats, so that 1 must be written as 1.0. */
const FLOAT_KEYS: ReadonlySet<string> = new Set([
  'learning_rate',
  'momentum',
  'initial_learning_rate',
  'warmup_target',
  'values',
  'l1',
  'l2',
]);

/** JSON as Python writes it: a blank after `,` and `:`, ASCII only, floats with a decimal point where Keras asks for them. */
export function pythonJson(value: unknown, key = ''): string {
  if (typeof value === 'number' && FLOAT_KEYS.has(key) && Number.isInteger(value)) return value.toFixed(1);
  if (Array.isArray(value)) return `[${value.map((item) => pythonJson(item, key)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members.map(([name, member]) => `${pythonJson(name)}: ${pythonJson(member, name)}`).join(', ')}}`;
  }
  return asciiOnly(JSON.stringify(value));
}

function asciiOnly(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
