/** What places of stock are called: `van:tech.27` is somebody's van. */
import { useNameOf } from '../app/people';
import { useText } from '../lang/text';
import type { TextKey } from '../lang/zh';

// Main stores have no name of their own.
const MAIN = 'main';
const OUTSIDE = 'outside';

export function usePlaceOf(): (place: string) => string {
  const say = useText();
  const nameOf = useNameOf();
  return (place) => {
    const [kind = '', whose = ''] = place.split(':');
    const key = `place.${kind === OUTSIDE ? whose : kind}` as TextKey;
    const name = say(key);
    if (name === key) return place;
    return kind === OUTSIDE || whose === '' || whose === MAIN ? name : `${name} ${nameOf(whose)}`;
  };
}
