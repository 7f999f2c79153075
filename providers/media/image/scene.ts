/** What a demonstration picture can show, found in the words of a prompt. */
export interface Scene {
  readonly time: 'day' | 'dawn' | 'dusk' | 'night';
  readonly place: Place;
  readonly weather: 'clear' | 'rain' | 'snow';
  /** In the order of the prompt, at most three kinds. */
  readonly subjects: readonly Subject[];
}

export type Place =
  'meadow' | 'garden' | 'sea' | 'mountains' | 'forest' | 'city' | 'desert' | 'snow' | 'space' | 'waves';

export type Subject =
  | 'cat'
  | 'dog'
  | 'bird'
  | 'fish'
  | 'flower'
  | 'tree'
  | 'house'
  | 'boat'
  | 'car'
  | 'person'
  | 'balloon'
  | 'rocket'
  | 'cup'
  | 'book'
  | 'robot';

const TIMES: Readonly<Record<Exclude<Scene['time'], 'day'>, RegExp>> = {
  night: /夜|星空|月亮|月光|午夜|\b(?:night|moon\w*|stars?|midnight|starry)\b/iu,
  dawn: /日出|清晨|黎明|早晨|朝霞|\b(?:sunrise|dawn|morning)\b/iu,
  dusk: /日落|黄昏|傍晚|夕阳|晚霞|\b(?:sunset|dusk|evening|twilight)\b/iu,
};

const PLACES: Readonly<Record<Exclude<Place, 'waves'>, RegExp>> = {
  space: /太空|宇宙|星球|银河|\b(?:space|galaxy|planets?|universe)\b/iu,
  snow: /雪地|雪山|冰川|雪景|\b(?:snowy|glacier|arctic|ski\w*)\b/iu,
  sea: /海|沙滩|湖|岛|河|\b(?:sea|ocean|beach|lake|island|river|harbou?r)\b/iu,
  city: /城市|街|高楼|都市|夜市|办公|\b(?:city|street|skyline|downtown|urban|towers?|office)\b/iu,
  desert: /沙漠|戈壁|骆驼|\b(?:desert|dunes?|camels?)\b/iu,
  forest: /森林|树林|丛林|竹林|\b(?:forest|woods?|jungle)\b/iu,
  mountains: /山|峡谷|高原|\b(?:mountains?|hills?|valley|peaks?|canyon)\b/iu,
  garden: /花园|庭院|公园|院子|\b(?:garden|park|yard)\b/iu,
  meadow: /草地|草原|田野|农场|乡村|\b(?:meadow|grass\w*|fields?|farm|countryside)\b/iu,
};

const SUBJECTS: Readonly<Record<Subject, RegExp>> = {
  cat: /猫|\b(?:cats?|kittens?|kitty)\b/iu,
  dog: /狗|犬|\b(?:dogs?|pupp(?:y|ies))\b/iu,
  bird: /鸟|海鸥|燕|鹤|\b(?:birds?|seagulls?|swallows?|cranes?)\b/iu,
  fish: /鱼|鲸|\b(?:fish|whales?|dolphins?)\b/iu,
  flower: /花(?!园)|玫瑰|向日葵|郁金香|\b(?:flowers?|roses?|sunflowers?|tulips?|blossoms?)\b/iu,
  tree: /树|松|\b(?:trees?|pines?|oaks?)\b/iu,
  house: /房|屋|家|村|\b(?:houses?|homes?|cottages?|villages?|cabins?)\b/iu,
  boat: /船|帆|舟|\b(?:boats?|ships?|sail\w*)\b/iu,
  car: /汽车|轿车|跑车|车|\b(?:cars?|vehicles?|trucks?)\b/iu,
  person:
    /(?<!器)人(?!工)|女孩|男孩|姑娘|少年|老师|学生|孩子|\b(?:persons?|people|girls?|boys?|wom[ae]n|m[ae]n|child(?:ren)?)\b/iu,
  balloon: /气球|\b(?:balloons?)\b/iu,
  rocket: /火箭|飞船|宇航|\b(?:rockets?|spaceships?|astronauts?)\b/iu,
  cup: /咖啡|茶|杯|\b(?:coffee|tea|cups?|mugs?)\b/iu,
  book: /书|阅读|\b(?:books?|reading|library)\b/iu,
  robot: /机器人|人工智能|\b(?:robots?|ai|android)\b/iu,
};

const MOST_SUBJECTS = 3;

/** What of a prompt this installation can draw; the rest is for a real model. */
export function sceneOf(prompt: string): Scene {
  const found = <K extends string>(patterns: Readonly<Record<K, RegExp>>): K[] =>
    (Object.keys(patterns) as K[])
      .map((name) => ({ name, at: prompt.search(patterns[name]) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at)
      .map(({ name }) => name);
  const subjects = found(SUBJECTS).slice(0, MOST_SUBJECTS);
  const place = found(PLACES)[0] ?? homeOf(subjects);
  return {
    time: place === 'space' ? 'night' : (found(TIMES)[0] ?? 'day'),
    place,
    weather: /雨|\brain\w*/iu.test(prompt) ? 'rain' : /雪|\bsnow\w*/iu.test(prompt) ? 'snow' : 'clear',
    subjects,
  };
}

/** Where things are when the prompt does not say. */
function homeOf([first]: readonly Subject[]): Place {
  switch (first) {
    case undefined:
      return 'waves';
    case 'boat':
    case 'fish':
      return 'sea';
    case 'rocket':
      return 'space';
    case 'car':
    case 'robot':
      return 'city';
    case 'balloon':
      return 'mountains';
    default:
      return 'meadow';
  }
}
