/**
 * Scales scores in place to 0..`max` by the largest; reversed, the smallest is best, and all get `max` when nobody has any.
 * Source: `pkg/scheduler/framework/plugins/helper/normalize_score.go`, DefaultNormalizeScore.
 */
export function normalizeScores(scores: number[] | Float64Array, reverse = false, max = 100): void {
  let largest = 0;
  for (const score of scores) if (score > largest) largest = score;
  for (let i = 0; i < scores.length; i++) {
    const scaled = largest === 0 ? 0 : Math.trunc((max * scores[i]!) / largest);
    scores[i] = reverse ? max - scaled : scaled;
  }
}
