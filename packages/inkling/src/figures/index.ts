export { confusionFigure } from './confusionFigure.js';
export { digitGallery, type GalleryItem } from './digitGallery.js';
export type { Deflate, Environment, FigureDocument } from './environment.js';
export { type CurvePoint, type Curves, learningCurves } from './learningCurves.js';
export { type PredictionFigureInput, predictionFigure } from './predictionFigure.js';
export { reliabilityDiagram } from './reliabilityDiagram.js';
export { type Report, type ReportSection, reportPage } from './reportPage.js';
export { riskCoverageCurve } from './riskCoverageCurve.js';
export { type StageGalleryItem, stageGallery } from './stageGallery.js';
