/** What the demo model will not help with: a short list, for a real model's judgement it has not. */
const HARM: readonly RegExp[] = [
  /\b(?:build|make|construct|assemble|create)\b.{0,30}(?<!bath )\b(?:bombs?|explosives?|grenades?|nerve gas|chemical weapons?|bioweapons?)\b/i,
  /\b(?:synthesi[sz]e|cook|make)\b.{0,30}\b(?:methamphetamine|meth|sarin|ricin|fentanyl)\b/i,
  /\b(?:kill|poison|murder)\s+(?:my|a|the|some)\s+(?:person|people|wife|husband|neighbou?r|boss|child)\b/i,
  /(?:制造|制作|合成|自制|做).{0,8}(?:炸弹|炸药|毒气|毒品|冰毒|生化武器|枪支)/,
  /(?:杀死|毒死|谋杀)(?:我的|一个|某个)?(?:人|邻居|老板|妻子|丈夫|同事)/,
];

export function isHarmful(ask: string): boolean {
  return HARM.some((pattern) => pattern.test(ask));
}
