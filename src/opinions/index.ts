/** The opinions' door; it owns opinions: whether help pages help, without anybody's name. */
export { giveOpinion } from './give-opinion.ts';
export { countOpinions, findOpinionsInWords, type Opinion, type OpinionsOfPage } from './store.ts';
