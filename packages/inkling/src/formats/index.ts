export { type CompactModel, loadCompactModel } from './compact/loadCompactModel.js';
export { saveCompactModel } from './compact/saveCompactModel.js';
export { roundToFloat16 } from './float16.js';
export type { InklingRecord } from './keras/inklingRecord.js';
export { type KerasH5File, loadKerasH5, loadKerasH5File } from './keras/loadKerasH5.js';
export { type ModelFromJsonOptions, modelFromJson } from './keras/modelFromJson.js';
export { type SaveOptions, saveKerasH5 } from './keras/saveKerasH5.js';
